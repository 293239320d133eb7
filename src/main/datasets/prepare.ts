import { LensError } from '../../shared/errors.ts';
import type { ColumnCells } from '../../shared/model/column.ts';
import type { Scaling } from '../../shared/model/mixture.ts';
import type { Rows } from '../engine/rows.ts';
import { sharedCodes } from './cells.ts';
import { type Standard, standardOf } from './scaling.ts';

export { toOriginalUnits, toScaledUnits } from './scaling.ts';

export interface NamedCells {
  readonly name: string;
  readonly cells: ColumnCells;
}

export interface Prepared {
  /** Complete rows only, column by column in shared memory, in the scaled units. */
  readonly rows: Rows;
  /** Index into the data set of each used row. */
  readonly used: Int32Array;
  /** Rows left out because a chosen column has no value there. */
  readonly excluded: number;
  /** x_scaled = (x − center) / scale, column by column. */
  readonly center: Float64Array;
  readonly scale: Float64Array;
  /** Σ log scale: subtract n times this from a log-likelihood in scaled units to get original units. */
  readonly logScale: number;
}

/** The chosen columns as rows for the engine: complete rows only, scaled. Throws LensError('input') naming the column. */
export function prepare(columns: readonly NamedCells[], scaling: Scaling): Prepared {
  if (columns.length === 0) throw new LensError('input', 'No column is chosen.', 'Choose at least one numeric column.');
  const all = columns.map(numbersOf);
  const used = completeRows(all, columns);
  const n = used.length;
  const d = all.length;
  const data = new Float64Array(new SharedArrayBuffer(n * d * Float64Array.BYTES_PER_ELEMENT));
  const center = new Float64Array(d);
  const scale = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    const column = data.subarray(j * n, (j + 1) * n);
    const values = all[j];
    for (let i = 0; i < n; i++) column[i] = values[used[i]];
    const standard = scaled(columns[j].name, column, scaling);
    center[j] = standard.center;
    scale[j] = standard.scale;
    if (scaling !== 'none') for (let i = 0; i < n; i++) column[i] = (column[i] - standard.center) / standard.scale;
  }
  const logScale = scale.reduce((sum, s) => sum + Math.log(s), 0);
  return { rows: { n, d, data }, used, excluded: all[0].length - n, center, scale, logScale };
}

function numbersOf({ name, cells }: NamedCells): Float64Array {
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

function completeRows(all: readonly Float64Array[], columns: readonly NamedCells[]): Int32Array {
  const total = all[0].length;
  const used = sharedCodes(total);
  let n = 0;
  rows: for (let i = 0; i < total; i++) {
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

function missingIn({ cells }: NamedCells): number {
  return cells.kind === 'values' ? cells.values.reduce((count, x) => (Number.isNaN(x) ? count + 1 : count), 0) : 0;
}

function scaled(name: string, column: Float64Array, scaling: Scaling): Standard {
  const standard = standardOf(column, scaling);
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
