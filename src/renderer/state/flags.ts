import { excludedBit, hiddenBit, selectedBit } from '../../shared/model/row-states.ts';

export { excludedBit, hiddenBit, selectedBit } from '../../shared/model/row-states.ts';

/**
 * One byte a row: selected, hidden, excluded (see row-states.ts). An empty array says that no row is anything.
 * All functions leave what they are given as it is and return a new array of n bytes.
 */

/** Rows by index, or (Uint8Array) a mask of n bytes whose nonzero rows are meant. */
export type RowSet = readonly number[] | Int32Array | Uint8Array;

export type Combine = 'replace' | 'add' | 'subtract' | 'intersect';

export function combine(flags: Uint8Array, n: number, rows: RowSet, how: Combine): Uint8Array {
  const asked = maskOf(rows, n);
  const result = copied(flags, n);
  for (let i = 0; i < n; i++) {
    const at = asked[i] === 0 ? 0 : selectedBit;
    const was = result[i]! & selectedBit;
    const now = how === 'replace' ? at : how === 'add' ? was | at : how === 'subtract' ? was & ~at : was & at;
    result[i] = (result[i]! & ~selectedBit) | now;
  }
  return result;
}

export function inverted(flags: Uint8Array, n: number): Uint8Array {
  const result = copied(flags, n);
  for (let i = 0; i < n; i++) result[i]! ^= selectedBit;
  return result;
}

/** The selected rows get the state or lose it; the others stay as they are. */
export function marked(flags: Uint8Array, n: number, bit: number, on: boolean): Uint8Array {
  const result = copied(flags, n);
  for (let i = 0; i < n; i++) if (result[i]! & selectedBit) result[i] = on ? result[i]! | bit : result[i]! & ~bit;
  return result;
}

/** Rows are selected as they are now, and hidden or excluded as they were kept or are now; `now` of as many rows. */
export function onTopOf(kept: Uint8Array, now: Uint8Array): Uint8Array {
  return now.map((flags, i) => flags | (kept[i]! & ~selectedBit));
}

/** No row has the state any more. */
export function cleared(flags: Uint8Array, n: number, bit: number): Uint8Array {
  const result = copied(flags, n);
  for (let i = 0; i < n; i++) result[i]! &= ~bit;
  return result;
}

/** Exactly the rows that are not selected are hidden. */
export function onlySelected(flags: Uint8Array, n: number): Uint8Array {
  const result = copied(flags, n);
  for (let i = 0; i < n; i++) result[i] = result[i]! & selectedBit ? result[i]! & ~hiddenBit : result[i]! | hiddenBit;
  return result;
}

/** A mask of the rows that have the state. */
export function rowsWith(flags: Uint8Array, n: number, bit: number): Uint8Array {
  const result = new Uint8Array(n);
  for (let i = 0; i < Math.min(n, flags.length); i++) result[i] = flags[i]! & bit ? 1 : 0;
  return result;
}

/** Those of a mask's rows that are drawn: what is hidden cannot be picked from a picture. */
export function drawn(mask: Uint8Array, flags: Uint8Array): Uint8Array {
  if (flags.length !== mask.length) return mask;
  const result = new Uint8Array(mask.length);
  for (let i = 0; i < mask.length; i++) result[i] = flags[i]! & hiddenBit ? 0 : mask[i]!;
  return result;
}

export interface StateCounts {
  readonly selected: number;
  readonly hidden: number;
  readonly excluded: number;
}

export function stateCounts(flags: Uint8Array): StateCounts {
  const each = new Uint32Array(8);
  for (let i = 0; i < flags.length; i++) each[flags[i]! & 7]! += 1;
  const having = (bit: number) => each.reduce((sum, count, state) => (state & bit ? sum + count : sum), 0);
  return { selected: having(selectedBit), hidden: having(hiddenBit), excluded: having(excludedBit) };
}

export const countSelected = (flags: Uint8Array): number => stateCounts(flags).selected;

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

function maskOf(rows: RowSet, n: number): Uint8Array {
  if (rows instanceof Uint8Array && rows.length === n) return rows;
  const mask = new Uint8Array(n);
  if (rows instanceof Uint8Array) mask.set(rows.subarray(0, n));
  else for (const row of rows) if (row >= 0 && row < n) mask[row] = 1;
  return mask;
}

function copied(flags: Uint8Array, n: number): Uint8Array {
  const result = new Uint8Array(n);
  result.set(flags.subarray(0, n));
  return result;
}

/** Selected rows whose weight is 0. */
export function selectedWithoutWeight(flags: Uint8Array, weights: Float64Array): number {
  let count = 0;
  for (let row = 0; row < flags.length; row++) if (flags[row]! & selectedBit && weights[row] === 0) count++;
  return count;
}
