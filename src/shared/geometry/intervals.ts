import type { Range } from './nice.ts';

/** One byte a row: 1 where every value lies within its closed interval. A row without a value lies in none; without any interval no row is meant. */
export function rowsWithinAll(columns: readonly { readonly values: ArrayLike<number>; readonly within: Range }[]): Uint8Array {
  const mask = new Uint8Array(columns[0]?.values.length ?? 0).fill(1);
  for (const { values, within } of columns) {
    const [low, high] = within;
    for (let row = 0; row < mask.length; row++) {
      const value = values[row]!;
      if (!(value >= low && value <= high)) mask[row] = 0;
    }
  }
  return mask;
}

/** The rows whose state has exactly these of the bits asked for; without states, all n have none. */
export function rowsInState(flags: Uint8Array | null, n: number, asked: number, bits: number): Int32Array {
  const rows = new Int32Array(n);
  let count = 0;
  for (let row = 0; row < n; row++) if (((flags ? flags[row]! : 0) & asked) === bits) rows[count++] = row;
  return rows.subarray(0, count);
}

/**
 * At most `most` of the rows, spread over the table: all where there are no more, otherwise one from each of `most` equal
 * stretches, at a place in it that looks random and is always the same (multiplicative hashing by the golden ratio).
 */
export function spreadRows(rows: Int32Array, most: number): Int32Array {
  if (rows.length <= most) return rows;
  const stretch = rows.length / most;
  return Int32Array.from({ length: most }, (_, i) => rows[Math.floor((i + ((i * 0.6180339887498949) % 1)) * stretch)]!);
}
