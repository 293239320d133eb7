import { isNumeric } from '../../../shared/model/column.ts';
import type { Dataset } from '../../../shared/model/dataset.ts';
import { withSingle } from '../../../shared/model/ks.ts';
import {
  type Criterion,
  criteria,
  defaultFamilies,
  type FamilyCode,
  FitOptions,
  familyCodes,
  inOneColumn,
  type Scaling,
  scalings,
} from '../../../shared/model/mixture.ts';
import { type Method, methods } from '../../../shared/model/variational.ts';
import { counted } from '../../widgets/format.ts';
import { readFloor } from './floor.ts';
import { bayesianOf, hindranceOfPrior, type PriorForm, readPriorForm } from './variational/prior-form.ts';

/** How long more starts are made while the best was reached only once: so many in all, and so many seconds a candidate. */
export const patiences = {
  usual: { label: 'Usual', words: 'up to 100 starts, about half a second for each candidate that could win', limits: {} },
  long: {
    label: 'Longer',
    words: 'up to 300 starts and ten seconds for every candidate',
    limits: { mostStarts: 300, budget: 10 },
  },
  longest: {
    label: 'Longest',
    words: 'up to 1,000 starts and a minute for every candidate',
    limits: { mostStarts: 1000, budget: 60 },
  },
} as const;
export type Patience = keyof typeof patiences;
export const patienceNames: readonly Patience[] = ['usual', 'long', 'longest'];

/** The fit form as it stands. Kept in the project as a loose record, so that an older or newer one can be read too. */
export interface Form extends PriorForm {
  readonly method: Method;
  readonly from: number;
  readonly to: number;
  /** As from and to, of a variational fit: components that the data do not need cost it little. */
  readonly least: number;
  readonly most: number;
  readonly families: readonly FamilyCode[];
  readonly criterion: Criterion;
  readonly scaling: Scaling;
  readonly starts: number;
  readonly patience: Patience;
  readonly seed: number;
  readonly startLabels: string | null;
  readonly missing: FitOptions['missing'];
  readonly weights: string | null;
  readonly noise: boolean;
  readonly noiseVolume: 'box' | 'hull';
  readonly proportions: FitOptions['proportions'];
  readonly prior: boolean;
  /** Covariance floor as a share of each column's variance. */
  readonly floor: number;
}

/** Families without a conjugate prior: their candidates say so instead of being fitted with one. */
export const withoutPrior: readonly FamilyCode[] = ['VEE', 'EVE', 'VVE', 'EVV'];

