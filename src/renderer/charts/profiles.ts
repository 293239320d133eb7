import { type Bins, binsEnd } from '../../shared/geometry/bins.ts';
import { densityCurves, type Marginal } from '../../shared/geometry/density.ts';

/** A cluster against the rest in one column, as shapes in a box of pixels. */
export interface ProfileDrawing {
  readonly bars: readonly { readonly x: number; readonly y: number; readonly width: number; readonly height: number }[];
  /** Paths: the cluster's density as an area, and the rest's as a line; '' where there is none. */
  readonly own: string;
  readonly rest: string;
}

export interface ProfileInput {
  readonly own: Marginal;
  readonly rest: Marginal | null;
  readonly bins: Bins;
  /** The cluster's rows in each bin. */
  readonly counts: Int32Array;
  readonly width: number;
  readonly height: number;
}

/** Both densities have the area 1; bars are the cluster's rows at the same scale. A spike is cut at the top. */
export function profileDrawing({ own, rest, bins, counts, width, height }: ProfileInput): ProfileDrawing {
  const end = binsEnd(bins);
  const mine = densityCurves(own, [bins.start, end], 120);
  const theirs = rest && densityCurves(rest, [bins.start, end], 120);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const heights = Array.from(counts, (count) => (rows > 0 ? count / (rows * bins.width) : 0));
  const curves = Math.max(...mine.total, ...(theirs?.total ?? []));
  // Bars may stand twice as high as the curves before they are cut.
  const top = Math.max(curves, Math.min(Math.max(...heights), 2 * curves)) * 1.05;
  const px = (x: number) => ((x - bins.start) / (end - bins.start)) * width;
  const py = (density: number) => height - Math.min(1, density / top) * height;
  const line = (x: Float64Array, y: Float64Array) =>
    Array.from(x, (at, i) => `${i === 0 ? 'M' : 'L'}${short(px(at))} ${short(py(y[i]!))}`).join('');
  return {
    bars: heights.flatMap((density, i) => {
      if (density === 0) return [];
      const x = px(bins.start + i * bins.width);
      return [{ x: short(x), y: short(py(density)), width: short(width / bins.count), height: short(height - py(density)) }];
    }),
    own: line(mine.x, mine.total),
    rest: theirs ? line(theirs.x, theirs.total) : '',
  };
}

const short = (value: number): number => Math.round(value * 10) / 10;
