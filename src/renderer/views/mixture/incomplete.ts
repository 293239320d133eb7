/** How many rows have no number in at least one of the columns. */
export function incompleteRows(columns: readonly Float64Array[]): number {
  const n = columns[0]?.length ?? 0;
  let count = 0;
  for (let row = 0; row < n; row++) if (columns.some((values) => Number.isNaN(values[row]!))) count += 1;
  return count;
}
