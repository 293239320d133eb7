import { type Bins, binsEnd } from '../../shared/geometry/bins.ts';
import type { Range } from '../../shared/geometry/nice.ts';
import { whole } from '../widgets/format.ts';
import type { Frame, Margins } from './frame.ts';
import { axis, base, type ChartOption, gridOf, type SeriesOption } from './option.ts';
import { withAlpha } from './palette.ts';
import type { Tokens } from './tokens.ts';

/** How many rows have which uncertainty (or log density), on a logarithmic scale: of most rows there is no doubt. */
export interface StripInput {
  readonly frame: Frame;
  readonly bins: Bins;
  readonly counts: Int32Array;
  /** Selected rows in each bin; null when no row is selected. */
  readonly selected: Int32Array | null;
  readonly name: string;
  readonly tokens: Tokens;
}

/** A count as the scale takes it: 0 rows at 0, 1 row at 1, each tenfold one more. */
export const heightOf = (count: number): number => (count > 0 ? 1 + Math.log10(count) : 0);

export const stripMargins = (y: Range): Margins => ({
  left: 24 + whole(10 ** Math.max(0, Math.floor(y[1]) - 1)).length * 6.5,
  top: 8,
  right: 16,
  bottom: 40,
});

/** From nothing to a little above the highest bar. */
export const stripRange = (counts: Int32Array): Range => [0, heightOf(counts.reduce((a, b) => Math.max(a, b), 1)) * 1.06];

export function stripOption({ frame, bins, counts, selected, name, tokens }: StripInput): ChartOption {
  const decades = Array.from({ length: Math.floor(frame.y[1]) }, (_, i) => i + 1);
  // So many that they would touch: every second, third, …
  const every = Math.ceil(decades.length / Math.max(2, Math.floor(frame.height / 20)));
  return {
    ...base(tokens),
    tooltip: { show: false },
    grid: gridOf(frame),
    xAxis: axis(frame.x, tokens, { count: 8, name, gap: 22 }),
    yAxis: axis(frame.y, tokens, {
      lines: false,
      values: decades.filter((_, i) => i % every === 0),
      text: (height) => whole(10 ** (height - 1)),
    }),
    series: [
      bars('rows', bins, counts, tokens.bars),
      ...(selected ? [bars('selected', bins, selected, withAlpha(tokens.accent, 0.75))] : []),
    ],
  };
}

function bars(id: string, bins: Bins, counts: Int32Array, colour: string): SeriesOption {
  return {
    type: 'custom',
    id,
    silent: true,
    clip: true,
    z: id === 'selected' ? 2 : 1,
    dimensions: ['from', 'to', 'rows'],
    encode: { x: [0, 1], y: 2 },
    data: Array.from(counts, (rows, i) => [bins.start + i * bins.width, bins.start + (i + 1) * bins.width, heightOf(rows)]),
    renderItem: (_params, api) => {
      const from = api.coord([api.value(0), api.value(2)]) as [number, number];
      const to = api.coord([api.value(1), 0]) as [number, number];
      const air = to[0] - from[0] > 4 ? 1 : 0;
      return {
        type: 'rect',
        shape: { x: from[0], y: from[1], width: Math.max(0.5, to[0] - from[0] - air), height: Math.max(0, to[1] - from[1]) },
        style: { fill: colour },
      };
    },
  };
}

/** The bound moved by one step of the keyboard: a hundredth of the bins' width, at round numbers. */
export const steppedBound = (bins: Bins, bound: number, steps: number): number => {
  const step = (binsEnd(bins) - bins.start) / 100;
  const to = bins.start + Math.round((bound - bins.start) / step + steps) * step;
  return Math.min(binsEnd(bins), Math.max(bins.start, to));
};
