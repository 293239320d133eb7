import { type CellGrid, cellGrid, inCells, paintCells } from './density-image.ts';
import { type Frame, rowsInView } from './frame.ts';
import { makeMarkers } from './markers.ts';
import type { Rgb } from './palette.ts';
import { type PointLook, paintPoints, type Raster } from './points.ts';

export interface PointImage {
  /** Where the rows lie in the raster, in CSS pixels from its corner. */
  readonly frame: Frame;
  /** Device pixels for each CSS pixel. */
  readonly ratio: number;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly look: PointLook;
  /** Ring around selected rows. */
  readonly ring: Rgb;
  /** What cells with selected rows turn to. */
  readonly accent: Rgb;
  /** More rows in view than this are counted to cells. */
  readonly densityAbove: number;
}

export interface Painted {
  /** Rows in view. */
  readonly rows: number;
  readonly density: boolean;
}

/** Points shrink as they grow many, so that their places can still be told apart. CSS pixels. */
export const radiusOf = (rows: number): number => (rows <= 400 ? 4 : rows <= 3000 ? 3.2 : rows <= 15_000 ? 2.4 : 1.7);

/** Edge of a cell of the density image, in device pixels. */
export const cellSize = (ratio: number): number => Math.max(1, Math.round(2 * ratio));

/** Paints rows as points, or where they are many as a density image. `grid`: the cells, where they are known already. */
export function paintImage(raster: Raster, image: PointImage, grid?: () => CellGrid): Painted {
  const { frame, ratio, xs, ys, look, ring, accent, densityAbove } = image;
  const rows = rowsInView(frame, xs, ys, look.flags);
  const density = rows > densityAbove;
  if (density) {
    const cell = cellSize(ratio);
    paintCells(raster, inCells(grid?.() ?? cellGrid(raster, frame, ratio, cell, xs, ys), look), cell, accent);
  } else {
    const markers = makeMarkers(radiusOf(rows) * ratio, Math.max(1, 1.1 * ratio));
    paintPoints(raster, frame, ratio, xs, ys, look, { markers, opacity: rows <= 3000 ? 0.85 : 0.7, dimmed: 0.22, ring });
  }
  return { rows, density };
}
