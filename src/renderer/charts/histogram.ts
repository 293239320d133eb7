import { type Bins, binsEnd } from '../../shared/geometry/bins.ts';
import { type Curves, densityCurves, type Marginal } from '../../shared/geometry/density.ts';
import { niceStep, type Range } from '../../shared/geometry/nice.ts';
import type { Clusters } from '../../shared/model/merging.ts';
import { counted, percent, whole } from '../widgets/format.ts';
import type { Frame, Margins } from './frame.ts';
import { axis, base, type ChartOption, gridOf, labelRoom, type SeriesOption } from './option.ts';
import { clusterColour, clusterInk, noiseColour, withAlpha } from './palette.ts';
import type { Tokens } from './tokens.ts';

/** Densities as rows per bin: what the histogram's bars would be if the mixture were true. */
export function expectedCounts(marginal: Marginal, rows: number, bins: Bins): Curves {
  const curves = densityCurves(marginal, [bins.start, binsEnd(bins)]);
  const scale = rows * bins.width;
  return {
    x: curves.x,
    total: curves.total.map((v) => v * scale),
    components: curves.components.map((c) => c.map((v) => v * scale)),
    noise: curves.noise?.map((v) => v * scale) ?? null,
  };
}

/** From 0 to a little above the highest bar; a spike of the curve may reach twice as high before it is cut. */
export function countRange(counts: Int32Array, curves: Curves | null): Range {
  const bars = counts.reduce((a, b) => Math.max(a, b), 1);
  const curve = curves ? curves.total.reduce((a, b) => Math.max(a, b), 0) : 0;
  return [0, Math.max(bars, Math.min(curve, bars * 2)) * 1.08];
}

export const histogramMargins = (y: Range): Margins => ({ left: labelRoom(y, 4) + 4, top: 8, right: 14, bottom: 26 });

export interface HistogramInput {
  readonly frame: Frame;
  readonly bins: Bins;
  readonly counts: Int32Array;
  /** Selected rows in each bin; null when no row is selected. */
  readonly selected: Int32Array | null;
  readonly curves: Curves | null;
  /** Where components are combined into clusters: their colours and numbers. */
  readonly clusters?: Clusters | null;
  readonly tokens: Tokens;
  readonly text?: (value: number) => string;
}

export function histogramOption({
  frame,
  bins,
  counts,
  selected,
  curves,
  clusters = null,
  tokens,
  text,
}: HistogramInput): ChartOption {
  return {
    ...base(tokens),
    // The brush lies over the chart and tells each bin in words.
    tooltip: { show: false },
    grid: gridOf(frame),
    xAxis: axis(frame.x, tokens, { count: 6, ...(text ? { text, count: 3 } : {}) }),
    yAxis: axis(frame.y, tokens, { count: 4, lines: false, text: (value) => (Number.isInteger(value) ? whole(value) : '') }),
    series: [
      bars('rows', bins, counts, tokens.bars, false),
      ...(selected ? [bars('selected', bins, selected, withAlpha(tokens.accent, 0.5), true)] : []),
      ...(curves ? curveSeries(curves, clusters, frame, tokens) : []),
    ],
  };
}

function bars(id: string, bins: Bins, counts: Int32Array, colour: string, silent: boolean): SeriesOption {
  return {
    type: 'custom',
    id,
    silent,
    clip: true,
    z: silent ? 2 : 1,
    dimensions: ['from', 'to', 'rows'],
    encode: { x: [0, 1], y: 2 },
    data: Array.from(counts, (rows, i) => [bins.start + i * bins.width, bins.start + (i + 1) * bins.width, rows]),
    renderItem: (_params, api) => {
      const from = api.coord([api.value(0), api.value(2)]) as [number, number];
      const to = api.coord([api.value(1), 0]) as [number, number];
      // One pixel of air between bars where they are wide enough for it.
      const air = to[0] - from[0] > 4 ? 1 : 0;
      return {
        type: 'rect',
        shape: { x: from[0], y: from[1], width: Math.max(0.5, to[0] - from[0] - air), height: Math.max(0, to[1] - from[1]) },
        style: { fill: colour },
      };
    },
  };
}

function curveSeries(curves: Curves, clusters: Clusters | null, frame: Frame, tokens: Tokens): SeriesOption[] {
  const line = (id: string, y: Float64Array, colour: string, width: number, z: number): SeriesOption => ({
    type: 'line',
    id,
    silent: true,
    clip: true,
    data: Array.from(curves.x, (x, i) => [x, y[i]!]),
    showSymbol: false,
    lineStyle: { color: colour, width },
    z,
  });
  const components = curves.components.map((y, k) =>
    line(`component-${k + 1}`, y, clusterColour(clusters?.paint[k] ?? k, tokens.theme), 1.75, 3),
  );
  return [
    ...components,
    ...(curves.noise ? [line('noise', curves.noise, noiseColour(tokens.theme), 1.75, 3)] : []),
    { ...line('total', curves.total, tokens.ink, 1.5, 4), lineStyle: { color: tokens.ink, width: 1.5, type: [5, 4] } },
    numbers(curves, clusters, frame.y[1], tokens),
  ];
}

/** Each component's number at its highest point, or where that is cut: a label before a legend. */
function numbers(curves: Curves, clusters: Clusters | null, top: number, tokens: Tokens): SeriesOption {
  return {
    type: 'scatter',
    id: 'numbers',
    silent: true,
    clip: true,
    symbolSize: 0.01,
    z: 5,
    data: curves.components.map((y, k) => {
      const peak = y.reduce((best, value, i) => (value > y[best]! ? i : best), 0);
      const cut = y[peak]! > top * 0.93;
      return {
        value: [curves.x[peak]!, Math.min(y[peak]!, top)],
        label: {
          show: curves.components.length > 1 && y[peak]! > top * 0.005,
          formatter: String(clusters?.numbers[k] ?? k + 1),
          position: cut ? ('bottom' as const) : ('top' as const),
          distance: 2,
          color: clusterInk(clusters?.paint[k] ?? k, tokens.theme, tokens.surface),
          fontWeight: 700,
          fontSize: 11,
          textBorderColor: tokens.surface,
          textBorderWidth: 3,
        },
      };
    }),
    labelLayout: { hideOverlap: true },
  };
}

export function binText(
  bins: Bins,
  counts: Int32Array,
  selected: Int32Array | null,
  total: number,
  write: (value: number) => string,
  bin: number,
): string {
  const rows = counts[bin];
  if (rows === undefined) return '';
  const from = bins.start + bin * bins.width;
  const lines = [
    `${write(tidy(from, bins.width))} to ${write(tidy(from + bins.width, bins.width))}`,
    `${counted(rows, 'row')}, ${percent(total > 0 ? rows / total : 0)}`,
  ];
  if (selected) lines.push(`${whole(selected[bin]!)} selected`);
  return lines.join('\n');
}

/** An edge without the dust of the arithmetic: rounded to a thousandth of the bin's width. */
const tidy = (value: number, width: number): number => {
  const unit = niceStep(width, 1000);
  return Math.round(value / unit) * unit;
};
