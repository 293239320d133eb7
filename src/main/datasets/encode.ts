import { LensError } from '../../shared/errors.ts';
import type { ColumnEncoding, LatentEncoding, LatentOptions, LeftOut, Likelihood, Picture } from '../../shared/model/latent.ts';
import type { HeadShape } from '../engine/latent/network/network.ts';
import type { LatentTable } from '../engine/latent/network/table.ts';
import { type PixelRange, suggestedLikelihood, surveyColumn, type TableColumn } from './encode-column.ts';
import { findPicture } from './encode-picture.ts';
import { fillTable } from './encode-rows.ts';
import { standardOf } from './scaling.ts';

export type EncodeOptions = Pick<LatentOptions, 'likelihoods' | 'picture'>;

export interface Encoded {
  readonly encoding: LatentEncoding;
  readonly table: LatentTable;
  /** Index into the data set of each row of the table. */
  readonly used: Int32Array;
  /** Rows left out because none of the columns has a value there. */
  readonly excluded: number;
  /** Nats of each row: add to a log density in the units trained in to get one in the original units. */
  readonly logJacobian: Float64Array;
  /** Sentences on what was found and done. */
  readonly notes: readonly string[];
}

/** Fewer rows than this teach a network nothing that could be held against other rows. */
const fewestRows = 10;

/**
 * Columns as a VAE sees them: numbers standardised by their population standard deviation, counts on a log scale, levels
 * as indicators, missing cells at the mean with an indicator beside them. Columns that are constant or empty are left
 * out, with a note. Throws LensError('input') that names the column.
 */
export function encodeTable(columns: readonly TableColumn[], options: EncodeOptions): Encoded {
  if (columns.length === 0) throw new LensError('input', 'No column is chosen.', 'Choose at least two columns.');
  for (const name of Object.keys(options.likelihoods)) wanted(columns, name, 'A likelihood is given for');
  const picture = pictureOf(columns, options.picture);
  const range = picture && pixelRange(columns, picture);
  const notes: string[] = [];
  if (picture && options.picture === null)
    notes.push(`${picture.columns.length} columns are taken as pictures of ${picture.width} × ${picture.height} pixels.`);
  const leftOut: LeftOut[] = [];
  const encoded: ColumnEncoding[] = [];
  let inputs = 0;
  for (const column of columns) {
    const pixels = picture?.columns.includes(column.name) ? range : null;
    const likelihood: Likelihood = options.likelihoods[column.name] ?? (pixels ? 'bernoulli' : suggestedLikelihood(column));
    const survey = surveyColumn(column, likelihood, pixels);
    notes.push(...survey.notes);
    if (survey.leftOut) leftOut.push(survey.leftOut);
    if (!survey.encoding) continue;
    const { missing, ...encoding } = survey.encoding;
    const inputAt = inputs;
    inputs += encoding.inputCenter.length;
    encoded.push({ ...encoding, inputAt, indicator: missing > 0 ? inputs++ : null });
  }
  if (encoded.length === 0)
    throw new LensError(
      'input',
      `None of the chosen columns can be modelled: ${leftOut.map(({ name, reason }) => `'${name}' ${reason}`).join('; ')}.`,
      'Choose columns whose cells differ.',
    );
  const encoding = { columns: encoded, inputs, picture, leftOut };
  const filled = fillTable(encoding, columns);
  const rows = filled.table.n;
  if (rows < fewestRows)
    throw new LensError(
      'input',
      `There are only ${rows} rows with a value in ${listed(encoded)}: too few to train a network and to hold it against rows it did not see.`,
      `A VAE wants hundreds of rows, ${fewestRows} at the least. For few rows look at the scatterplots, or fit a mixture.`,
    );
  if (rows < 100) notes.push(`${rows} rows are few for a network: take its map as a sketch.`);
  return { encoding, ...filled, notes: [...notes, ...filled.notes] };
}

/**
 * Rows, perhaps of another file, in the terms of an encoding. A level that it does not know counts as missing, with a
 * note. Throws LensError('missing') for a column that is not there.
 */
export function encodeRows(encoding: LatentEncoding, columns: readonly TableColumn[]): Omit<Encoded, 'encoding'> {
  for (const { name } of encoding.columns) {
    if (!columns.some((column) => column.name === name))
      throw new LensError(
        'missing',
        `The model was trained on a column '${name}', which this table does not have.`,
        `It wants the columns ${listed(encoding.columns)}. Rename the column, or choose another table.`,
      );
  }
  return fillTable(encoding, columns);
}

/** What the decoder must tell of each column. */
export const headShapes = (encoding: LatentEncoding): HeadShape[] =>
  encoding.columns.map(({ likelihood, outputBias }) => ({
    kind: likelihood === 'log-normal' ? 'gaussian' : likelihood,
    width: outputBias.length,
  }));

/** What the decoder says before it has learned anything: each column as a whole. */
export const outputBiases = (encoding: LatentEncoding): Float32Array =>
  Float32Array.from(encoding.columns.flatMap(({ outputBias }) => outputBias));

const listed = (columns: readonly { readonly name: string }[]) => {
  const names = columns.slice(0, 8).map(({ name }) => `'${name}'`);
  return columns.length > 8 ? `${names.join(', ')} and ${columns.length - 8} more` : names.join(', ');
};

function wanted(columns: readonly TableColumn[], name: string, what: string): TableColumn {
  const column = columns.find((each) => each.name === name);
  if (column) return column;
  throw new LensError('input', `${what} '${name}', which is not among the chosen columns.`, `Chosen are ${listed(columns)}.`);
}

function pictureOf(columns: readonly TableColumn[], asked: EncodeOptions['picture']): Picture | null {
  if (asked === null) return findPicture(columns);
  if (asked === false) return null;
  for (const name of asked.columns) wanted(columns, name, 'The picture has a column');
  if (asked.width * asked.height === asked.columns.length) return asked;
  throw new LensError(
    'input',
    `A picture of ${asked.width} × ${asked.height} pixels wants ${asked.width * asked.height} columns; ${asked.columns.length} are given.`,
    'Correct the width or the height.',
  );
}

/**
 * Pixels are black to white from 0 (or the smallest value below) to the largest; `sd` is what their standard deviations
 * come to together (root of the mean variance).
 */
function pixelRange(columns: readonly TableColumn[], picture: Picture): PixelRange {
  let low = 0;
  let high = 0;
  let variance = 0;
  const names = new Set(picture.columns);
  for (const { name, cells } of columns) {
    if (!names.has(name)) continue;
    if (cells.kind === 'codes')
      throw new LensError('input', `Column '${name}' holds text, not pixels.`, 'Choose numeric columns.');
    for (const x of cells.values) {
      if (x < low) low = x;
      if (x > high) high = x;
    }
    const present = cells.values.filter((x) => x - x === 0);
    if (present.length > 0) variance += standardOf(present, 'standard').scale ** 2 / picture.columns.length;
  }
  if (high > 0 && high <= 1) high = 1;
  return { low, high: high > low ? high : low + 1, sd: Math.sqrt(variance) };
}
