import { padded, type Range } from '../../shared/geometry/nice.ts';
import type { StartRecord } from '../../shared/model/mixture.ts';
import { whole } from '../widgets/format.ts';
import { nats } from './format.ts';
import type { Frame, Margins } from './frame.ts';
import { axis, base, type ChartOption, gridOf, labelRoom, type SeriesOption } from './option.ts';
import type { Tokens } from './tokens.ts';

/** Log-likelihood after each E-step of one start: the first one sees the parameters started from, iteration 0. */
export interface Run {
  /** Counted from 0, as in the ledger. */
  readonly start: number;
  readonly trace: readonly number[];
  readonly best: boolean;
  /** Where it ended, when its last iterations were not seen. */
  readonly end?: StartRecord | undefined;
}

export interface TraceInput {
  readonly frame: Frame;
  readonly runs: readonly Run[];
  /** Where starts ended whose way was not kept. */
  readonly ends: readonly StartRecord[];
  readonly tokens: Tokens;
}

/** All iterations of the longest run. */
export function iterationRange(runs: readonly Run[], ends: readonly StartRecord[]): Range {
  const longest = Math.max(2, ...runs.map((run) => run.trace.length - 1), ...ends.map((end) => end.iterations));
  return [0, longest * 1.04];
}

/**
 * From a little below where the starts ended, and where the best run stood after its first tenth, to the top: the first
 * leaps from a random start would flatten everything that matters; they are cut at the bottom edge.
 */
export function heightRange(runs: readonly Run[], ends: readonly StartRecord[]): Range {
  const lows: number[] = [];
  const highs: number[] = [];
  for (const run of runs) {
    const finite = run.trace.filter(Number.isFinite);
    if (finite.length === 0) continue;
    highs.push(Math.max(...finite));
    if (run.best || runs.length === 1)
      lows.push(finite[Math.min(finite.length - 1, Math.max(1, Math.floor(finite.length / 10)))]!);
    lows.push(finite.at(-1)!);
  }
  for (const end of ends) {
    if (end.logLikelihood === null || end.degenerate !== null) continue;
    lows.push(end.logLikelihood);
    highs.push(end.logLikelihood);
  }
  if (highs.length === 0) return [0, 1];
  return padded([Math.min(...lows), Math.max(...highs)], 0.08);
}

export const traceMargins = (y: Range): Margins => ({ left: labelRoom(y, 4) + 6, top: 10, right: 14, bottom: 40 });

export function traceOption({ frame, runs, ends, tokens }: TraceInput): ChartOption {
  const common = base(tokens);
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      trigger: 'item',
      formatter: (params) => {
        const [iteration, value] = (Array.isArray(params) ? [] : params.value) as number[];
        const name = Array.isArray(params) ? '' : params.name;
        return `${name}\niteration ${whole(iteration ?? 0)}: ${nats(value)} nats`;
      },
    },
    grid: gridOf(frame),
    xAxis: axis(frame.x, tokens, { name: 'Iteration', gap: 24, count: 5, text: (v) => (Number.isInteger(v) ? whole(v) : '') }),
    yAxis: axis(frame.y, tokens, { count: 4, lines: false }),
    series: [...runs.flatMap((run) => [runSeries(run, tokens), ...unseen(run, tokens)]), endSeries(ends, frame, tokens)],
  };
}

/** From the last iteration that was seen to where the start ended: dotted, since what lies between is not known. */
function unseen({ start, trace, end }: Run, tokens: Tokens): SeriesOption[] {
  const last = trace.length - 1;
  if (!end || end.logLikelihood === null || last < 0 || end.iterations <= last) return [];
  return [
    {
      type: 'line',
      id: `start-${start}-unseen`,
      silent: true,
      clip: true,
      showSymbol: false,
      data: [
        [last, trace[last]!],
        [end.iterations, end.logLikelihood],
      ],
      lineStyle: { color: tokens.muted, width: 1, opacity: 0.45, type: 'dotted' },
      z: 2,
    },
  ];
}

const runSeries = (run: Run, tokens: Tokens): SeriesOption => ({
  type: 'line',
  id: `start-${run.start}`,
  silent: true,
  data: run.trace.map((value, iteration) => [iteration, value]),
  clip: true,
  showSymbol: false,
  lineStyle: { color: run.best ? tokens.accent : tokens.muted, width: run.best ? 2.5 : 1, opacity: run.best ? 1 : 0.45 },
  z: run.best ? 4 : 2,
});

/** Filled: converged. Hollow: stopped early, or degenerate. */
function endSeries(ends: readonly StartRecord[], frame: Frame, tokens: Tokens): SeriesOption {
  return {
    type: 'scatter',
    id: 'ends',
    symbolSize: 7,
    clip: true,
    z: 3,
    data: ends
      .filter((end) => end.logLikelihood !== null && end.logLikelihood <= frame.y[1] && end.logLikelihood >= frame.y[0])
      .map((end) => {
        const colour = end.optimum === 0 ? tokens.accent : tokens.muted;
        const sound = end.converged && end.degenerate === null;
        return {
          name: `Start ${end.start + 1}`,
          value: [end.iterations, end.logLikelihood!],
          itemStyle: { color: sound ? colour : tokens.surface, borderColor: colour, borderWidth: 1.5 },
        };
      }),
  };
}
