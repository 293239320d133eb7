import type { ColumnCells, ColumnType } from '../../shared/model/column.ts';

export interface NamedCells {
  readonly name: string;
  readonly cells: ColumnCells;
}

const dayMs = 86_400_000;

/** n numbers in shared memory, all NaN (missing) at first. */
export const sharedValues = (n: number): Float64Array =>
  new Float64Array(new SharedArrayBuffer(n * Float64Array.BYTES_PER_ELEMENT)).fill(Number.NaN);

/** n codes in shared memory, all −1 (missing) at first. */
export const sharedCodes = (n: number): Int32Array =>
  new Int32Array(new SharedArrayBuffer(n * Int32Array.BYTES_PER_ELEMENT)).fill(-1);

export const cellCount = (cells: ColumnCells): number => (cells.kind === 'values' ? cells.values.length : cells.codes.length);

/**
 * One cell as the table shows it and exports write it; null = missing. Numbers in the shortest form that reads back to
 * the same bits, infinities as Inf and -Inf, dates as ISO (without a time where it is midnight; UTC throughout).
 */
export function cellText(cells: ColumnCells, type: ColumnType, row: number): string | null {
  if (cells.kind === 'codes') return cells.levels[cells.codes[row]] ?? null;
  const value = cells.values[row];
  if (value === undefined || Number.isNaN(value)) return null;
  if (type === 'date') return dateText(value);
  if (value === Number.POSITIVE_INFINITY) return 'Inf';
  if (value === Number.NEGATIVE_INFINITY) return '-Inf';
  return String(value);
}

function dateText(ms: number): string | null {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return null;
  const iso = date.toISOString();
  if (ms % dayMs === 0) return iso.slice(0, iso.indexOf('T'));
  return iso.replace(/(\.000)?Z$/, '');
}
