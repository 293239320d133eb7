import type { Frame } from './frame.ts';
import type { Rgb } from './palette.ts';
import type { PointLook, Raster } from './points.ts';

/** Above this many rows in view, single points say less than how many lie where. */
export const densityAbove = 50_000;

/** Rows binned to square cells of `cell` device pixels: how many, how many selected, and the sums of their colours. */
export interface Cells {
  readonly columns: number;
  readonly rows: number;
  readonly counts: Uint32Array;
  readonly selected: Uint32Array;
  /** cells × 3 */
  readonly colours: Float32Array;
  readonly most: number;
}

export function binToCells(
  raster: { readonly width: number; readonly height: number },
  frame: Frame,
  ratio: number,
  cell: number,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  look: PointLook,
): Cells {
  const columns = Math.ceil(raster.width / cell);
  const rows = Math.ceil(raster.height / cell);
  const counts = new Uint32Array(columns * rows);
  const selected = new Uint32Array(look.flags ? columns * rows : 0);
  const colours = new Float32Array(columns * rows * 3);
  const sx = ((frame.width / (frame.x[1] - frame.x[0])) * ratio) / cell;
  const sy = ((frame.height / (frame.y[1] - frame.y[0])) * ratio) / cell;
  const dx = (frame.left * ratio) / cell - frame.x[0] * sx;
  const dy = ((frame.top + frame.height) * ratio) / cell + frame.y[0] * sy;
  const one = look.colours instanceof Uint8Array ? null : look.colours;
  let most = 0;
  for (let row = 0; row < xs.length; row++) {
    const x = xs[row]! * sx + dx;
    const y = dy - ys[row]! * sy;
    if (!(x >= 0 && x < columns && y >= 0 && y < rows)) continue;
    const at = (y | 0) * columns + (x | 0);
    const count = ++counts[at]!;
    if (count > most) most = count;
    if (look.flags && look.flags[row]! & 1) selected[at]! += 1;
    for (let c = 0; c < 3; c++) colours[at * 3 + c]! += one ? one[c]! : (look.colours as Uint8Array)[row * 3 + c]!;
  }
  return { columns, rows, counts, selected, colours, most };
}

/**
 * Paints cells: colour is the mean colour of the rows, opacity grows with the logarithm of their number. Cells that
 * hold selected rows stay strong, and turn towards the accent by the share selected; the others fade.
 */
export function paintCells(raster: Raster, cells: Cells, cell: number, accent: Rgb): void {
  const anySelected = cells.selected.length > 0;
  const scale = 1 / Math.log1p(Math.max(1, cells.most));
  for (let row = 0; row < cells.rows; row++)
    for (let column = 0; column < cells.columns; column++) {
      const at = row * cells.columns + column;
      const count = cells.counts[at]!;
      if (count === 0) continue;
      const chosen = anySelected ? cells.selected[at]! / count : 0;
      const depth = 0.18 + 0.82 * Math.log1p(count) * scale;
      const towards = 0.4 * Math.sqrt(chosen);
      const colour = (c: 0 | 1 | 2) => {
        const own = cells.colours[at * 3 + c]! / count;
        return own + (accent[c] - own) * towards;
      };
      const opacity = anySelected && chosen === 0 ? depth * 0.3 : Math.max(depth, chosen > 0 ? 0.6 : 0);
      fillCell(raster, column * cell, row * cell, cell, colour(0), colour(1), colour(2), 255 * opacity);
    }
}

function fillCell(
  { data, width, height }: Raster,
  x: number,
  y: number,
  cell: number,
  r: number,
  g: number,
  b: number,
  a: number,
) {
  for (let row = y; row < Math.min(height, y + cell); row++)
    for (let column = x; column < Math.min(width, x + cell); column++) {
      const pixel = (row * width + column) * 4;
      data[pixel] = r;
      data[pixel + 1] = g;
      data[pixel + 2] = b;
      data[pixel + 3] = a;
    }
}
