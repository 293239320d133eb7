import type { ColumnCells, ColumnProfile, ColumnType } from '../../shared/model/column.ts';
import { holdsValues } from '../../shared/model/column.ts';

/** Cells told as text, as cells again: where a few rows are wanted of a table that is too large to be sent. */
export function cellsOfTexts(texts: readonly (string | null)[], type: ColumnType): ColumnCells {
  if (holdsValues(type)) {
    const read = (text: string): number =>
      type === 'date' ? Date.parse(text) : text === 'Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);
    return { kind: 'values', values: Float64Array.from(texts, (text) => (text === null ? Number.NaN : read(text))) };
  }
  const levels = [...new Set(texts.filter((text) => text !== null))];
  const place = new Map(levels.map((level, code) => [level, code]));
  return { kind: 'codes', codes: Int32Array.from(texts, (text) => (text === null ? -1 : place.get(text)!)), levels };
}

/** The answer of `dataset.rows` by the names of the columns. */
export const cellsByName = (
  columns: readonly ColumnProfile[],
  answer: readonly (readonly (string | null)[])[],
): ReadonlyMap<string, ColumnCells> => new Map(columns.map(({ name, type }, j) => [name, cellsOfTexts(answer[j] ?? [], type)]));

/** So many indices below n, evenly taken; all where there are fewer. */
export const evenly = (n: number, count: number): Int32Array =>
  n <= count
    ? Int32Array.from({ length: n }, (_, i) => i)
    : Int32Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * n) / count));

/** The cells of some rows, in their order. */
export const takeCells = (cells: ColumnCells, rows: Int32Array): ColumnCells =>
  cells.kind === 'values'
    ? { kind: 'values', values: Float64Array.from(rows, (row) => cells.values[row]!) }
    : { ...cells, codes: rows.map((row) => cells.codes[row]!) };
