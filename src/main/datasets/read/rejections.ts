import type { ColumnType } from '../../../shared/model/column.ts';
import type { Rejection } from '../../../shared/model/dataset.ts';
import type { FinishedColumn } from './finish.ts';
import { parseNumber } from './numbers.ts';
import { listedRejections, shortened } from './survey.ts';

const reasons: Readonly<Record<ColumnType, string>> = {
  number: 'not a number',
  integer: 'not an integer',
  date: 'not a date in the form of its column',
  boolean: 'neither true nor false',
  category: 'not a category',
  text: 'not a text',
};

const isNumber = (text: string) => !Number.isNaN(parseNumber(text, '.')) || !Number.isNaN(parseNumber(text, ','));

/** The misfits of all columns as rejections, in the order of the rows; the first of them only. */
export async function rejectionsOf(
  columns: readonly FinishedColumn[],
  linesOf: (rows: readonly number[]) => Promise<readonly number[]>,
): Promise<Rejection[]> {
  const misfits = columns
    .flatMap(({ name, type, misfits: { rows, texts } }) => rows.map((row, i) => ({ row, name, type, text: texts[i] })))
    .sort((a, b) => a.row - b.row)
    .slice(0, listedRejections);
  const lines = await linesOf(misfits.map(({ row }) => row));
  return misfits.map(({ name, type, text }, i) => ({
    line: lines[i] ?? 0,
    column: name,
    value: shortened(text),
    reason: type === 'integer' && !isNumber(text) ? reasons.number : reasons[type],
  }));
}

/** Two lists as one by line, the first of them only. */
export const merged = (a: readonly Rejection[], b: readonly Rejection[]): Rejection[] =>
  [...a, ...b].sort((x, y) => x.line - y.line).slice(0, listedRejections);
