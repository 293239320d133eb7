import { type Candidate, type Criterion, criteria, type FamilyCode } from '../../shared/model/mixture.ts';
import { whole } from '../widgets/format.ts';
import { criterionNames, deltas, deltaTicks, scaled, smallest, unscaled } from './criteria.ts';
import { hollowSeries, lineSeries, markSeries, nameSeries } from './criteria-series.ts';
import type { Frame } from './frame.ts';
import { axis, base, type ChartOption, gridOf } from './option.ts';
import type { Tokens } from './tokens.ts';

export interface CriteriaInput {
  /** One a criterion, in the order of `criteria`. */
  readonly frames: readonly Frame[];
  readonly candidates: readonly Candidate[];
  /** Every K asked for, fitted yet or not. */
  readonly ks: readonly number[];
  readonly shown: { readonly k: number; readonly family: FamilyCode } | null;
  /** The criterion that chooses. */
  readonly criterion: Criterion;
  readonly tokens: Tokens;
}

export function criteriaOption({ frames, candidates, ks, shown, criterion: chosen, tokens }: CriteriaInput): ChartOption {
  const common = base(tokens);
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      trigger: 'item',
      formatter: (params) => (Array.isArray(params) ? '' : ((params.data as { text?: string }).text ?? '')),
    },
    grid: frames.map(gridOf),
    xAxis: frames.map((frame, grid) => {
      const last = grid === frames.length - 1;
      return axis(frame.x, tokens, {
        grid,
        values: spaced(ks, frame.width),
        text: whole,
        labels: last,
        ...(last ? { name: 'Components K', gap: 20 } : {}),
      });
    }),
    yAxis: frames.map((frame, grid) => ({
      ...axis(frame.y, tokens, {
        grid,
        values: deltaTicks(unscaled(frame.y[1])).map(scaled),
        text: (height) => whole(Math.round(unscaled(height))),
        lines: false,
      }),
      name: `Δ${criterionNames[criteria[grid]!]}`,
      nameLocation: 'end' as const,
      nameGap: 6,
      nameTextStyle: {
        color: criteria[grid] === chosen ? tokens.ink : tokens.muted,
        fontWeight: criteria[grid] === chosen ? 700 : 400,
        fontSize: 12,
        align: 'right' as const,
      },
    })),
    series: frames.flatMap((frame, grid) => {
      const criterion = criteria[grid]!;
      const best = smallest(candidates, criterion);
      const plot = { grid, frame, criterion, found: deltas(candidates, criterion), best, shown, dense: ks.length > 15, tokens };
      return [...lineSeries(plot), hollowSeries(plot), nameSeries(plot), markSeries(plot)];
    }),
  };
}

/** Every K where there is room, otherwise every second, fifth, tenth. */
export function spaced(ks: readonly number[], width: number): readonly number[] {
  const every = [1, 2, 5, 10, 20].find((step) => (ks.length / step) * 22 <= width) ?? 50;
  return ks.filter((k) => k === 1 || k % every === 0);
}
