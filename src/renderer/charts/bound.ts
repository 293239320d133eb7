import { padded, type Range } from '../../shared/geometry/nice.ts';
import type { PlayStep } from '../../shared/model/player.ts';
import { whole } from '../widgets/format.ts';
import { nats } from './format.ts';
import type { Frame, Margins } from './frame.ts';
import { axis, base, type ChartOption, gridOf, labelRoom, type SeriesOption } from './option.ts';
import type { Tokens } from './tokens.ts';

export interface BoundInput {
  readonly frame: Frame;
  readonly steps: readonly PlayStep[];
  readonly tokens: Tokens;
}

/** All half-steps, with room for the names of the lines at the right. */
export const stepRange = (steps: readonly PlayStep[]): Range => [-0.3, Math.max(8, steps.length - 1) + 0.3];

/**
 * From where the run stood after its first tenth (the first E-step at least) to the top: the leaps before would flatten
 * everything that matters; they are cut at the bottom edge.
 */
export function boundRange(steps: readonly PlayStep[]): Range {
  const from = Math.max(1, Math.floor(steps.length / 10));
  const seen = steps.slice(Math.min(from, Math.max(0, steps.length - 1)));
  const values = seen.flatMap(({ logLikelihood, bound }) => [logLikelihood, bound]).filter(Number.isFinite);
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return padded(low < high ? [low, high] : [low - 1, high + 1], 0.08);
}

export const boundMargins = (y: Range): Margins => ({ left: labelRoom(y, 4) + 6, top: 22, right: 14, bottom: 40 });

const names = { start: 'Start', E: 'E-step', M: 'M-step' } as const;

/** 'E-step 3' = the E-step of iteration 3. */
export const stepName = ({ kind, iteration }: PlayStep): string =>
  kind === 'start' ? names.start : `${names[kind]} ${whole(iteration)}`;

/** The log-likelihood of the parameters, and the bound that the responsibilities held give, after each half-step. */
export function boundOption({ frame, steps, tokens }: BoundInput): ChartOption {
  const common = base(tokens);
  const few = steps.length <= 81;
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
        const gap = step.logLikelihood - step.bound;
        return `${stepName(step)}\nlog-likelihood ${nats(step.logLikelihood)}\nbound ${nats(step.bound)}\ngap ${nats(gap)} nats`;
      },
    },
    grid: gridOf(frame),
    xAxis: axis(frame.x, tokens, { name: 'Half-step', gap: 24, count: 6, text: (v) => (Number.isInteger(v) ? whole(v) : '') }),
    yAxis: axis(frame.y, tokens, { count: 4, lines: false }),
    series: [
      line(
        'log-likelihood',
        steps.map(({ logLikelihood }) => logLikelihood),
        tokens.muted,
        { width: 1.5, dashed: true, symbol: false },
      ),
      line(
        'bound',
        steps.map(({ bound }) => bound),
        tokens.accent,
        { width: 2, dashed: false, symbol: few },
      ),
    ],
  };
}

const line = (
  id: string,
  values: readonly number[],
  color: string,
  { width, dashed, symbol }: { readonly width: number; readonly dashed: boolean; readonly symbol: boolean },
): SeriesOption => ({
  type: 'line',
  id,
  name: id,
  data: values.map((value, at) => [at, value]),
  clip: true,
  // The parameters, and with them the log-likelihood, change in M-steps alone.
  showSymbol: symbol,
  symbol: 'circle',
  symbolSize: 5,
  itemStyle: { color },
  lineStyle: { color, width, type: dashed ? 'dashed' : 'solid' },
  z: dashed ? 3 : 2,
});
