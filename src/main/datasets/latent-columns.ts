import type { Decoded, LatentRows } from '../../shared/contract/latent.ts';
import { shades } from '../engine/latent/compare/compare.ts';
import { encode, everyRow } from '../engine/latent/use/encode.ts';
import { samplePrior } from '../engine/latent/use/sample.ts';
import { sharedCodes, sharedValues } from './cells.ts';
import type { Encoded } from './encode.ts';
import type { TableColumn } from './encode-column.ts';
import { constantColumns, levelValue, restoreCells } from './encode-restore.ts';
import { atOnce, decodeCodes } from './latent-decode.ts';
import { shortest } from './shortest.ts';
import { networkOf, type Trained } from './trained.ts';

/**
 * Every column at the mean of each row's posterior: expected values (of whole numbers too), the likelier level of columns of
 * text. Rows that were left out miss every cell; columns left out for being constant hold their value or level.
 */
export function reconstructionColumns(
  trained: Trained,
  { table, used }: Pick<Encoded, 'table' | 'used'>,
  total: number,
): TableColumn[] {
  const { means } = atOnce(encode(networkOf(trained), trained.weights, table, everyRow(table.n)));
  const decoded = decodeCodes(trained, means);
  return [...expectedCells(trained, decoded, used, total), ...constantColumns(trained.encoding, total, used)];
}

/** The same columns in the order of those that were chosen; what was left out of the network, which does not know it, gets its type from them. */
export function inOrder(
  columns: readonly TableColumn[],
  chosen: readonly Pick<TableColumn, 'name' | 'type'>[],
  leftOut: readonly { readonly name: string }[],
): TableColumn[] {
  const place = new Map(chosen.map(({ name }, at) => [name, at]));
  const typeOf = ({ name, type }: TableColumn) =>
    leftOut.some((one) => one.name === name) ? (chosen[place.get(name) ?? -1]?.type ?? type) : type;
  const placeOf = ({ name }: TableColumn) => place.get(name) ?? chosen.length;
  return columns.map((column) => ({ ...column, type: typeOf(column) })).sort((a, b) => placeOf(a) - placeOf(b));
}

function expectedCells({ encoding }: Trained, { columns }: Decoded, used: Int32Array, total: number): TableColumn[] {
  return encoding.columns.map(({ name, type, levels, likelihood }, j): TableColumn => {
    const { values: expected } = columns[j];
    const isNumber = type === 'number' || type === 'integer' || type === 'date';
    if (levels && !isNumber) {
      const codes = sharedCodes(total);
      used.forEach((row, i) => {
        codes[row] = likelihood === 'bernoulli' ? Math.round(expected[i]) : expected[i];
      });
      return { name, type, cells: { kind: 'codes', codes, levels } };
    }
    const values = sharedValues(total);
    used.forEach((row, i) => {
      values[row] = levels && likelihood === 'categorical' ? levelValue(levels[expected[i]], type) : expected[i];
    });
    return { name, type: type === 'integer' && !levels ? 'number' : type, cells: { kind: 'values', values } };
  });
}

/** `count` rows from the prior with the observation noise: the columns' own types, units and levels. */
export function sampleColumns(trained: Trained, table: Encoded['table'] | null, count: number, seed: number): TableColumn[] {
  const network = networkOf(trained);
  const { targets } = samplePrior(network, trained.weights, count, seed, table ? shades(network, table) : []);
  return restoreCells(trained.encoding, targets);
}

export interface CodeFigures {
  readonly rows: LatentRows;
  readonly used: Int32Array;
  readonly logJacobian: Float64Array;
  /** Whether the rows were those of a training: some held out. */
  readonly parts: boolean;
}

/**
 * code_1… (posterior means), code_sd_1… (their standard deviations), elbo and reconstruction_error (nats, in the units trained
 * in), log_jacobian (to be added to the elbo for the original units) and, of rows of the training, held_out. Rows that were
 * left out have none. A name that is taken gets a number.
 */
export function codeColumns({ rows, used, logJacobian, parts }: CodeFigures, taken: readonly string[]): TableColumn[] {
  const { latent, means, deviations, errors, elbo, part } = rows;
  const total = elbo.length;
  const number = (value: (row: number) => number): TableColumn['cells'] => {
    const values = sharedValues(total);
    for (let row = 0; row < total; row++) values[row] = value(row);
    return { kind: 'values', values };
  };
  const jacobian = sharedValues(total);
  used.forEach((row, i) => {
    jacobian[row] = logJacobian[i];
  });
  const dimensions = Array.from({ length: latent }, (_, l) => l);
  const made: [string, TableColumn['cells']][] = [
    ...dimensions.map((l): [string, TableColumn['cells']] => [
      `code_${l + 1}`,
      number((row) => shortest(means[row * latent + l])),
    ]),
    ...dimensions.map((l): [string, TableColumn['cells']] => [
      `code_sd_${l + 1}`,
      number((row) => shortest(deviations[row * latent + l])),
    ]),
    ['elbo', number((row) => elbo[row])],
    ['reconstruction_error', number((row) => errors[row])],
    ['log_jacobian', { kind: 'values', values: jacobian }],
  ];
  if (parts) {
    const codes = sharedCodes(total);
    codes.set(part);
    made.push(['held_out', { kind: 'codes', codes, levels: ['false', 'true'] }]);
  }
  const names = freeNames(
    made.map(([name]) => name),
    taken,
  );
  return made.map(([, cells], j) => ({ name: names[j], type: cells.kind === 'codes' ? 'boolean' : 'number', cells }));
}

/** Each name, with the first free number behind it where it is taken: elbo, elbo_2, … */
export function freeNames(names: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken);
  return names.map((name) => {
    let free = name;
    for (let suffix = 2; used.has(free); suffix++) free = `${name}_${suffix}`;
    used.add(free);
    return free;
  });
}