const whole = (value: unknown, least: number, most: number, otherwise: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : otherwise;

const oneOf = <T extends string>(value: unknown, all: readonly T[], otherwise: T): T =>
  all.find((one) => one === value) ?? otherwise;

export function readForm(record: Readonly<Record<string, unknown>>): Form {
  const from = whole(record.from, 1, 100, 1);
  const least = whole(record.least, 1, 100, 10);
  const kept = Array.isArray(record.families) ? familyCodes.filter((code) => (record.families as unknown[]).includes(code)) : [];
  return {
    ...readPriorForm(record),
    method: oneOf(record.method, methods, 'em'),
    from,
    least,
    most: Math.max(least, whole(record.most, 1, 100, 10)),
    to: Math.max(from, whole(record.to, 1, 100, 9)),
    families: Array.isArray(record.families) ? kept : defaultFamilies,
    criterion: oneOf(record.criterion, criteria, 'bic'),
    scaling: oneOf(record.scaling, scalings, 'none'),
    starts: whole(record.starts, 1, 1000, 10),
    patience: oneOf(record.patience, patienceNames, 'usual'),
    seed: whole(record.seed, 0, 2 ** 32 - 1, 1),
    startLabels: typeof record.startLabels === 'string' ? record.startLabels : null,
    missing: oneOf(record.missing, ['model', 'drop'], 'model'),
    weights: typeof record.weights === 'string' ? record.weights : null,
    noise: record.noise === true,
    noiseVolume: oneOf(record.noiseVolume, ['box', 'hull'], 'box'),
    proportions: oneOf(record.proportions, ['free', 'equal'], 'free'),
    prior: record.prior === true,
    floor: readFloor(record.floor),
  };
}

/** The smallest and the largest number of components asked for. */
export const rangeOf = ({ method, from, to, least, most }: Form): readonly [number, number] =>
  method === 'variational' ? [least, most] : [from, to];

/** Variational inference knows those with a name in scikit-learn. */
export const familiesOf = ({ method, families }: Form): readonly FamilyCode[] =>
  method === 'variational' ? families.filter((code) => defaultFamilies.some((one) => one === code)) : families;

export function optionsOf(form: Form, columns: readonly string[]): FitOptions {
  const [from, to] = rangeOf(form);
  const range = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const variational = form.method === 'variational';
  return FitOptions.parse({
    columns: [...columns],
    ks: variational ? range : withSingle(range),
    families: [...familiesOf(form)],
    ...(variational && { method: form.method, bayesian: bayesianOf(form) }),
    criterion: form.criterion,
    scaling: form.scaling,
    starts: form.starts,
    ...(!variational && patiences[form.patience].limits),
    seed: form.seed,
    startLabels: form.startLabels,
    missing: form.missing,
    // A column that is fitted says nothing of how much its rows count.
    weights: form.weights !== null && columns.includes(form.weights) ? null : form.weights,
    // A Bayesian mixture has its own prior, and none of these.
    ...(!variational && {
      noise: form.noise,
      ...(form.noise && form.noiseVolume === 'hull' && { noiseVolume: form.noiseVolume }),
      proportions: form.proportions,
      prior: form.prior,
      floor: form.floor,
    }),
  });
}

/** The form without columns that the table does not have, or not of the kind asked for. */
export const within = (form: Form, dataset: Dataset): Form => ({
  ...form,
  startLabels: dataset.columns.some((one) => one.name === form.startLabels && one.levels !== null) ? form.startLabels : null,
  weights: dataset.columns.some((one) => one.name === form.weights && isNumeric(one.type)) ? form.weights : null,
});

/** What keeps Fit from being pressed, in words; null when nothing does. */
export function hindrance(form: Form, columns: readonly string[], numeric: readonly string[] | null = null): string | null {
  if (numeric?.length === 0) return 'This table has no numeric column. The import report in Data says how its columns were read.';
  if (columns.length === 0) return 'Tick at least one column.';
  if (familiesOf(form).length === 0) return 'Tick at least one family.';
  return form.method === 'variational' ? hindranceOfPrior(form, familiesOf(form), columns.length) : null;
}

/** What will go wrong or weigh too much, seen from the columns' profiles: one sentence each. */
export function concerns(dataset: Dataset, columns: readonly string[]): string[] {
  const chosen = dataset.columns.filter((column) => columns.includes(column.name) && isNumeric(column.type));
  const said: string[] = [];
  for (const { name, infinite, min, max, missing } of chosen) {
    if (infinite > 0)
      said.push(`${name} has ${counted(infinite, 'infinite value')}: no Gaussian holds them. Leave it out or mend the file.`);
    if (missing === dataset.rows) said.push(`${name} has no values. Leave it out.`);
    else if (min !== null && min === max)
      said.push(`${name} is the same in every row. Leave it out: it tells no clusters apart.`);
  }
  return said;
}

/** What the form asks for that some candidates cannot have, or that will fail: one sentence each. */
export function conflicts(form: Form, dataset: Dataset, columns: readonly string[]): string[] {
  const said: string[] = [];
  const refused = form.prior && form.method === 'em' ? form.families.filter((code) => withoutPrior.includes(code)) : [];
  if (refused.length > 0)
    said.push(
      `There is no conjugate prior for ${refused.join(', ')}: candidates of ${refused.length === 1 ? 'it' : 'these'} are not fitted.`,
    );
  const weights = dataset.columns.find((one) => one.name === form.weights && !columns.includes(one.name));
  if (weights && weights.missing > 0)
    said.push(`${weights.name} has no value in ${counted(weights.missing, 'row')}: every row that is fitted needs its weight.`);
  if (weights && ((weights.min ?? 0) < 0 || weights.infinite > 0))
    said.push(`${weights.name} cannot weigh rows: weights must be finite numbers, 0 or above.`);
  return said;
}

/** What to know about the families ticked where there is only one column; null where there is nothing to say. */
export function oneColumnNote(families: readonly FamilyCode[], columns: readonly string[]): string | null {
  if (columns.length !== 1) return null;
  const said =
    'In one column there are only two families: E, one variance for all, and V, each its own. The others are one of these.';
  const same = (['E', 'V'] as const).filter((kind) => families.filter((code) => inOneColumn(code) === kind).length > 1);
  return same.length === 0 ? said : `${said} One that begins with each letter is enough.`;
}
