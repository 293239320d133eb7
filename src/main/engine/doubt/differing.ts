/**
 * Rows that two labellings put into different groups, where group g of b goes by the name `match[g]` (0 = noise in both; entry
 * 0 stays 0). A group of b that has no match (0) is another one in all of its rows. Rows with a negative label in either are
 * left out. Ascending.
 */
export function differingRows(a: ArrayLike<number>, b: ArrayLike<number>, match: ArrayLike<number>): Int32Array {
  const found: number[] = [];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] < 0 || b[i] < 0) continue;
    const same = b[i] === 0 ? a[i] === 0 : match[b[i]] > 0 && match[b[i]] === a[i];
    if (!same) found.push(i);
  }
  return Int32Array.from(found);
}
