import { countAbove, orderOf } from '../../../shared/geometry/order.ts';
import type { RowsView } from '../../../shared/model/project.ts';

/** What rows are sorted by: a value, which end comes first, and on which side of a bound rows are picked out. */
export interface Sorting {
  readonly values: Float64Array;
  readonly side: 'above' | 'below';
  /** All rows of the fit, the most telling first. */
  readonly order: Int32Array;
}

export function sortingOf(uncertainty: Float64Array, logDensity: Float64Array, by: RowsView['sort']): Sorting {
  if (by === 'density') return { values: logDensity, side: 'below', order: orderOf(logDensity, 'ascending') };
  return { values: uncertainty, side: 'above', order: orderOf(uncertainty, 'descending') };
}

/** The lowest hundredth: where to begin looking for rows that fit nowhere. */
export const lowestHundredth = ({ values, order }: Sorting): number => {
  const at = order[Math.min(order.length - 1, Math.ceil(order.length / 100))];
  return at === undefined ? 0 : values[at]!;
};

/** How many rows lie beyond the bound: they are the first of the order. */
export function countBeyond({ values, side, order }: Sorting, bound: number): number {
  if (side === 'above') return countAbove(values, order, bound);
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[order[middle]!]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The rows of a list, in its order. `flags`: bit 0 = selected. */
export function listedRows(
  { order, values }: Sorting,
  beyond: number,
  listed: RowsView['listed'],
  flags: Uint8Array,
  byNumber: boolean,
): Int32Array {
  let rows = listed === 'beyond' ? order.subarray(0, beyond) : order;
  if (listed === 'selected') rows = rows.filter((row) => ((flags[row] ?? 0) & 1) !== 0);
  return byNumber ? ascending(rows, values.length) : rows;
}

/** By marks in place of comparisons: 1,000,000 rows in some milliseconds. */
function ascending(rows: Int32Array, count: number): Int32Array {
  const marks = new Uint8Array(count);
  for (let i = 0; i < rows.length; i++) marks[rows[i]!] = 1;
  const sorted = new Int32Array(rows.length);
  let at = 0;
  for (let row = 0; row < count; row++) if (marks[row] === 1) sorted[at++] = row;
  return sorted;
}
