import { LensError } from '../../shared/errors.ts';
import type { FitOptions } from '../../shared/model/mixture.ts';
import type { Session } from './session.ts';

/**
 * The hard labels that a column holds for the rows used, 1…L in the order of its sorted levels (numbers by value, text
 * as a dictionary has it). Every K asked must be L, and every row used must have a label.
 */
export function startLabels(
  session: Session,
  { startLabels: name, ks, columns }: FitOptions,
  used: Int32Array,
): Int32Array | null {
  if (name === null) return null;
  session.column(name);
  if (columns.includes(name))
    throw new LensError(
      'usage',
      `'${name}' is both a column to fit and the starting labels.`,
      'Leave it out of the columns to fit.',
    );
  const cells = session.cells(name);
  const raw = cells.kind === 'values' ? cells.values : cells.codes;
  const missing = (value: number) => (cells.kind === 'values' ? Number.isNaN(value) : value < 0);
  const distinct = new Set<number>();
  for (const row of used) {
    if (missing(raw[row]))
      throw new LensError(
        'input',
        `'${name}' has no label in row ${row + 1}.`,
        'Every row that is fitted needs a starting label; fill it in or choose another column.',
      );
    distinct.add(raw[row]);
  }
  const order = [...distinct].sort((a, b) => (cells.kind === 'values' ? a - b : cells.levels[a] < cells.levels[b] ? -1 : 1));
  const wrong = ks.find((k) => k !== order.length);
  if (wrong !== undefined)
    throw new LensError(
      'usage',
      `'${name}' has ${order.length} labels, but K = ${wrong} was asked.`,
      `Ask for K = ${order.length}.`,
    );
  const index = new Map(order.map((value, i) => [value, i + 1]));
  return Int32Array.from(used, (row) => index.get(raw[row]) as number);
}
