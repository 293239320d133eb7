import { latentBackends } from '../../../shared/contract/latent.ts';
import { type ColumnProfile, isNumeric } from '../../../shared/model/column.ts';
import type { Dataset } from '../../../shared/model/dataset.ts';
import { type LatentEncoding, LatentOptions, type Likelihood, likelihoods, type Picture } from '../../../shared/model/latent.ts';
import { counted, figure } from '../../widgets/format.ts';

/** Pixels: found by names and range, none, or all ticked numeric columns, row by row. */
export const pictureChoices = ['found', 'none', 'said'] as const;
export type PictureChoice = (typeof pictureChoices)[number];
/** Hidden layers: by the number of rows, none, or widths of one's own. */
export const layerChoices = ['auto', 'linear', 'own'] as const;
export type LayerChoice = (typeof layerChoices)[number];

export type LatentBackend = (typeof latentBackends)[number];

/** The form as it stands. Kept in the project as a loose record, so that an older or newer one can be read too. */
export interface Form {
  readonly latent: number;
  readonly layers: LayerChoice;
  /** As it was typed: '128, 64'. */
  readonly widths: string;
  readonly likelihoods: Readonly<Record<string, Likelihood>>;
  readonly noise: LatentOptions['noise'];
  readonly beta: number;
  /** null: as many as training needs. */
  readonly epochs: number | null;
  readonly seed: number;
  readonly backend: LatentBackend;
  readonly picture: PictureChoice;
  readonly width: number;
  readonly height: number;
}

const number = (value: unknown, least: number, most: number, otherwise: number): number =>
  typeof value === 'number' && value >= least && value <= most ? value : otherwise;
const whole = (value: unknown, least: number, most: number, otherwise: number): number =>
  Number.isInteger(value) ? number(value, least, most, otherwise) : otherwise;
const oneOf = <T extends string>(value: unknown, all: readonly T[], otherwise: T): T =>
  all.find((one) => one === value) ?? otherwise;

export function readForm(record: Readonly<Record<string, unknown>>): Form {
  const said = typeof record.likelihoods === 'object' && record.likelihoods !== null ? Object.entries(record.likelihoods) : [];
  return {
    latent: whole(record.latent, 1, 32, 2),
    layers: oneOf(record.layers, layerChoices, 'auto'),
    widths: typeof record.widths === 'string' ? record.widths : '128, 64',
    likelihoods: Object.fromEntries(
      said.filter((one): one is [string, Likelihood] => likelihoods.some((likelihood) => likelihood === one[1])),
    ),
    noise: oneOf(record.noise, ['column', 'shared'], 'column'),
    beta: number(record.beta, 0, 1000, 1),
    epochs: record.epochs === null ? null : whole(record.epochs, 1, 100_000, 0) || null,
    seed: whole(record.seed, 0, 2 ** 32 - 1, 1),
    backend: oneOf(record.backend, latentBackends, 'fused'),
    picture: oneOf(record.picture, pictureChoices, 'found'),
    width: whole(record.width, 1, 4096, 8),
    height: whole(record.height, 1, 4096, 8),
  };
}

/** Widths of hidden layers out of words: '128, 64'; null where they cannot be read. */
export function widthsOf(words: string): readonly number[] | null {
  const parts = words.split(/[\s,;×x-]+/).filter((part) => part !== '');
  const widths = parts.map(Number);
  const fine = widths.every((width) => Number.isInteger(width) && width >= 1 && width <= 1024);
  return fine && widths.length >= 1 && widths.length <= 6 ? widths : null;
}

/** Columns that a VAE could take: those of the file, text and dates too; not those that were made from rows or fits. */
export const usable = (dataset: Dataset): readonly ColumnProfile[] =>
  dataset.columns.filter((column) => column.missing < dataset.rows);

/** What is ticked while nobody has ticked: the pixels where there are pictures, otherwise every number of the file. */
export const usualColumns = (dataset: Dataset, found: LatentEncoding | null): readonly string[] =>
  found?.picture?.columns ?? dataset.columns.filter((one) => isNumeric(one.type) && !one.made).map((one) => one.name);

/** By type alone, until the table was asked. */
export const likelihoodByType = ({ type, min, max }: ColumnProfile): Likelihood =>
  type === 'boolean'
    ? 'bernoulli'
    : type === 'category' || type === 'text'
      ? 'categorical'
      : min === 0 && max === 1
        ? 'bernoulli'
        : 'gaussian';

