import { LensError } from '../../shared/errors.ts';
import type { ColumnType } from '../../shared/model/column.ts';
import type { ColumnEncoding, LeftOut, Likelihood } from '../../shared/model/latent.ts';
import { cellText, type NamedCells } from './cells.ts';
import { standardOf } from './scaling.ts';

export interface TableColumn extends NamedCells {
  readonly type: ColumnType;
  /** Where each cell stands in the whole table, where these are only some of its rows. */
  readonly rows?: Int32Array;
}

/** As a person counts rows. */
export const rowNumber = ({ rows }: TableColumn, at: number): number => (rows ? rows[at] : at) + 1;

/** What one column says of itself; `encoding` is null where it is left out. */
export interface ColumnSurvey {
  readonly encoding: (Omit<ColumnEncoding, 'inputAt' | 'indicator'> & { readonly missing: number }) | null;
  readonly leftOut: LeftOut | null;
  readonly notes: readonly string[];
}

const mostLevels = 100;

/** By type: two values are Bernoulli, levels categorical, numbers Gaussian. */
export function suggestedLikelihood({ cells, type }: TableColumn): Likelihood {
  if (cells.kind === 'values') return isBinary(cells.values) ? 'bernoulli' : 'gaussian';
  return type === 'boolean' ? 'bernoulli' : 'categorical';
}

function isBinary(values: Float64Array): boolean {
  let zeros = 0;
  let ones = 0;
  for (const x of values) {
    if (x === 0) zeros++;
    else if (x === 1) ones++;
    else if (!Number.isNaN(x)) return false;
  }
  return zeros > 0 && ones > 0;
}

/** Of at least one value. */
function extent(values: Float64Array): [number, number] {
  let low = values[0];
  let high = values[0];
  for (const x of values) {
    if (x < low) low = x;
    if (x > high) high = x;
  }
  return [low, high];
}

type Range = { readonly low: number; readonly high: number };
export type PixelRange = Range & { readonly sd: number };

/** Throws LensError('input') where the cells are not what the likelihood speaks of. */
export function surveyColumn(column: TableColumn, likelihood: Likelihood, pixels: PixelRange | null): ColumnSurvey {
  const { name, cells } = column;
  if (cells.kind === 'codes') return surveyLevels(column, cells.codes, cells.levels, likelihood);
  refuseInfinite(column, cells.values);
  const values = cells.values.filter((x) => !Number.isNaN(x));
  const missing = cells.values.length - values.length;
  if (values.length === 0) return nothing(name, 'has no value: every cell is missing', null);
  const constant = values.every((x) => x === values[0]);
  if (constant && !(pixels && likelihood === 'bernoulli'))
    return nothing(name, `is constant (${values[0]}) and tells rows apart in nothing`, values[0]);
  if (likelihood === 'categorical') {
    const distinct = [...new Set(values)].sort((a, b) => a - b);
    const levels = distinct.map((x) => cellText(cells, column.type, cells.values.indexOf(x)) ?? String(x));
    const place = new Map(distinct.map((x, code) => [x, code]));
    const codes = Int32Array.from(cells.values, (x) => place.get(x) ?? -1);
    return surveyLevels(column, codes, levels, likelihood);
  }
  const head = { name, type: column.type, likelihood, levels: null, missing };
  const range = extent(values);
  if (likelihood === 'bernoulli') {
    const { low, high } = pixels ?? rangeOfTwo(name, values);
    const mean = values.reduce((sum, x) => sum + (x - low) / (high - low), 0) / values.length;
    const bias = Math.min(0.995, Math.max(0.005, mean));
    const encoding = {
      ...head,
      center: low,
      scale: high - low,
      inputCenter: [mean],
      inputScale: 0.5,
      outputBias: [Math.log(bias / (1 - bias))],
    };
    return { encoding, leftOut: null, notes: [] };
  }
  if (likelihood === 'poisson') {
    const bad = cells.values.findIndex((x) => x < 0 || (x - x === 0 && !Number.isInteger(x)));
    if (bad >= 0)
      throw unfit(
        name,
        `${cells.values[bad]} in row ${rowNumber(column, bad)} is not a count`,
        'Poisson wants whole numbers from 0 on',
      );
    const logs = standardOf(values.map(Math.log1p), 'standard');
    const mean = values.reduce((sum, x) => sum + x / values.length, 0);
    const bias = [Math.log(Math.max(mean, 1e-3))];
    const encoding = {
      ...head,
      range,
      center: 0,
      scale: 1,
      inputCenter: [logs.center],
      inputScale: logs.scale,
      outputBias: bias,
    };
    return { encoding, leftOut: null, notes: [] };
  }
  if (likelihood === 'log-normal') {
    const bad = cells.values.findIndex((x) => x <= 0);
    if (bad >= 0)
      throw unfit(
        name,
        `${cells.values[bad]} in row ${rowNumber(column, bad)} has no logarithm`,
        'Log-normal wants numbers above 0',
      );
  }
  const standard = standardOf(likelihood === 'log-normal' ? values.map(Math.log) : values, 'standard');
  // Pixels share a scale: by its own, one that is hardly ever lit would be louder than all others.
  const { center, scale } = pixels && likelihood === 'gaussian' ? { ...standard, scale: pixels.sd } : standard;
  if (!(scale > 0 && Number.isFinite(1 / scale) && Number.isFinite(scale)))
    throw unfit(name, `its standard deviation is ${scale}`, 'Such numbers cannot be standardised; change their unit');
  const encoding = { ...head, range, center, scale, inputCenter: [0], inputScale: 1, outputBias: [0] };
  return {
    encoding,
    leftOut: null,
    notes: likelihood === 'gaussian' && !pixels ? overshadowed(column, values.length, standard) : [],
  };
}

