/** Rows that two labellings put into groups of different numbers. Rows with a negative label in either are left out. Ascending. */
export function differingRows(a: ArrayLike<number>, b: ArrayLike<number>): Int32Array {
  const found: number[] = [];
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] >= 0 && b[i] >= 0 && a[i] !== b[i]) found.push(i);
  return Int32Array.from(found);
}
