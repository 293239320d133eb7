import { densityCurves, marginalOf } from '../../shared/geometry/density.ts';
import { finiteRange, padded, type Range } from '../../shared/geometry/nice.ts';
import type { GaussianMixture } from '../../shared/model/mixture.ts';
import { type Frame, frameOf } from './frame.ts';
import { axis, base, type ChartOption, gridOf, labelRoom, type SeriesOption } from './option.ts';
import { outlines } from './outlines.ts';
import { clusterColour } from './palette.ts';
import { scatterOption } from './scatter.ts';
import type { Tokens } from './tokens.ts';

/** A few rows of one or two columns, for small figures beside text. */
export interface PlaneData {
  readonly names: readonly string[];
  /** One a column, of one length. */
  readonly values: readonly Float64Array[];
  /** The component of each row, from 1; null before any is known. */
  readonly labels: ArrayLike<number> | null;
}

/** Every so manieth row, `most` at most. */
export const thinned = (values: Float64Array, most: number): Float64Array => {
  const step = Math.max(1, Math.ceil(values.length / most));
  return values.filter((_, i) => i % step === 0);
};

export function planeFrame(size: { readonly width: number; readonly height: number }, { values }: PlaneData): Frame {
  const range = (column: Float64Array | undefined): Range => padded(finiteRange(column ?? []) ?? [0, 1], 0.08);
  const y: Range = values.length > 1 ? range(values[1]) : [0, 1];
  const left = values.length > 1 ? 24 + labelRoom(y, 4) : 12;
  return frameOf(size, { left, top: 8, right: 8, bottom: 38 }, range(values[0]), y);
}

/** Rows in the colours of their components, with ellipses that hold half of each; of one column, its densities. */
export function planeOption(frame: Frame, data: PlaneData, mixture: GaussianMixture | null, tokens: Tokens): ChartOption {
  return data.values.length > 1 ? twoColumns(frame, data, mixture, tokens) : oneColumn(frame, data, mixture, tokens);
}

const colourOf = (label: number | undefined, tokens: Tokens): string =>
  label !== undefined && label > 0 ? clusterColour(label - 1, tokens.theme) : tokens.muted;

const points = ({ labels }: PlaneData, places: readonly (readonly number[])[], tokens: Tokens): SeriesOption => ({
  type: 'scatter',
  id: 'rows',
  silent: true,
  clip: true,
  symbolSize: 4,
  z: 1,
  data: places.map((value, i) => ({ value: [...value], itemStyle: { color: colourOf(labels?.[i], tokens), opacity: 0.5 } })),
});

function twoColumns(frame: Frame, data: PlaneData, mixture: GaussianMixture | null, tokens: Tokens): ChartOption {
  const [xs, ys] = data.values as readonly [Float64Array, Float64Array];
  const shapes = mixture && mixture.means[0]!.length > 1 ? outlines(mixture, 0, 1, 0.5) : [];
  const names = [data.names[0] ?? '', data.names[1] ?? ''] as const;
  const option = scatterOption({ frame, names, outlines: shapes, content: 0.5, tokens });
  const own = (option.series as SeriesOption[]).filter(({ id }) => id !== 'levels');
  return {
    ...option,
    xAxis: axis(frame.x, tokens, { name: names[0], gap: 22, count: 4 }),
    yAxis: axis(frame.y, tokens, { name: names[1], gap: labelRoom(frame.y, 4) + 2, count: 4 }),
    series: [
      points(
        data,
        Array.from(xs, (x, i) => [x, ys[i]!]),
        tokens,
      ),
      ...own,
    ],
  };
}

function oneColumn(frame: Frame, data: PlaneData, mixture: GaussianMixture | null, tokens: Tokens): ChartOption {
  const { tooltip: _, ...common } = base(tokens);
  const curves = mixture ? densityCurves(marginalOf(mixture, 0), frame.x) : null;
  const highest = curves ? curves.total.reduce((a, b) => Math.max(a, b), 0) : 1;
  const line = (id: string, y: Float64Array, color: string, width: number): SeriesOption => ({
    type: 'line',
    id,
    silent: true,
    showSymbol: false,
    data: Array.from(curves!.x, (x, i) => [x, 0.12 + (0.84 * y[i]!) / highest]),
    lineStyle: { color, width },
    z: 3,
  });
  return {
    ...common,
    grid: gridOf(frame),
    xAxis: axis(frame.x, tokens, { name: data.names[0] ?? '', gap: 22, count: 4 }),
    yAxis: axis(frame.y, tokens, { labels: false, lines: false }),
    series: [
      // A strip of rows beneath the curves, apart from each other by a fixed pattern.
      points(
        data,
        Array.from(data.values[0] ?? [], (x, i) => [x, 0.01 + 0.08 * ((i * 0.618034) % 1)]),
        tokens,
      ),
      ...(curves
        ? [
            ...curves.components.map((y, k) => line(`component-${k + 1}`, y, clusterColour(k, tokens.theme), 1.75)),
            line('total', curves.total, tokens.ink, 1),
          ]
        : []),
    ],
  };
}
