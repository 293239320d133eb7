/**
 * One byte a row: bit 0 selected, bit 1 hidden, bit 2 excluded. An empty array says that no row is anything.
 * All functions leave what they are given as it is and return a new array of n bytes.
 */
export const selectedBit = 1;

/** Rows by index, or (Uint8Array) a mask of n bytes whose nonzero rows are meant. */
export type RowSet = readonly number[] | Int32Array | Uint8Array;

export type Combine = 'replace' | 'add' | 'subtract';

export function combine(flags: Uint8Array, n: number, rows: RowSet, how: Combine): Uint8Array {
  const result = new Uint8Array(n);
  result.set(flags.subarray(0, n));
  if (how === 'replace') for (let i = 0; i < n; i++) result[i]! &= ~selectedBit;
  const mark = (row: number) => {
    if (row < 0 || row >= n) return;
    if (how === 'subtract') result[row]! &= ~selectedBit;
    else result[row]! |= selectedBit;
  };
  if (rows instanceof Uint8Array) {
    for (let i = 0; i < Math.min(n, rows.length); i++) if (rows[i] !== 0) mark(i);
  } else for (let i = 0; i < rows.length; i++) mark(rows[i]!);
  return result;
}

export function inverted(flags: Uint8Array, n: number): Uint8Array {
  const result = new Uint8Array(n);
  result.set(flags.subarray(0, n));
  for (let i = 0; i < n; i++) result[i]! ^= selectedBit;
  return result;
}

export function countSelected(flags: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < flags.length; i++) count += flags[i]! & selectedBit;
  return count;
}

/** Indices of the selected rows, ascending. */
export function selectedRows(flags: Uint8Array): Int32Array {
  const rows = new Int32Array(countSelected(flags));
  let at = 0;
  for (let i = 0; i < flags.length; i++) if (flags[i]! & selectedBit) rows[at++] = i;
  return rows;
}

/** The indices from a to b, both included, in either order. */
export function span(a: number, b: number): Int32Array {
  const from = Math.min(a, b);
  return Int32Array.from({ length: Math.abs(a - b) + 1 }, (_, i) => from + i);
}