/** What may be chosen for a column. */
export function likelihoodsFor({ type, min, max, levelCount }: ColumnProfile): readonly Likelihood[] {
  if (levelCount !== null) return levelCount === 2 ? ['bernoulli', 'categorical'] : ['categorical'];
  return likelihoods.filter((one) => {
    if (one === 'log-normal') return (min ?? 0) > 0;
    if (one === 'poisson') return type === 'integer' && (min ?? -1) >= 0;
    if (one === 'bernoulli') return (min ?? -1) >= 0 && (max ?? 2) <= 1;
    return one !== 'categorical' || type === 'integer';
  });
}

/** Why a likelihood that a person may look for is not among the choices; empty where none is missed. */
export function notOffered({ levelCount, min }: ColumnProfile): string {
  if (levelCount !== null || min === null || min > 0) return '';
  if (min === 0) return ' Log-normal is not offered: it wants numbers above 0, and the least is 0.';
  return ` Log-normal and Poisson are not offered: they take nothing below 0, and the least is ${figure(min)}.`;
}

export function optionsOf(form: Form, columns: readonly string[], dataset: Dataset): LatentOptions {
  const widths = widthsOf(form.widths);
  return LatentOptions.parse({
    columns: [...columns],
    likelihoods: Object.fromEntries(Object.entries(form.likelihoods).filter(([name]) => columns.includes(name))),
    picture: form.picture === 'found' ? null : form.picture === 'none' ? false : saidPicture(form, columns, dataset),
    latent: form.latent,
    layers: form.layers === 'auto' ? null : form.layers === 'linear' ? [] : [...(widths ?? [])],
    noise: form.noise,
    beta: form.beta,
    epochs: form.epochs,
    seed: form.seed,
  });
}

const saidPicture = ({ width, height }: Form, columns: readonly string[], dataset: Dataset): Picture => ({
  columns: pixelsIn(columns, dataset),
  width,
  height,
});

const pixelsIn = (columns: readonly string[], dataset: Dataset): string[] =>
  dataset.columns.filter(({ name, type }) => columns.includes(name) && isNumeric(type)).map(({ name }) => name);

/** Fewer cannot be trained on. */
const fewestRows = 10;

/** What keeps Train from being pressed, in words; null when nothing does. */
export function hindrance(form: Form, columns: readonly string[], dataset: Dataset, excluded = 0): string | null {
  const rows = dataset.rows - excluded;
  const are = rows === 1 ? 'is' : 'are';
  if (rows < fewestRows)
    return `${counted(rows, 'row')}${excluded > 0 ? ` that ${are} not excluded` : ''} ${are} too few: a VAE wants ${fewestRows} at the least, and hundreds to be believed. For few rows look at the scatterplots, or fit a mixture.`;
  if (columns.length === 0) return 'Tick at least one column.';
  if (form.layers === 'own' && widthsOf(form.widths) === null)
    return 'Widths are whole numbers from 1 to 1,024, one for each of up to six layers, as in 128, 64.';
  const pixels = pixelsIn(columns, dataset).length;
  if (form.picture === 'said' && form.width * form.height !== pixels)
    return `A picture of ${form.width} × ${form.height} pixels wants ${form.width * form.height} numeric columns; ${pixels} are ticked.`;
  return null;
}

/** What will go wrong or be learned badly, seen from the columns' profiles: one sentence each. */
export function concerns(form: Form, dataset: Dataset, columns: readonly string[]): readonly string[] {
  const chosen = dataset.columns.filter(({ name }) => columns.includes(name));
  const said: string[] = [];
  for (const { name, infinite, levelCount } of chosen) {
    if (infinite > 0) said.push(`${name} has ${counted(infinite, 'infinite value')}. Leave it out or mend the file.`);
    if (levelCount !== null && levelCount > 100)
      said.push(`${name} has ${counted(levelCount, 'level')}, more than a categorical column may have (100). Leave it out.`);
  }
  if (dataset.rows >= fewestRows && dataset.rows < 100)
    said.push(`${counted(dataset.rows, 'row')} teach a network little: take its map as a sketch.`);
  if (chosen.length > 0 && form.latent >= chosen.length && chosen.every(({ levelCount }) => levelCount === null))
    said.push(
      `${counted(form.latent, 'latent dimension')} for ${counted(chosen.length, 'column')}: nothing has to be summed up. Fewer tell more.`,
    );
  return said;
}
