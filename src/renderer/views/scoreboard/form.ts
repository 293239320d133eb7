import type { Input } from '../../../shared/contract.ts';
import type { ColumnProfile } from '../../../shared/model/column.ts';
import type { Dataset } from '../../../shared/model/dataset.ts';
import { withSingle } from '../../../shared/model/ks.ts';
import { ScoreboardOptions, type ScoreModel, scoreModels, whyNoModel } from '../../../shared/model/scoreboard.ts';
import { counted } from '../../widgets/format.ts';
import type { Form } from '../mixture/form.ts';

/** The form of a comparison as it stands; kept in the project as a loose record. */
export interface ScoreForm {
  readonly models: readonly ScoreModel[];
  readonly folds: number;
  readonly mostRows: number;
  readonly latent: number;
  readonly components: number;
  readonly seed: number;
}

const usual = ScoreboardOptions.parse({ columns: ['x'] });

const whole = (value: unknown, least: number, most: number, otherwise: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : otherwise;

export function readScoreForm(record: Readonly<Record<string, unknown>>): ScoreForm {
  const { models } = record;
  return {
    models: Array.isArray(models) ? scoreModels.filter((model) => (models as unknown[]).includes(model)) : scoreModels,
    folds: whole(record.folds, 2, 100, usual.folds),
    mostRows: whole(record.mostRows, 10, 1_000_000, usual.mostRows),
    latent: whole(record.latent, 1, 32, usual.latent),
    components: whole(record.components, 1, 100, usual.components),
    seed: whole(record.seed, 0, 2 ** 32 - 1, usual.seed),
  };
}

/** Those of the ticked models that have something to say of so many columns. */
export const modelsOf = ({ models }: ScoreForm, columns: number): ScoreModel[] =>
  models.filter((model) => whyNoModel(model, columns) === null);

/** K, families and criterion of the mixtures are those of the form that mixtures are fitted by. */
export function scoreInput(form: ScoreForm, mixtures: Form, columns: readonly string[]): Input<'scoreboard.start'> {
  const { folds, mostRows, latent, components, seed } = form;
  const { from, to, families, criterion } = mixtures;
  return {
    columns: [...columns],
    models: modelsOf(form, columns.length),
    ...{ folds, mostRows, latent, components, seed },
    ks: withSingle(Array.from({ length: to - from + 1 }, (_, i) => from + i)),
    families: [...families],
    criterion,
  };
}

/**
 * How many rows can be compared at most, as far as is known before: `complete` are those without a missing cell. Columns that a
 * comparison leaves out by itself (without values, constant, with infinite values) may leave more.
 */
export function mostCompared(dataset: Dataset, columns: readonly string[], excluded: number, complete: number | null): number {
  const leavesOut = ({ missing, infinite, min, max }: ColumnProfile) =>
    missing === dataset.rows || infinite > 0 || (min === max && missing > 0);
  const all = dataset.rows - excluded;
  if (dataset.columns.some((column) => columns.includes(column.name) && leavesOut(column))) return all;
  return complete ?? all;
}

/** Why so many folds cannot be made of `rows` complete rows of `all`, and what to try; null where they can. */
export function foldsHindrance(
  { folds, mostRows }: Pick<ScoreForm, 'folds' | 'mostRows'>,
  rows: number,
  all: number,
): string | null {
  const used = Math.min(rows, mostRows);
  if (used >= 2 * folds) return null;
  const most = Math.floor(used / 2);
  const tries = [
    most < 2 ? '' : most === 2 ? 'ask for 2 folds' : `ask for ${most} folds at most`,
    used < rows ? 'let more rows be drawn' : rows < all ? 'leave out columns with missing cells' : '',
  ].filter((one) => one !== '');
  const said = tries.length > 0 ? tries.join(', or ') : 'a comparison wants four rows at least';
  return `${counted(used, 'complete row')} ${used === 1 ? 'is' : 'are'} too few for ${folds} folds, which need two rows each: ${said}.`;
}

/** What keeps Compare from being pressed, in words; null when nothing does. */
export function scoreHindrance(form: ScoreForm, mixtures: Form, columns: readonly string[]): string | null {
  if (columns.length === 0) return 'Tick at least one column.';
  const models = modelsOf(form, columns.length);
  if (models.length === 0) return 'Tick at least one model.';
  if (models.includes('mixture') && mixtures.families.length === 0) return 'Tick at least one family in Mixture.';
  return null;
}
