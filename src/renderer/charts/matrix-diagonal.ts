import { type Bins, niceBins, suggestedBins } from '../../shared/geometry/bins.ts';
import { marginalOf } from '../../shared/geometry/density.ts';
import type { GaussianMixture } from '../../shared/model/mixture.ts';
import { type Frame, toPixelX, toPixelY } from './frame.ts';
import { countRange, expectedCounts } from './histogram.ts';
import { cellFrame, line, type MatrixColumn, type MatrixGrid, round } from './matrix.ts';

/** Bins as the histograms have them, as far as the cell has room for their bars. */
export const diagonalBins = ({ values, whole, extent, finite }: MatrixColumn, cellWidth: number): Bins =>
  niceBins(extent ?? [0, 1], Math.min(suggestedBins(values, finite), Math.max(6, Math.floor(cellWidth / 6))), whole);

export interface ColumnCounts {
  readonly counts: Int32Array;
  /** Null where no row is selected. */
  readonly selected: Int32Array | null;
}

export interface DiagonalShapes {
  readonly frame: Frame;
  /** SVG paths; empty where there is nothing. */
  readonly bars: string;
  readonly selected: string;
  readonly curves: readonly { readonly component: number; readonly path: string }[];
  readonly noise: string;
  readonly total: string;
}

/** A histogram on the diagonal with the densities of the components, as rows a bin. `rows`: how many the mixture was fitted to. */
export function diagonalShapes(
  grid: MatrixGrid,
  index: number,
  { extent, at }: MatrixColumn,
  bins: Bins,
  { counts, selected }: ColumnCounts,
  mixture: GaussianMixture | null,
  rows: number,
): DiagonalShapes {
  const total = counts.reduce((a, b) => a + b, 0);
  const marginal = mixture && at >= 0 ? marginalOf(mixture, at, mixture.noise ? extent : null) : null;
  const curves = marginal ? expectedCounts(marginal, Math.min(rows, total), bins) : null;
  // Room above for the name of the column.
  const [low, high] = countRange(counts, curves);
  const frame: Frame = { ...cellFrame(grid, index, index), y: [low, high * 1.25] };
  const foot = round(toPixelY(frame, 0));
  const drawn = (heights: Int32Array): string =>
    Array.from(heights, (height, i) => {
      if (height === 0) return '';
      const from = Math.max(frame.left, toPixelX(frame, bins.start + i * bins.width));
      const to = Math.min(frame.left + frame.width, toPixelX(frame, bins.start + (i + 1) * bins.width));
      const air = to - from > 4 ? 1 : 0;
      return `M${round(from)} ${foot}V${round(toPixelY(frame, height))}H${round(to - air)}V${foot}Z`;
    }).join('');
  const curve = (ys: Float64Array): string =>
    line(
      Array.from(curves!.x, (x, i): [number, number] => [
        toPixelX(frame, x),
        Math.max(frame.top, toPixelY(frame, ys[i]!)),
      ]).filter(([x]) => x >= frame.left && x <= frame.left + frame.width),
    );
  return {
    frame,
    bars: drawn(counts),
    selected: selected ? drawn(selected) : '',
    curves: curves ? curves.components.map((ys, component) => ({ component, path: curve(ys) })) : [],
    noise: curves?.noise ? curve(curves.noise) : '',
    total: curves && curves.components.length > 1 ? curve(curves.total) : '',
  };
}
