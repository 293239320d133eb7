import type { Picture } from '../../shared/model/latent.ts';
import type { TableColumn } from './encode-column.ts';

const fewest = 16;

/**
 * The columns that are the cells of a picture, by name (pixel_3_4, p34, r3c4, pixel17) and range (all of one scale from 0
 * on); null when there are none. Names with two numbers are row and column; those with one run row by row through a square.
 */
export function findPicture(columns: readonly TableColumn[]): Picture | null {
  const numeric = columns.filter(({ type }) => type === 'number' || type === 'integer');
  for (const pattern of patterns) {
    const families = new Map<string, Cell[]>();
    for (const column of numeric) {
      const cell = pattern(column.name);
      if (cell) families.set(cell.family, [...(families.get(cell.family) ?? []), { ...cell, column }]);
    }
    for (const cells of families.values()) {
      const picture = cells.length >= fewest && sameScale(cells) ? grid(cells) : null;
      if (picture) return picture;
    }
  }
  return null;
}

interface Place {
  readonly family: string;
  readonly row: number;
  readonly at: number;
}
type Cell = Place & { readonly column: TableColumn };

const two =
  (expression: RegExp) =>
  (name: string): Place | null => {
    const found = expression.exec(name);
    return found && { family: `${found[1]} ${found[1 + 2]}`.toLowerCase(), row: Number(found[2]), at: Number(found[4]) };
  };
const running = (name: string): Place | null => {
  const found = /^(p|px|pix|pixel|pixels|img|image|cell)[_. -]?(\d+)$/i.exec(name);
  return found && { family: found[1].toLowerCase(), row: -1, at: Number(found[2]) };
};
const patterns = [two(/^(.*?)(\d+)([_.,x ×:-]|_?c(?:ol)?_?)(\d+)\D{0,2}$/i), two(/^(p|px|pix|pixel)_?(\d)()(\d)$/i), running];

function grid(cells: readonly Cell[]): Picture | null {
  const placed = cells[0].row < 0 ? squared(cells) : cells;
  if (!placed) return null;
  const top = Math.min(...placed.map(({ row }) => row));
  const left = Math.min(...placed.map(({ at }) => at));
  const height = Math.max(...placed.map(({ row }) => row)) - top + 1;
  const width = Math.max(...placed.map(({ at }) => at)) - left + 1;
  if (width < 2 || height < 2 || width * height !== placed.length) return null;
  const names = new Array<string | null>(placed.length).fill(null);
  for (const { row, at, column } of placed) names[(row - top) * width + at - left] = column.name;
  const full = names.filter((name) => name !== null);
  return full.length === placed.length ? { columns: full, width, height } : null;
}

function squared(cells: readonly Cell[]): Cell[] | null {
  const side = Math.round(Math.sqrt(cells.length));
  if (side * side !== cells.length) return null;
  const first = Math.min(...cells.map(({ at }) => at));
  return cells.map((cell) => ({ ...cell, row: Math.floor((cell.at - first) / side), at: (cell.at - first) % side }));
}

/** No cell below 0, and half of the columns reach half of the largest value. */
function sameScale(cells: readonly Cell[]): boolean {
  const largest: number[] = [];
  for (const { column } of cells) {
    if (column.cells.kind !== 'values') return false;
    let most = 0;
    for (const x of column.cells.values) {
      if (x < 0 || x === Number.POSITIVE_INFINITY) return false;
      if (x > most) most = x;
    }
    largest.push(most);
  }
  const most = Math.max(...largest);
  return most > 0 && largest.filter((x) => x >= most / 2).length >= cells.length / 2;
}
