import { LensError } from '../../shared/errors.ts';
import type { ColumnEncoding, LatentEncoding } from '../../shared/model/latent.ts';
import type { LatentTable } from '../engine/latent/network/table.ts';
import { cellCount, cellText, sharedCodes } from './cells.ts';
import { rowNumber, type TableColumn } from './encode-column.ts';
import { farCells } from './encode-far.ts';

export interface FilledTable {
  readonly table: LatentTable;
  readonly used: Int32Array;
  readonly excluded: number;
  readonly logJacobian: Float64Array;
  readonly notes: readonly string[];
}

const sharedFloats = (n: number) => new Float32Array(new SharedArrayBuffer(n * Float32Array.BYTES_PER_ELEMENT));

/** The rows that have a value in any of the encoding's columns, as inputs and targets in shared memory. */
export function fillTable(encoding: LatentEncoding, columns: readonly TableColumn[]): FilledTable {
  const named = new Map(columns.map((column) => [column.name, column]));
  const notes: string[] = [];
  const targets = encoding.columns.map((column) => {
    const source = named.get(column.name);
    if (!source) throw new LensError('missing', `There is no column '${column.name}'.`, 'Choose a table that has it.');
    return targetsOf(column, source, notes);
  });
  const total = columns.length === 0 ? 0 : cellCount(columns[0].cells);
  const found: number[] = [];
  for (let i = 0; i < total; i++) if (targets.some((t) => !Number.isNaN(t[i]))) found.push(i);
  const n = found.length;
  const used = sharedCodes(n);
  used.set(found);
  const d = encoding.columns.length;
  const table = {
    n,
    inputs: sharedFloats(n * encoding.inputs),
    targets: sharedFloats(n * d),
    mask: targets.some((t) => found.some((i) => Number.isNaN(t[i]))) ? sharedFloats(n * d).fill(1) : null,
    constants: encoding.columns.some(({ likelihood }) => likelihood === 'poisson') ? new Float64Array(n) : null,
  };
  const logJacobian = new Float64Array(n);
  encoding.columns.forEach((column, j) => {
    fillColumn(column, j, targets[j], found, encoding.inputs, table, logJacobian);
  });
  return { table, used, excluded: total - n, logJacobian, notes };
}

function fillColumn(
  column: ColumnEncoding,
  j: number,
  targets: Float64Array,
  used: readonly number[],
  width: number,
  table: LatentTable,
  logJacobian: Float64Array,
): void {
  const { likelihood, inputAt, inputCenter, inputScale, indicator, center, scale } = column;
  const d = table.targets.length / table.n;
  const continuous = likelihood === 'gaussian' || likelihood === 'log-normal';
  used.forEach((row, i) => {
    const t = targets[row];
    const at = i * width + inputAt;
    if (Number.isNaN(t)) {
      if (table.mask) table.mask[i * d + j] = 0;
      if (indicator !== null) table.inputs[i * width + indicator] = 1;
      return;
    }
    table.targets[i * d + j] = t;
    if (likelihood === 'categorical')
      for (let c = 0; c < inputCenter.length; c++) table.inputs[at + c] = (c === t ? 1 : 0) - inputCenter[c];
    else table.inputs[at] = ((likelihood === 'poisson' ? Math.log1p(t) : t) - inputCenter[0]) / inputScale;
    if (continuous) logJacobian[i] -= Math.log(scale);
    if (likelihood === 'log-normal') logJacobian[i] -= t * scale + center;
    if (likelihood === 'poisson' && table.constants) table.constants[i] -= logFactorial(t);
  });
}

/** The target of each cell of the column; NaN where it is missing, or of a level that the encoding does not know. */
function targetsOf(column: ColumnEncoding, source: TableColumn, notes: string[]): Float64Array {
  const { name, cells, type } = source;
  if (column.levels) return codesOf(column.levels, name, source, notes);
  if (cells.kind === 'codes')
    throw new LensError(
      'input',
      `Column '${name}' holds ${type} here, but numbers where the model was trained.`,
      `Read the file again with '${name}' as a number.`,
    );
  const { center, scale, likelihood } = column;
  const targets = new Float64Array(cells.values.length);
  const unfit = new Set<number>();
  cells.values.forEach((x, i) => {
    const t = likelihood === 'log-normal' ? (Math.log(x) - center) / scale : (x - center) / scale;
    const suits =
      Number.isFinite(Math.fround(t)) &&
      !(likelihood === 'bernoulli' && (t < 0 || t > 1)) &&
      !(likelihood === 'poisson' && (t < 0 || !Number.isInteger(t)));
    targets[i] = suits ? t : Number.NaN;
    if (!suits && !Number.isNaN(x)) unfit.add(i);
  });
  const first = unfit.values().next().value;
  if (first !== undefined)
    notes.push(
      `Column '${name}' has ${unfit.size} ${unfit.size === 1 ? 'value' : 'values'} that its ${likelihood} likelihood cannot take, the first ${cells.values[first]} in row ${rowNumber(source, first)}: taken as missing.`,
    );
  notes.push(...farCells(column, source));
  return targets;
}

function codesOf(levels: readonly string[], name: string, { cells, type }: TableColumn, notes: string[]): Float64Array {
  const place = new Map(levels.map((level, code) => [level, code]));
  const n = cellCount(cells);
  const targets = new Float64Array(n).fill(Number.NaN);
  const unknown = new Map<string, number>();
  for (let i = 0; i < n; i++) {
    const text = cellText(cells, type, i);
    if (text === null) continue;
    const code = place.get(text);
    if (code === undefined) unknown.set(text, (unknown.get(text) ?? 0) + 1);
    else targets[i] = code;
  }
  if (unknown.size > 0) {
    const names = [...unknown.keys()].slice(0, 3).map((level) => `'${level}'`);
    const cellsOf = [...unknown.values()].reduce((sum, count) => sum + count, 0);
    notes.push(
      `Column '${name}' has ${unknown.size === 1 ? 'a level' : `${unknown.size} levels`} that the model does not know (${names.join(', ')}${unknown.size > 3 ? ', …' : ''}): ${cellsOf} ${cellsOf === 1 ? 'cell is' : 'cells are'} taken as missing.`,
    );
  }
  return targets;
}

/** log n!: a sum to 20, Stirling's series beyond (error below 1e-11). */
export function logFactorial(n: number): number {
  let sum = 0;
  if (n <= 20) {
    for (let i = 2; i <= n; i++) sum += Math.log(i);
    return sum;
  }
  const x = n + 1;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5);
}
