import type { ColumnCells, ColumnProfile } from './column.ts';
import { mostLevels } from './comparison.ts';

/** Whether a column may say what the rows are: names, yes and no, or whole numbers, and not too many different ones. */
export function mayBeLabels({ type, levelCount, min, max }: ColumnProfile): boolean {
  if (type === 'number' || type === 'date') return false;
  if (levelCount !== null) return levelCount >= 1 && levelCount <= mostLevels;
  // How many different whole numbers there are is seen in the cells only.
  return min !== null && max !== null;
}

/** The column to begin with: one that the fit does not use, names before numbers, complete ones first, few values before many. */
export function likeliestLabels(columns: readonly ColumnProfile[], fitted: readonly string[]): string | null {
  const rank = ({ name, missing, levelCount, min, max }: ColumnProfile) =>
    (fitted.includes(name) ? 1e9 : 0) +
    (levelCount === null ? 1e6 : 0) +
    (missing > 0 ? 1e4 : 0) +
    (levelCount ?? (max ?? 0) - (min ?? 0));
  const found = columns.filter(mayBeLabels);
  return found.length === 0 ? null : found.reduce((a, b) => (rank(b) < rank(a) ? b : a)).name;
}

/** Bit 0: rows of these clusters (0 = noise; null = any) and of this value (null = any of the values). */
export function rowsOfCell(labels: Int32Array, cells: ColumnCells, cluster: number | null, level: string | null): Uint8Array {
  const rows = new Uint8Array(labels.length);
  const code = cells.kind === 'codes' && level !== null ? cells.levels.indexOf(level) : -1;
  const value = level === null ? Number.NaN : Number(level);
  for (let row = 0; row < rows.length; row++) {
    const label = labels[row]!;
    if (label < 0 || (cluster !== null && label !== cluster)) continue;
    const isThere =
      cells.kind === 'codes'
        ? level === null
          ? cells.codes[row]! >= 0
          : cells.codes[row] === code
        : level === null
          ? !Number.isNaN(cells.values[row]!)
          : cells.values[row] === value;
    if (isThere) rows[row] = 1;
  }
  return rows;
}
