import { LensError } from '../../shared/errors.ts';
import { type ColumnProfile, isNumeric } from '../../shared/model/column.ts';
import type { ColumnLeftOut } from '../../shared/model/scoreboard.ts';
import type { NamedCells } from './cells.ts';

export interface ProfiledCells extends NamedCells {
  readonly profile: Pick<ColumnProfile, 'type' | 'missing' | 'infinite'>;
}

export interface Comparable {
  /** Names of the columns that every density model can take. */
  readonly columns: readonly string[];
  readonly leftOut: readonly ColumnLeftOut[];
}

/**
 * Which of the columns have a density that models can be held against each other by: numbers, without infinite values, that
 * differ among the rows complete in all of them. Throws LensError('input') where none is left, naming why.
 */
export function comparableColumns(columns: readonly ProfiledCells[], rows: number, excluded: Uint8Array | null): Comparable {
  const leftOut: ColumnLeftOut[] = [];
  let kept = columns.filter(({ name, profile }) => {
    const reason = whyNot(profile, rows);
    if (reason) leftOut.push({ name, reason });
    return reason === null;
  });
  // Without a column more rows may be complete: what is left out can make another one vary.
  for (;;) {
    const flat = kept.find((column) => !varies(column, kept, rows, excluded));
    if (!flat) break;
    leftOut.push({ name: flat.name, reason: 'has one value in all complete rows' });
    kept = kept.filter((column) => column !== flat);
  }
  if (kept.length > 0) return { columns: kept.map(({ name }) => name), leftOut };
  throw new LensError(
    'input',
    `None of the columns can be compared on: ${leftOut.map(({ name, reason }) => `'${name}' ${reason}`).join('; ')}.`,
    'Choose columns of numbers that differ.',
  );
}

function whyNot({ type, missing, infinite }: ProfiledCells['profile'], rows: number): string | null {
  if (missing === rows) return 'has no value in any row';
  if (!isNumeric(type))
    return `holds ${type === 'category' ? 'categories' : type === 'boolean' ? 'yes or no' : `${type}s`}, not numbers`;
  if (infinite > 0) return `holds ${infinite} infinite ${infinite === 1 ? 'value' : 'values'}`;
  return null;
}

function varies(column: NamedCells, all: readonly NamedCells[], rows: number, excluded: Uint8Array | null): boolean {
  const values = ({ cells }: NamedCells) => (cells.kind === 'values' ? cells.values : new Float64Array());
  const own = values(column);
  const others = all.map(values);
  let first = Number.NaN;
  for (let i = 0; i < rows; i++) {
    if (excluded?.[i] || others.some((each) => Number.isNaN(each[i]))) continue;
    if (Number.isNaN(first)) first = own[i];
    else if (own[i] !== first) return true;
  }
  // Where no row is complete nothing can be said of it; that is named when rows are prepared.
  return Number.isNaN(first);
}
