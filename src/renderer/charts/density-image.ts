import { anyWith, excludedBit, hiddenBit, selectedBit } from '../../shared/model/row-states.ts';
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

/** How the cells of an image lie over a frame: the same for every selection. */
export interface CellGrid {
  readonly columns: number;
  readonly rows: number;
  /** Each row's cell, −1 out of view or without a value. */
  readonly at: Int32Array;
}

/** Cells of `cell` device pixels over a raster, `ratio` device pixels to a CSS pixel. */
export function cellGrid(
  raster: { readonly width: number; readonly height: number },
  frame: Frame,
  ratio: number,
  cell: number,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
): CellGrid {
  const columns = Math.ceil(raster.width / cell);
  const rows = Math.ceil(raster.height / cell);
  const at = new Int32Array(xs.length);
  const sx = ((frame.width / (frame.x[1] - frame.x[0])) * ratio) / cell;
  const sy = ((frame.height / (frame.y[1] - frame.y[0])) * ratio) / cell;
  const dx = (frame.left * ratio) / cell - frame.x[0] * sx;
  const dy = ((frame.top + frame.height) * ratio) / cell + frame.y[0] * sy;
  for (let row = 0; row < at.length; row++) {
    const x = xs[row]! * sx + dx;
    const y = dy - ys[row]! * sy;
    at[row] = x >= 0 && x < columns && y >= 0 && y < rows ? (y | 0) * columns + (x | 0) : -1;
  }
  return { columns, rows, at };
}

/** Rows that are hidden or excluded are in no cell. */
export function inCells({ columns, rows, at }: CellGrid, { flags, colours: of }: PointLook): Cells {
  const counts = new Uint32Array(columns * rows);
  const selected = new Uint32Array(flags && anyWith(flags, selectedBit) ? columns * rows : 0);
  const colours = new Float32Array(columns * rows * 3);
  let most = 0;
  for (let row = 0; row < at.length; row++) {
    const cell = at[row]!;
    const flag = flags ? flags[row]! : 0;
    if (cell < 0 || flag & (hiddenBit | excludedBit)) continue;
    const count = ++counts[cell]!;
    if (count > most) most = count;
    if (flag & selectedBit) selected[cell]! += 1;
    if (!(of instanceof Uint8Array)) continue;
    colours[cell * 3]! += of[row * 3]!;
    colours[cell * 3 + 1]! += of[row * 3 + 1]!;
    colours[cell * 3 + 2]! += of[row * 3 + 2]!;
  }
  if (!(of instanceof Uint8Array)) for (let i = 0; i < colours.length; i++) colours[i] = counts[(i / 3) | 0]! * of[i % 3]!;
  return { columns, rows, counts, selected, colours, most };
}

export const binToCells = (
  raster: { readonly width: number; readonly height: number },
  frame: Frame,
  ratio: number,
  cell: number,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  look: PointLook,
): Cells => inCells(cellGrid(raster, frame, ratio, cell, xs, ys), look);

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
