import { isNumeric } from '../../../shared/model/column.ts';
import type { Dataset } from '../../../shared/model/dataset.ts';
import {
  type Criterion,
  criteria,
  defaultFamilies,
  type FamilyCode,
  FitOptions,
  familyCodes,
  type Scaling,
  scalings,
} from '../../../shared/model/mixture.ts';
import { counted } from '../../widgets/format.ts';

/** The fit form as it stands. Kept in the project as a loose record, so that an older or newer one can be read too. */
export interface Form {
  readonly from: number;
  readonly to: number;
  readonly families: readonly FamilyCode[];
  readonly criterion: Criterion;
  readonly scaling: Scaling;
  readonly starts: number;
  readonly seed: number;
  readonly startLabels: string | null;
}

const whole = (value: unknown, least: number, most: number, otherwise: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : otherwise;

const oneOf = <T extends string>(value: unknown, all: readonly T[], otherwise: T): T =>
  all.find((one) => one === value) ?? otherwise;

export function readForm(record: Readonly<Record<string, unknown>>): Form {
  const from = whole(record.from, 1, 100, 1);
  const kept = Array.isArray(record.families) ? familyCodes.filter((code) => (record.families as unknown[]).includes(code)) : [];
  return {
    from,
    to: Math.max(from, whole(record.to, 1, 100, 9)),
    families: Array.isArray(record.families) ? kept : defaultFamilies,
    criterion: oneOf(record.criterion, criteria, 'bic'),
    scaling: oneOf(record.scaling, scalings, 'none'),
    starts: whole(record.starts, 1, 1000, 10),
    seed: whole(record.seed, 0, 2 ** 32 - 1, 1),
    startLabels: typeof record.startLabels === 'string' ? record.startLabels : null,
  };
}

export function optionsOf(form: Form, columns: readonly string[]): FitOptions {
  return FitOptions.parse({
    columns: [...columns],
    ks: Array.from({ length: form.to - form.from + 1 }, (_, i) => form.from + i),
    families: [...form.families],
    criterion: form.criterion,
    scaling: form.scaling,
    starts: form.starts,
    seed: form.seed,
    startLabels: form.startLabels,
  });
}

/** What keeps Fit from being pressed, in words; null when nothing does. */
export function hindrance(form: Form, columns: readonly string[]): string | null {
  if (columns.length === 0) return 'Tick at least one column.';
  if (form.families.length === 0) return 'Tick at least one family.';
  return null;
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
