import { LensError } from '../../shared/errors.ts';
import type { Scaling } from '../../shared/model/mixture.ts';
import type { Rows } from '../engine/rows.ts';
import { cautionsOf } from './cautions.ts';
import { type NamedCells, sharedCodes } from './cells.ts';
import { type Standard, standardOf } from './scaling.ts';
import { rowWeights } from './weights.ts';

export { toOriginalUnits, toScaledUnits } from './scaling.ts';

export interface PrepareOptions {
  /** drop (the default): only complete rows. model: every row that has any cell; the missing ones are NaN. */
  readonly missing?: 'drop' | 'model';
  /** A column of row weights; null or left out: each row counts once. */
  readonly weights?: NamedCells | null;
  /** One byte a row: what is not 0 is left out, whatever it holds. */
  readonly excluded?: Uint8Array | null;
}

export interface Prepared {
  /** The rows used, column by column in shared memory, in the scaled units. `rows.missing` says if cells are missing. */
  readonly rows: Rows;
  /** Index into the data set of each used row. */
  readonly used: Int32Array;
  /** Rows left out because they were excluded or a chosen column has no value there; when missing cells are modelled, because none has. */
  readonly excluded: number;
  /** Rows used that miss a cell. */
  readonly incomplete: number;
  /** What in the columns may mislead a fit, in sentences. */
  readonly cautions: readonly string[];
  /** x_scaled = (x − center) / scale, column by column. */
  readonly center: Float64Array;
  readonly scale: Float64Array;
  /** Σ log scale, of one complete row of weight 1. */
  readonly logScale: number;
  /** Nats: subtract this from a log-likelihood in scaled units to get original units: Σ weight · log scale over all cells. */
  readonly jacobian: number;
}

/**
 * The chosen columns as rows for the engine, scaled by what is known of the cells of the rows used (weighted, if they
 * are; quantiles only leave out rows of weight 0). Throws LensError('input') naming the column.
 */
export function prepare(columns: readonly NamedCells[], scaling: Scaling, options: PrepareOptions = {}): Prepared {
  if (columns.length === 0) throw new LensError('input', 'No column is chosen.', 'Choose at least one numeric column.');
  const excluded = options.excluded ?? null;
  if (excluded && !excluded.includes(0))
    throw new LensError('input', 'Every row is excluded.', 'Include some rows again, or all of them.');
  const all = columns.map((column) => numbersOf(column, excluded));
  const used = options.missing === 'model' ? rowsWithAny(all, excluded) : completeRows(all, columns, excluded);
  const n = used.length;
  const d = all.length;
  const weights = options.weights ? rowWeights(options.weights, used) : null;
  const data = new Float64Array(new SharedArrayBuffer(n * d * Float64Array.BYTES_PER_ELEMENT));
  const center = new Float64Array(d);
  const scale = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    const column = data.subarray(j * n, (j + 1) * n);
    const values = all[j];
    for (let i = 0; i < n; i++) column[i] = values[used[i]];
    const standard = scaled(columns[j].name, column, scaling, weights);
    center[j] = standard.center;
    scale[j] = standard.scale;
    if (scaling !== 'none') for (let i = 0; i < n; i++) column[i] = (column[i] - standard.center) / standard.scale;
  }
  const logScale = scale.reduce((sum, s) => sum + Math.log(s), 0);
  const incomplete = countIncomplete(data, n, d);
  const rows: Rows = { n, d, data, weights, missing: incomplete > 0 };
  const cautions = cautionsOf(columns, used);
  return {
    rows,
    used,
    excluded: all[0].length - n,
    incomplete,
    cautions,
    center,
    scale,
    logScale,
    jacobian: jacobianOf(rows, scale),
  };
}

