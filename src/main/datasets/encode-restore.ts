import type { ColumnCells } from '../../shared/model/column.ts';
import type { ColumnEncoding, LatentEncoding } from '../../shared/model/latent.ts';
import type { Decoded } from '../engine/latent/use/decode.ts';
import { sharedCodes, sharedValues } from './cells.ts';
import type { TableColumn } from './encode-column.ts';

/**
 * Targets (row-major, one a column of the encoding: samples, or a table's own) as cells of the original columns: units,
 * levels and whole numbers restored. Columns that were left out for being constant hold their value again.
 */
export function restoreCells(encoding: LatentEncoding, targets: Float32Array | Float64Array): TableColumn[] {
  const d = encoding.columns.length;
  const n = targets.length / d;
  const restored = encoding.columns.map((column, j) => ({
    name: column.name,
    type: column.type,
    cells: cellsOf(column, n, (i) => targets[i * d + j]),
  }));
  return [...restored, ...constantColumns(encoding, n, null)];
}

/** Columns that were left out for being constant, with their one value or level in each of n rows, or in `rows` of them. */
export function constantColumns({ leftOut }: LatentEncoding, n: number, rows: Int32Array | null): TableColumn[] {
  const filled = <T extends Int32Array | Float64Array>(cells: T, value: number): T => {
    if (rows === null) cells.fill(value);
    else for (const row of rows) cells[row] = value;
    return cells;
  };
  return leftOut.flatMap(({ name, value, level }): TableColumn[] => {
    if (value !== null) return [{ name, type: 'number', cells: { kind: 'values', values: filled(sharedValues(n), value) } }];
    if (level === undefined) return [];
    return [{ name, type: 'category', cells: { kind: 'codes', codes: filled(sharedCodes(n), 0), levels: [level] } }];
  });
}

function cellsOf(column: ColumnEncoding, n: number, target: (i: number) => number): ColumnCells {
  const { levels, likelihood } = column;
  if (levels && column.type !== 'number' && column.type !== 'integer' && column.type !== 'date') {
    const codes = sharedCodes(n);
    for (let i = 0; i < n; i++) codes[i] = likelihood === 'bernoulli' ? Math.round(target(i)) : target(i);
    return { kind: 'codes', codes, levels };
  }
  const values = sharedValues(n);
  const step = stepOf(column);
  for (let i = 0; i < n; i++) {
    const value = levels ? levelValue(levels[target(i)], column.type) : originalValue(column, target(i));
    values[i] = step === null ? value : step * Math.round(value / step);
  }
  return { kind: 'values', values };
}

const day = 86_400_000;

/** What cells are whole multiples of: 1, or a day where the first and the last date have no time; null where they are not. */
function stepOf({ type, range }: ColumnEncoding): number | null {
  if (type === 'integer') return 1;
  if (type !== 'date') return null;
  return range?.every((moment) => moment % day === 0) ? day : 1;
}

/** The number that a level of a column of numbers stands for. */
export const levelValue = (level: string, type: ColumnEncoding['type']): number =>
  type === 'date' ? Date.parse(level) : Number(level);

/** x of a target, in the column's own unit. */
export function originalValue({ likelihood, center, scale }: ColumnEncoding, target: number): number {
  const x = target * scale + center;
  return likelihood === 'log-normal' ? Math.exp(x) : x;
}

/** What is expected of a column at each code, in its own unit. */
export interface ExpectedColumn {
  readonly name: string;
  readonly likelihood: ColumnEncoding['likelihood'];
  /** Numbers: the expected value; Bernoulli columns of text: the probability of the second level. Null for categorical. */
  readonly values: Float64Array | null;
  /** Standard deviation of the observation noise, in the column's unit (log-normal: of the value); null where there is none. */
  readonly noise: Float64Array | null;
  /** Levels and their probabilities (m × levels) of a categorical column. */
  readonly levels: readonly string[] | null;
  readonly probabilities: Float64Array | null;
}

/** Decoded columns in original units. A log-normal column's expected value is e^(mean + ½ variance). */
export function expectedColumns(encoding: LatentEncoding, decoded: readonly Decoded[]): ExpectedColumn[] {
  return encoding.columns.map((column, j) => {
    const { name, likelihood, center, scale, levels } = column;
    const { expected, probabilities, noiseVariance } = decoded[j];
    const head = { name, likelihood, levels, probabilities };
    if (likelihood === 'categorical') return { ...head, values: null, noise: null };
    if (likelihood === 'bernoulli' || likelihood === 'poisson') {
      const values = levels ? expected : expected.map((t) => t * scale + center);
      return { ...head, values, noise: likelihood === 'poisson' ? expected.map(Math.sqrt) : null };
    }
    const variance = (noiseVariance ?? 0) * scale * scale;
    if (likelihood === 'gaussian')
      return { ...head, values: expected.map((t) => t * scale + center), noise: expected.map(() => Math.sqrt(variance)) };
    const values = expected.map((t) => Math.exp(t * scale + center + variance / 2));
    return { ...head, values, noise: values.map((value) => value * Math.sqrt(Math.expm1(variance))) };
  });
}
