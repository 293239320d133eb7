import { cellFrame, type MatrixColumn, type MatrixGrid } from './matrix.ts';
import { radiusOf } from './matrix-paint.ts';
import { parse } from './palette.ts';
import { mostMarks, pointsSvg } from './point-svg.ts';
import type { PointLook } from './points.ts';
import type { Tokens } from './tokens.ts';

/** The rows as one mark in each cell off the diagonal; null where that makes too many. */
export function matrixSvg(
  grid: MatrixGrid,
  columns: readonly MatrixColumn[],
  look: PointLook,
  tokens: Tokens,
  id: string,
): string | null {
  const rows = columns[0]?.values.length ?? 0;
  if (rows * columns.length * (columns.length - 1) > mostMarks) return null;
  const radius = radiusOf(rows, Math.min(grid.cellWidth, grid.cellHeight));
  const ring = parse(tokens.ink);
  return columns
    .flatMap((across, x) =>
      columns.flatMap((up, y) => {
        if (x === y) return [];
        const { left, top, width, height, ...range } = cellFrame(grid, x, y);
        const frame = { ...range, left: 0, top: 0, width, height };
        const image = { frame, ratio: 1, xs: across.values, ys: up.values, look, ring, accent: ring, densityAbove: rows };
        const marks = pointsSvg(image, `${id}-${x}-${y}`, radius) ?? '';
        return [`<svg x="${left}" y="${top}" width="${width}" height="${height}">${marks}</svg>`];
      }),
    )
    .join('');
}
