import type { Frame } from './frame.ts';
import { makeMarkers } from './markers.ts';
import { cellFrame, type MatrixColumn, type MatrixGrid } from './matrix.ts';
import type { DensityPicture } from './matrix-density.ts';
import { parse } from './palette.ts';
import { type PointLook, paintPoints, type Raster } from './points.ts';
import type { Tokens } from './tokens.ts';

/** Points shrink as they grow many and cells small. CSS pixels. */
export const radiusOf = (rows: number, cell: number): number =>
  Math.min(rows <= 400 ? 3.2 : rows <= 2000 ? 2.4 : 1.8, Math.max(1.4, cell / 32));

/** Device pixels of one picture of the matrix. */
export const pictureSize = ({ cellWidth, cellHeight }: MatrixGrid, ratio: number) => ({
  width: Math.max(1, Math.round(cellWidth * ratio)),
  height: Math.max(1, Math.round(cellHeight * ratio)),
});

/** The rows as points in each cell off the diagonal, one cell after the other, so that whoever paints may breathe between them. */
export function* paintMatrix(
  grid: MatrixGrid,
  columns: readonly MatrixColumn[],
  look: PointLook,
  tokens: Tokens,
  ratio: number,
  raster: (width: number, height: number) => Raster,
): Generator<DensityPicture> {
  const rows = columns[0]?.values.length ?? 0;
  const radius = radiusOf(rows, Math.min(grid.cellWidth, grid.cellHeight)) * ratio;
  const markers = makeMarkers(radius, Math.max(1, 0.9 * ratio));
  const style = { markers, opacity: 0.75, dimmed: 0.18, ring: parse(tokens.ink) };
  const { width, height } = pictureSize(grid, ratio);
  for (let y = 0; y < columns.length; y++)
    for (let x = 0; x < columns.length; x++) {
      if (x === y) continue;
      const frame: Frame = { ...cellFrame(grid, x, y), left: 0, top: 0 };
      const image = raster(width, height);
      paintPoints(image, frame, ratio, columns[x]!.values, columns[y]!.values, look, style);
      yield { x, y, raster: image };
    }
}
