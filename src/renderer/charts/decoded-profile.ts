import type { Decoded, DecodedColumn } from '../../shared/contract/latent.ts';
import type { ColumnEncoding, LatentEncoding } from '../../shared/model/latent.ts';
import { spanText } from '../../shared/words/span.ts';
import { among, figure, percent } from '../widgets/format.ts';
import { momentText } from './date-words.ts';
import type { ExportTable } from './export-table.ts';

/** One bar of a profile: a column, or one level of a categorical one. */
export interface Feature {
  readonly column: string;
  /** Index among the columns of the encoding. */
  readonly at: number;
  /** Index of the level; null where the column is a number. */
  readonly level: number | null;
  readonly label: string;
}

export const featuresOf = ({ columns }: LatentEncoding): readonly Feature[] =>
  columns.flatMap(({ name, likelihood, levels }, at): Feature[] =>
    likelihood === 'categorical'
      ? (levels ?? []).map((label, level) => ({ column: name, at, level, label: `${name}: ${label}` }))
      : [{ column: name, at, level: null, label: likelihood === 'bernoulli' && levels ? `${name}: ${levels[1]}` : name }],
  );

/** Of a log-normal column: half of the values lie above it, and as many times above as below; the expected value is the larger, the more noise. */
export const medianOf = ({ values, noise }: Pick<DecodedColumn, 'values' | 'noise'>, row: number): number =>
  values[row]! * Math.exp(-((noise ?? 0) ** 2) / 2);

/** How far from the column's mean, in its standard deviations; shares against the share in the table, in those of a 0/1 variable. */
export function standardised(encoding: ColumnEncoding, decoded: DecodedColumn, row: number, level: number | null): number {
  const { likelihood, center, scale, inputCenter, inputScale } = encoding;
  const value = decoded.values[row]!;
  if (level !== null) {
    const share = inputCenter[level] ?? 0;
    const count = decoded.levels?.length ?? 1;
    return ofShare(decoded.probabilities?.[row * count + level] ?? 0, share);
  }
  if (likelihood === 'bernoulli') return ofShare(encoding.levels ? value : (value - center) / scale, inputCenter[0] ?? 0.5);
  if (likelihood === 'poisson') return (Math.log1p(Math.max(0, value)) - (inputCenter[0] ?? 0)) / (inputScale || 1);
  if (likelihood === 'log-normal') return (Math.log(medianOf(decoded, row)) - center) / scale;
  return (value - center) / scale;
}

const ofShare = (p: number, share: number): number => (p - share) / Math.sqrt(Math.max(1e-4, share * (1 - share)));

/** One number a feature. */
export const profileOf = (features: readonly Feature[], encoding: LatentEncoding, decoded: Decoded, row: number): Float64Array =>
  Float64Array.from(features, ({ at, level }) => standardised(encoding.columns[at]!, decoded.columns[at]!, row, level));

/** Beyond this many standard deviations a bar is cut. */
export const mostDeviations = 2.5;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Bars up (above the mean) and down from the middle line of a box, as two SVG paths. */
export function profileBars(
  profile: ArrayLike<number>,
  { x, y, width, height }: Box,
): { readonly up: string; readonly down: string } {
  const step = width / Math.max(1, profile.length);
  const air = step > 4 ? 1 : 0;
  const middle = y + height / 2;
  const paths = ['', ''];
  for (let i = 0; i < profile.length; i++) {
    const value = profile[i]!;
    if (!(Math.abs(value) > 0)) continue;
    const tall = (Math.min(mostDeviations, Math.abs(value)) / mostDeviations) * (height / 2);
    const [left, wide] = [short(x + i * step), short(step - air)];
    const top = short(value > 0 ? middle - tall : middle);
    paths[value > 0 ? 0 : 1] += `M${left} ${top}h${wide}v${short(tall)}h${short(air - step)}z`;
  }
  return { up: paths[0]!, down: paths[1]! };
}

const short = (value: number): number => Math.round(value * 10) / 10;

/** Codes and what is decoded of them: a row each, for those who take a grid along. */
export function gridTable(codes: Float32Array, latent: number, decoded: Decoded | null): ExportTable {
  const count = decoded?.count ?? 0;
  const dimensions = Array.from({ length: latent }, (_, i) =>
    Array.from({ length: count }, (_, row) => codes[row * latent + i]!),
  );
  const columns = (decoded?.columns ?? []).map(({ values, levels, likelihood }) =>
    Array.from(values, (value) => (likelihood === 'categorical' ? (levels?.[value] ?? null) : value)),
  );
  return {
    names: [...dimensions.map((_, i) => `code_${i + 1}`), ...(decoded?.columns ?? []).map(({ name }) => name)],
    columns: [...dimensions, ...columns],
  };
}

/** What is decoded of a column of this type, in words: '4.2 ± 0.3', 'Adelie, 93 %', 'yes, 40 %', '2020-06-24 ± 63 d'. */
export function decodedText(
  { likelihood, values, noise, levels, probabilities }: DecodedColumn,
  row: number,
  { type }: Pick<ColumnEncoding, 'type'>,
): string {
  const value = values[row]!;
  if (likelihood === 'categorical' && levels) {
    const share = probabilities?.[row * levels.length + value];
    return share === undefined ? (levels[value] ?? '–') : `${levels[value] ?? '–'}, ${percent(share)}`;
  }
  if (likelihood === 'bernoulli' && levels) return `${levels[1] ?? '–'}, ${percent(value)}`;
  if (likelihood === 'log-normal' && noise !== null)
    return `${figure(medianOf({ values, noise }, row), 4)} ×÷ ${figure(Math.exp(noise), 3)}`;
  if (noise === null) return type === 'date' ? momentText(value, 0) : figure(value, 4);
  if (type === 'date') return `${momentText(value, noise)} ± ${spanText(noise)}`;
  return `${among(told(value, noise), noise)} ± ${figure(noise, 2)}`;
}

/** Rounded where the second digit of its noise is: more digits say nothing, and take the room of those that do. */
function told(value: number, noise: number): number {
  const places = Math.max(0, 1 - Math.floor(Math.log10(noise)));
  return places > 15 ? value : Number(value.toFixed(places)) + 0;
}