/** One value that makes up this share of a column's variance leaves nothing of the others to be learned. */
const nearlyAll = 0.99;

function overshadowed(column: TableColumn, count: number, { center, scale }: { center: number; scale: number }): string[] {
  const { name, cells, type } = column;
  if (cells.kind !== 'values') return [];
  const far = cells.values.findIndex((x) => ((x - center) / scale) ** 2 > nearlyAll * count);
  if (far < 0) return [];
  return [
    `Column '${name}': ${cellText(cells, type, far)} in row ${rowNumber(column, far)} makes up nearly all of the variance, and beside it the other rows look alike. Check that cell; exclude its row, or leave '${name}' out.`,
  ];
}

function surveyLevels(
  { name, type }: TableColumn,
  codes: Int32Array,
  all: readonly string[],
  likelihood: Likelihood,
): ColumnSurvey {
  if (likelihood !== 'categorical' && likelihood !== 'bernoulli')
    throw unfit(name, 'it holds text, not numbers', `${likelihood} wants numbers`);
  const counts = new Map<string, number>();
  let missing = 0;
  for (const code of codes) {
    if (code < 0) missing++;
    else counts.set(all[code], (counts.get(all[code]) ?? 0) + 1);
  }
  const levels = all.filter((level) => counts.has(level));
  if (levels.length === 0) return nothing(name, 'has no value: every cell is missing', null);
  if (levels.length === 1)
    return nothing(name, `has the one level '${levels[0]}' and tells rows apart in nothing`, null, levels[0]);
  if (levels.length > mostLevels)
    throw unfit(name, `it has ${levels.length} levels`, `A categorical column may have ${mostLevels}; leave names and texts out`);
  const present = codes.length - missing;
  const shares = levels.map((level) => (counts.get(level) ?? 0) / present);
  const once = levels.filter((level) => counts.get(level) === 1);
  const notes =
    once.length === 0
      ? []
      : [
          `Column '${name}' has ${once.length === 1 ? `a level that occurs once ('${once[0]}')` : `${once.length} levels that occur once ('${once[0]}' and others)`}: nothing can be learned of ${once.length === 1 ? 'it' : 'them'}.`,
        ];
  const head = { name, type, likelihood, center: 0, scale: 1, levels, missing };
  if (likelihood === 'bernoulli') {
    if (levels.length > 2) throw unfit(name, `it has ${levels.length} levels`, 'Bernoulli wants two; choose categorical');
    const sorted = [...levels].sort();
    const share = (counts.get(sorted[1]) ?? 0) / present;
    const bias = [Math.log(share / (1 - share))];
    return {
      encoding: { ...head, levels: sorted, inputCenter: [share], inputScale: 0.5, outputBias: bias },
      leftOut: null,
      notes,
    };
  }
  return { encoding: { ...head, inputCenter: shares, inputScale: 1, outputBias: shares.map(Math.log) }, leftOut: null, notes };
}

const nothing = (name: string, reason: string, value: number | null, level?: string): ColumnSurvey => ({
  encoding: null,
  leftOut: { name, reason, value, ...(level !== undefined && { level }) },
  notes: [`Column '${name}' ${reason}: it is left out.`],
});

const unfit = (name: string, what: string, hint: string) =>
  new LensError(
    'input',
    `Column '${name}' does not suit its likelihood: ${what}.`,
    `${hint}. Choose another likelihood, or leave '${name}' out.`,
  );

function refuseInfinite(column: TableColumn, values: Float64Array): void {
  const { name } = column;
  const first = values.findIndex((x) => x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY);
  if (first < 0) return;
  throw new LensError(
    'input',
    `Column '${name}' holds an infinite value in row ${rowNumber(column, first)}.`,
    `Leave '${name}' out, or read the file again with Inf and -Inf among the missing codes.`,
  );
}

/** Two values become 0 and 1; shares between 0 and 1 stay. */
function rangeOfTwo(name: string, values: Float64Array): Range {
  const distinct = new Set<number>();
  let share = true;
  for (const x of values) {
    if (distinct.size < 3) distinct.add(x);
    if (x < 0 || x > 1) share = false;
  }
  if (distinct.size === 2) return { low: Math.min(...distinct), high: Math.max(...distinct) };
  if (share) return { low: 0, high: 1 };
  throw unfit(name, 'it has more than two values, and not all lie between 0 and 1', 'Bernoulli wants two values or shares');
}
