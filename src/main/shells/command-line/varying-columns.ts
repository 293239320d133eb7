import { LensError } from '../../../shared/errors.ts';
import type { Dataset } from '../../../shared/model/dataset.ts';
import type { ColumnLeftOut } from '../../../shared/model/scoreboard.ts';
import { counted } from '../../../shared/words/format.ts';
import type { Client } from './client.ts';

export interface Varying {
  readonly columns: string[];
  readonly leftOut: readonly ColumnLeftOut[];
}

/**
 * Of columns that nobody named, those that a mixture can take: with values, all of them finite, that differ (where rows with a
 * missing cell are dropped: that differ in the complete rows). Throws LensError('input') where none is left, naming why.
 */
export async function varyingColumns(
  client: Client,
  { columns: profiles, rows, source }: Dataset,
  names: readonly string[],
  missing: 'model' | 'drop',
): Promise<Varying> {
  const leftOut: ColumnLeftOut[] = [];
  let columns = names.filter((name) => {
    const profile = profiles.find((one) => one.name === name);
    const reason = profile ? whyNot(profile, rows) : null;
    if (reason) leftOut.push({ name, reason });
    return reason === null;
  });
  const holed = profiles.some((one) => columns.includes(one.name) && one.missing > 0);
  if (missing === 'drop' && holed) {
    const { cells } = await client.call('dataset.cells', { columns });
    const values = new Map(columns.map((name, j) => [name, valuesOf(cells[j])]));
    // Without a column more rows may be complete: what is left out can make another one vary.
    for (;;) {
      const all = columns.map((name) => values.get(name)!);
      const flat = columns.find((name) => isFlat(values.get(name)!, all));
      if (flat === undefined) break;
      leftOut.push({ name: flat, reason: 'has one value in all complete rows' });
      columns = columns.filter((name) => name !== flat);
    }
  }
  if (columns.length > 0) return { columns, leftOut };
  throw new LensError(
    'input',
    `None of the numeric columns of ${source.name} can be fitted: ${reasons(leftOut)}.`,
    '`latent-lens inspect` shows how its columns were read; --columns names those to fit.',
  );
}

/** Of columns that nobody named, those without infinite values; what does not vary a network leaves out by itself. */
export function finiteColumns({ columns: profiles }: Dataset, names: readonly string[]): Varying {
  const leftOut = profiles
    .filter(({ name, infinite }) => infinite > 0 && names.includes(name))
    .map(({ name, infinite }) => ({ name, reason: infiniteWords(infinite) }));
  // Where all are infinite, the refusal tells of the first.
  if (leftOut.length === names.length) return { columns: [...names], leftOut: [] };
  return { columns: names.filter((name) => !leftOut.some((one) => one.name === name)), leftOut };
}

/** What was left out, as a line for a person; '' when nothing was. */
export const leftOutText = (leftOut: readonly ColumnLeftOut[]): string =>
  leftOut.length === 0 ? '' : `${counted(leftOut.length, 'column')} left out: ${reasons(leftOut)}.\n`;

const reasons = (leftOut: readonly ColumnLeftOut[]): string =>
  leftOut.map(({ name, reason }) => `'${name}' ${reason}`).join('; ');

const infiniteWords = (infinite: number): string => `holds ${counted(infinite, 'infinite value')}`;

function whyNot({ missing, infinite, min, max }: Dataset['columns'][number], rows: number): string | null {
  if (missing === rows) return 'has no value in any row';
  if (infinite > 0) return infiniteWords(infinite);
  if (min !== max) return null;
  return missing > 0 ? 'has one value in all rows that have any' : 'has one value in all rows';
}

type Cells = { readonly kind: 'values'; readonly values: Float64Array } | { readonly kind: 'codes' };
const valuesOf = (cells: Cells): Float64Array => (cells.kind === 'values' ? cells.values : new Float64Array());

/** One value in the rows complete in all; where no row is complete nothing can be said of it. */
function isFlat(own: Float64Array, all: readonly Float64Array[]): boolean {
  let first = Number.NaN;
  for (let i = 0; i < own.length; i++) {
    if (all.some((each) => Number.isNaN(each[i]))) continue;
    if (Number.isNaN(first)) first = own[i];
    else if (own[i] !== first) return false;
  }
  return !Number.isNaN(first);
}
