import { finiteRange, joined, padded, type Range } from '../../shared/geometry/nice.ts';
import { percent } from '../widgets/format.ts';
import type { Frame, Margins } from './frame.ts';
import { axis, base, type ChartOption, gridOf, labelRoom, type SeriesOption } from './option.ts';
import { type Outline, present } from './outlines.ts';
import { clusterColour, clusterInk, contrast, parse } from './palette.ts';
import type { Tokens } from './tokens.ts';

/** An axis that shows every row and, as far as that does not squeeze the rows, every outline. `side`: 0 = x, 1 = y. */
export function scatterRange(values: Float64Array, shapes: readonly Outline[], side: 0 | 1, room = 0.05): Range {
  const rows = padded(finiteRange(values) ?? [0, 1], 0);
  const held = finiteRange(shapes.filter(present).flatMap((shape) => shape.points.map((point) => point[side])));
  return padded(joined(rows, held, 0.2), room);
}

export const scatterMargins = (y: Range): Margins => ({ left: 26 + labelRoom(y), top: 10, right: 14, bottom: 44 });

/** So many rows lie upon each other. */
const crowded = 2000;

export interface ScatterInput {
  readonly frame: Frame;
  readonly names: readonly [string, string];
  readonly outlines: readonly Outline[];
  readonly content: number;
  /** Rows in view: among many an ellipse in their colour is not seen without an edge. */
  readonly rows?: number;
  readonly tokens: Tokens;
}

/** Axes, ellipses with their level, and numbered means. The points themselves are painted by points.ts beneath. */
export function scatterOption({ frame, names, outlines: shapes, content, rows = 0, tokens }: ScatterInput): ChartOption {
  // Even a hidden tooltip makes ECharts measure the page at each drawing, and means move many times a second.
  const { tooltip: _, ...common } = base(tokens);
  return {
    ...common,
    grid: { ...gridOf(frame), show: true, borderColor: tokens.line, backgroundColor: 'transparent' },
    xAxis: axis(frame.x, tokens, { name: names[0], gap: 26, lines: false }),
    yAxis: axis(frame.y, tokens, { name: names[1], gap: labelRoom(frame.y) + 4, lines: false }),
    series: [
      ...shapes.map((shape) => ellipseSeries(shape, tokens)),
      levelSeries(shapes, content, rows > crowded, tokens),
      meansSeries(shapes, tokens),
      ...shapes.filter(present).flatMap((shape) => credibleSeries(shape, tokens)),
      namesSeries(shapes, tokens),
      ...(rows > crowded ? shapes.map((shape) => edgeSeries(shape, tokens)) : []),
    ],
  };
}

const paintOf = ({ paint, component }: Outline): number => paint ?? component;

const ellipseSeries = (shape: Outline, tokens: Tokens): SeriesOption => ({
  type: 'line',
  id: `ellipse-${shape.component + 1}`,
  data: shape.points.map((point) => [...point]),
  showSymbol: false,
  silent: true,
  clip: true,
  lineStyle: { color: clusterInk(paintOf(shape), tokens.theme, tokens.surface), width: 1.75, opacity: shape.presence ?? 1 },
  z: 3,
});

/** Where the mean may be: drawn over its point, which is small for it. */
const credibleSeries = (shape: Outline, tokens: Tokens): SeriesOption[] =>
  shape.credible
    ? [
        {
          type: 'line',
          id: `credible-${shape.component + 1}`,
          data: shape.credible.map((point) => [...point]),
          showSymbol: false,
          silent: true,
          clip: true,
          lineStyle: { color: tokens.ink, width: 1.25, type: [3, 2] },
          z: 5,
        },
      ]
    : [];

/** An edge beneath: over many rows of its own colour an ellipse would not be seen. */
const edgeSeries = (shape: Outline, tokens: Tokens): SeriesOption => ({
  ...ellipseSeries(shape, tokens),
  id: `edge-${shape.component + 1}`,
  lineStyle: { color: tokens.surface, width: 4.5, opacity: 0.75 * (shape.presence ?? 1) },
  z: 2,
});

/** The level is printed once an ellipse, at its top, as long as there is room for it. */
function levelSeries(shapes: readonly Outline[], content: number, among: boolean, tokens: Tokens): SeriesOption {
  return {
    type: 'scatter',
    id: 'levels',
    silent: true,
    clip: true,
    symbolSize: 0.01,
    z: 4,
    data: (shapes.length <= 12 ? shapes.filter(present) : []).flatMap((shape) => {
      const top = shape.points.reduce<readonly [number, number] | undefined>((a, b) => (a && a[1] >= b[1] ? a : b), undefined);
      if (!top) return [];
      const color = among ? tokens.ink : clusterInk(paintOf(shape), tokens.theme, tokens.surface);
      return [{ value: [...top], label: { color } }];
    }),
    label: {
      show: true,
      position: 'top',
      distance: 3,
      formatter: percent(content),
      fontSize: 11,
      textBorderColor: tokens.surface,
      textBorderWidth: 3,
    },
  };
}

function meansSeries(shapes: readonly Outline[], tokens: Tokens): SeriesOption {
  return {
    type: 'scatter',
    id: 'means',
    silent: true,
    clip: true,
    symbol: 'circle',
    symbolSize: 18,
    z: 4,
    data: shapes.map((shape) => {
      const fill = clusterColour(paintOf(shape), tokens.theme);
      const onFill = contrast(parse(fill), [255, 255, 255]) >= 3 ? '#ffffff' : '#111111';
      const small = shape.credible !== undefined;
      const opacity = shape.presence ?? 1;
      return {
        value: [...shape.mean],
        // Without a disc beneath it, so that the ellipse around the mean is seen.
        ...(small && { symbolSize: 6 }),
        itemStyle: { color: fill, borderColor: tokens.surface, borderWidth: small ? 1 : 2, opacity },
        label: {
          show: present(shape),
          formatter: String(shape.number ?? shape.component + 1),
          color: small ? tokens.ink : onFill,
          fontSize: 11,
          fontWeight: 700,
          ...(small && {
            position: 'right' as const,
            distance: 8,
            textBorderColor: tokens.surface,
            textBorderWidth: 3,
          }),
        },
      };
    }),
  };
}

/** The names that clusters were given, below their numbers. */
function namesSeries(shapes: readonly Outline[], tokens: Tokens): SeriesOption {
  return {
    type: 'scatter',
    id: 'names',
    silent: true,
    clip: true,
    symbolSize: 0.01,
    z: 5,
    data: shapes.flatMap((shape) =>
      shape.name ? [{ value: [...shape.mean], label: { formatter: shape.name, color: tokens.ink } }] : [],
    ),
    label: {
      show: true,
      position: 'bottom',
      distance: 11,
      width: 140,
      overflow: 'truncate',
      fontSize: 11,
      fontWeight: 600,
      textBorderColor: tokens.surface,
      textBorderWidth: 3,
    },
  };
}
