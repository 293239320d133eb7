import { padded, type Range } from '../../shared/geometry/nice.ts';
import type { PlayStep } from '../../shared/model/player.ts';
import { whole } from '../widgets/format.ts';
import { gain, nats } from './format.ts';
import type { Frame, Margins } from './frame.ts';
import { axis, base, type ChartOption, gridOf, labelRoom, type SeriesOption } from './option.ts';
import type { Tokens } from './tokens.ts';

export interface BoundInput {
  readonly frame: Frame;
  readonly steps: readonly PlayStep[];
  /** Draws a bar from the bound to the log-likelihood where there is a gap. */
  readonly gaps: boolean;
  /** Of variational inference, where the gap stays open: what the log evidence is known to lie above, once the run has ended. */
  readonly open?: { readonly evidence: { readonly nats: number; readonly standardError: number } | null } | null;
  readonly tokens: Tokens;
}

/** Half-steps that are looked at from near; the page turns before the mark reaches its edge. */
const page = 12;
const turn = 10;

/** The first half-step of the page that one is on. The page stands still while the mark walks over it. */
export const pageStart = (at: number, count: number): number =>
  Math.max(0, Math.min(Math.floor(at / turn) * turn, count - 1 - page));

export const pageFrom = (start: number): Range => [start, start + page];

export const wholeRun = (count: number): Range => [0, Math.max(page, count - 1)];

export const stepRange = ([from, to]: Range): Range => [from - 0.4, to + 0.4];

/**
 * The values of the half-steps from … to. The start is left out, and of a whole run its first tenth: those leaps would
 * flatten everything that matters; they are cut at the bottom edge.
 */
export function boundRange(steps: readonly PlayStep[], [from, to]: Range, evidence: number | null = null): Range {
  const skipped = to - from > page ? Math.floor(steps.length / 10) : 0;
  const seen = steps.slice(Math.max(from, Math.min(Math.max(1, skipped), steps.length - 1)), to + 1);
  const values = seen.flatMap(({ logLikelihood, bound }) => [logLikelihood, bound]).filter(Number.isFinite);
  if (evidence !== null) values.push(evidence);
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // Below a hundred-thousandth there is nothing to see but rounding.
  const least = Math.max(1e-6, Math.abs(high) * 1e-9);
  // Where all is one, the axis shows hundredths: more digits would seem to say something.
  const flat = Math.max(0.01, least);
  return padded(high - low > least ? [low, high] : [low - flat, high + flat], 0.1);
}

export const boundMargins = (y: Range): Margins => ({ left: labelRoom(y, 4) + 6, top: 34, right: 14, bottom: 40 });

/** 'E-step 3' = the E-step of iteration 3, which the M-step of iteration 3 follows. */
export const stepName = ({ kind, iteration }: PlayStep): string =>
  kind === 'start' ? 'Start' : kind === 'E' ? `E-step ${whole(iteration + 1)}` : `M-step ${whole(iteration)}`;

/** The log-likelihood of the parameters, and the bound that the responsibilities held give, after each half-step. */
export function boundOption({ frame, steps, gaps, open = null, tokens }: BoundInput): ChartOption {
  const common = base(tokens);
  const [above, below] = open ? ['log-likelihood at the expected parameters', 'ELBO'] : ['log-likelihood', 'bound'];
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      trigger: 'axis',
      axisPointer: { type: 'line', snap: true, lineStyle: { color: tokens.muted, type: 'dotted' } },
      formatter: (params) => {
        const first = Array.isArray(params) ? params[0] : params;
        const step = steps[(first?.value as number[])?.[0] ?? -1];
        if (!step) return '';
        const { logLikelihood, bound } = step;
        return `${stepName(step)}\n${above} ${nats(logLikelihood)}\n${below} ${nats(bound)}\n${open ? 'apart' : 'gap'} ${gain(logLikelihood - bound)} nats`;
      },
    },
    grid: gridOf(frame),
    xAxis: axis(frame.x, tokens, { name: 'Half-step', gap: 24, count: 6, text: (v) => (Number.isInteger(v) ? whole(v) : '') }),
    yAxis: axis(frame.y, tokens, { count: 4, lines: false }),
    series: [
      ...(gaps ? [gapSeries(steps, open !== null, tokens)] : []),
      line('log-likelihood', steps, ({ logLikelihood }) => logLikelihood, tokens.muted, gaps, 'dashed', tokens.surface),
      line('bound', steps, ({ bound }) => bound, tokens.accent, gaps, 'solid', tokens.accent),
      ...(open?.evidence ? [evidenceSeries(frame, open.evidence, steps.at(-1)?.bound ?? Number.NaN, tokens)] : []),
    ],
  };
}

const line = (
  id: string,
  steps: readonly PlayStep[],
  value: (step: PlayStep) => number,
  color: string,
  showSymbol: boolean,
  type: 'dashed' | 'solid',
  fill: string,
): SeriesOption => ({
  type: 'line',
  id,
  name: id,
  data: steps.map((step, at) => [at, value(step)]),
  clip: true,
  showSymbol,
  symbol: 'circle',
  symbolSize: type === 'solid' ? 5 : 8,
  itemStyle: { color: fill, borderColor: color, borderWidth: 1.5 },
  lineStyle: { color, width: type === 'solid' ? 2 : 1.5, type },
  z: type === 'solid' ? 4 : 3,
});

/** The log evidence lies above this line: the ELBO below it has not closed so much, and never will. */
const evidenceSeries = (
  { x }: Frame,
  { nats: height, standardError }: { readonly nats: number; readonly standardError: number },
  elbo: number,
  tokens: Tokens,
): SeriesOption => ({
  type: 'line',
  id: 'evidence',
  silent: true,
  clip: true,
  showSymbol: false,
  data: x.map((at) => [at, height]),
  lineStyle: { color: tokens.ink, width: 1, type: 'dotted' },
  z: 3,
  markLine: {
    silent: true,
    symbol: 'none',
    lineStyle: { width: 0 },
    label: {
      show: true,
      position: 'insideEndTop',
      formatter: `log evidence ≥ last ELBO + ${gain(height - elbo)} ± ${gain(standardError)}`,
      color: tokens.ink,
      fontSize: 10,
      textBorderColor: tokens.surface,
      textBorderWidth: 3,
    },
    data: [{ yAxis: height }],
  },
});

/** Upright bars where the bound lies below the log-likelihood: what the next E-step will close, but where the gap stays open. */
const gapSeries = (steps: readonly PlayStep[], open: boolean, tokens: Tokens): SeriesOption => ({
  type: 'line',
  id: 'gaps',
  silent: true,
  clip: true,
  showSymbol: false,
  data: steps.flatMap(({ kind, bound, logLikelihood }, at) =>
    kind === 'E' && !open
      ? []
      : [
          [at, bound],
          [at, logLikelihood],
          [at, Number.NaN],
        ],
  ),
  lineStyle: { color: tokens.accent, width: 7, opacity: 0.25 },
  z: 2,
});