function numbersOf({ name, cells }: NamedCells, excluded: Uint8Array | null): Float64Array {
  if (cells.kind === 'codes')
    throw new LensError(
      'input',
      `Column '${name}' holds text, not numbers.`,
      'Choose numeric columns only, or read the file again with this column as a number.',
    );
  let finite = 0;
  let infinite = 0;
  let first = -1;
  for (let i = 0; i < cells.values.length; i++) {
    if (excluded && excluded[i] !== 0) continue;
    const x = cells.values[i];
    if (x - x === 0) finite++;
    else if (!Number.isNaN(x) && infinite++ === 0) first = i;
  }
  if (infinite > 0)
    throw new LensError(
      'input',
      `Column '${name}' holds ${infinite} infinite ${infinite === 1 ? 'value' : 'values'}, the first in row ${first + 1}.`,
      `Leave '${name}' out, or read the file again with Inf and -Inf among the missing codes.`,
    );
  if (finite === 0) throw new LensError('input', `Column '${name}' has no value: every cell is missing.`, `Leave '${name}' out.`);
  return cells.values;
}

function completeRows(all: readonly Float64Array[], columns: readonly NamedCells[], excluded: Uint8Array | null): Int32Array {
  const total = all[0].length;
  const used = sharedCodes(total);
  let n = 0;
  rows: for (let i = 0; i < total; i++) {
    if (excluded && excluded[i] !== 0) continue;
    for (let j = 0; j < all.length; j++) if (Number.isNaN(all[j][i])) continue rows;
    used[n++] = i;
  }
  if (n === total) return used;
  if (n > 0) {
    const complete = sharedCodes(n);
    complete.set(used.subarray(0, n));
    return complete;
  }
  const emptiest = columns.reduce((worst, column) => (missingIn(column) > missingIn(worst) ? column : worst));
  throw new LensError(
    'input',
    `No row has a value in all of the chosen columns ${columns.map(({ name }) => `'${name}'`).join(', ')}.`,
    `Leave out columns with many missing cells; '${emptiest.name}' has most (${missingIn(emptiest)} of ${total}).`,
  );
}

function rowsWithAny(all: readonly Float64Array[], excluded: Uint8Array | null): Int32Array {
  const found: number[] = [];
  for (let i = 0; i < all[0].length; i++) if (!excluded?.[i] && all.some((values) => !Number.isNaN(values[i]))) found.push(i);
  const used = sharedCodes(found.length);
  used.set(found);
  return used;
}

function countIncomplete(data: Float64Array, n: number, d: number): number {
  let count = 0;
  for (let i = 0; i < n; i++) {
    let missing = false;
    for (let j = 0; j < d && !missing; j++) missing = Number.isNaN(data[j * n + i]);
    if (missing) count++;
  }
  return count;
}

/** With y = (x − c) / s a density in x is that in y times 1 / s, for each cell that there is, as often as the row counts. */
function jacobianOf({ n, data, weights }: Rows, scale: Float64Array): number {
  return scale.reduce((sum, s, j) => {
    let cells = 0;
    for (let i = 0; i < n; i++) if (!Number.isNaN(data[j * n + i])) cells += weights ? weights[i] : 1;
    return sum + cells * Math.log(s);
  }, 0);
}

function missingIn({ cells }: NamedCells): number {
  return cells.kind === 'values' ? cells.values.reduce((count, x) => (Number.isNaN(x) ? count + 1 : count), 0) : 0;
}

function scaled(name: string, cells: Float64Array, scaling: Scaling, rowWeights: Float64Array | null): Standard {
  const counts = (i: number) => !Number.isNaN(cells[i]) && rowWeights?.[i] !== 0;
  const column = cells.filter((_, i) => counts(i));
  const standard = standardOf(column, scaling, rowWeights?.filter((_, i) => counts(i)) ?? null);
  if (standard.scale > 0 && Number.isFinite(1 / standard.scale) && Number.isFinite(standard.scale)) return standard;
  const constant = column.every((x) => x === column[0]);
  if (constant)
    throw new LensError(
      'input',
      `Column '${name}' is constant (${column[0]}) over the rows used and cannot be scaled.`,
      `Leave '${name}' out, or choose no scaling.`,
    );
  throw new LensError(
    'input',
    `Column '${name}' cannot be scaled (${scaling}): its ${scaling === 'robust' ? 'interquartile range' : 'standard deviation'} is ${standard.scale}.`,
    `Choose ${scaling === 'robust' ? 'standard' : 'no'} scaling, or leave '${name}' out.`,
  );
}
