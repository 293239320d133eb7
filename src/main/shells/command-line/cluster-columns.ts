import { LensError } from '../../../shared/errors.ts';
import { isNumeric } from '../../../shared/model/column.ts';
import type { Dataset } from '../../../shared/model/dataset.ts';
import { type FamilyCode, inOneColumn } from '../../../shared/model/mixture.ts';
import type { Client } from './client.ts';

/** Columns that have a part of their own, by what it is; null = none has it. */
type Roles = Readonly<Record<string, string | null>>;

/** The columns named, or all numeric ones but those with a part of their own (starting labels, row weights). */
export function columnsToFit({ columns, source }: Dataset, named: readonly string[] | undefined, roles: Roles): string[] {
  const known = columns.map(({ name }) => name);
  const taken = Object.values(roles).filter((name) => name !== null);
  for (const name of [...(named ?? []), ...taken])
    if (!known.includes(name))
      throw new LensError('missing', `${source.name} has no column '${name}'.`, `Its columns are ${list(known)}.`);
  for (const [role, name] of Object.entries(roles))
    if (name !== null && named?.includes(name))
      throw new LensError('usage', `'${name}' is both a column to fit and the ${role}.`, 'Leave it out of --columns.');
  if (named) return [...named];
  const numeric = columns.filter(({ name, type }) => isNumeric(type) && !taken.includes(name)).map(({ name }) => name);
  if (numeric.length === 0)
    throw new LensError(
      'input',
      `${source.name} has no numeric column.`,
      '`latent-lens inspect` shows how its columns were read; --delimiter, --decimal and --missing-codes correct it.',
    );
  return numeric;
}

const list = (names: readonly string[]) =>
  names.length <= 20 ? names.join(', ') : `${names.slice(0, 20).join(', ')}, … (${names.length})`;

/** In one column there are but two families: of those that are the same there, the first that was asked for. */
export const familiesToFit = (asked: readonly FamilyCode[], columns: readonly string[]): FamilyCode[] =>
  columns.length > 1
    ? [...asked]
    : asked.filter((code, i) => asked.findIndex((other) => inOneColumn(other) === inOneColumn(code)) === i);

/** The numbers of components asked for. With starting labels there is one: how many labels the fitted rows have. */
export async function ksToFit(
  client: Client,
  { source }: Dataset,
  { columns, missing }: { readonly columns: readonly string[]; readonly missing: 'model' | 'drop' },
  asked: readonly number[] | undefined,
  startLabels: string | null,
): Promise<number[]> {
  if (startLabels === null) return asked ? [...asked] : [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const { cells } = await client.call('dataset.cells', { columns: [startLabels, ...columns] });
  const [labels, ...fitted] = cells.map((column) => (column.kind === 'values' ? column.values : column.codes));
  const isCode = cells[0].kind === 'codes';
  const distinct = new Set<number>();
  for (let row = 0; row < labels.length; row++) {
    const unlabelled = isCode ? labels[row] < 0 : Number.isNaN(labels[row]);
    const has = (values: (typeof fitted)[number]) => Number.isFinite(values[row]);
    if (!unlabelled && (missing === 'model' ? fitted.some(has) : fitted.every(has))) distinct.add(labels[row]);
  }
  if (distinct.size === 0 || distinct.size > 100)
    throw new LensError(
      'input',
      `Column '${startLabels}' of ${source.name} has ${distinct.size} different labels in the rows to fit.`,
      'Starting labels are 1 to 100 groups; choose another column.',
    );
  if (asked && (asked.length !== 1 || asked[0] !== distinct.size))
    throw new LensError(
      'usage',
      `Column '${startLabels}' has ${distinct.size} labels, but --k asks for ${asked.join(', ')}.`,
      `Leave --k out, or give --k ${distinct.size}.`,
    );
  return [distinct.size];
}
