import type { Dialect, Rejection } from '../../../shared/model/dataset.ts';
import type { FinishedColumn } from './finish.ts';

/** A table as a reader hands it over. */
export interface TableRead {
  readonly rows: number;
  readonly columns: readonly FinishedColumn[];
  readonly dialect: Dialect;
  readonly notes: readonly string[];
  readonly rejected: readonly Rejection[];
  readonly rejectedRows: number;
}

/** Unnamed columns without a single value come from delimiters at the ends of lines. */
export function dropEmptyUnnamed(
  columns: readonly FinishedColumn[],
  unnamed: (index: number) => boolean,
): { columns: readonly FinishedColumn[]; notes: string[] } {
  const empty = ({ cells }: FinishedColumn) =>
    cells.kind === 'values' ? cells.values.every(Number.isNaN) : cells.levels.length === 0;
  const kept = columns.filter((column, j) => !(unnamed(j) && empty(column)));
  if (kept.length === columns.length || kept.length === 0) return { columns, notes: [] };
  const gone = columns.filter((column) => !kept.includes(column)).map(({ name }) => `'${name}'`);
  const said = gone.length === 1 ? 'had neither a name nor a value; it was' : 'had neither names nor values; they were';
  return { columns: kept, notes: [`${gone.slice(0, 5).join(', ')}${gone.length > 5 ? ' …' : ''} ${said} left out.`] };
}

/** The sentences that columns have to say of themselves. */
export function columnNotes(columns: readonly FinishedColumn[]): string[] {
  const said = columns.filter(({ note }) => note !== null).map(({ name, note }) => `Column '${name}' ${note}.`);
  return said.length <= 30 ? said : [...said.slice(0, 30), `${said.length - 30} more columns have notes like these.`];
}
