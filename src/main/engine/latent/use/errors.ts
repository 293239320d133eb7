import { logGamma } from '../../special-functions/gamma.ts';
import { createFastWorkspace } from '../kernel/exact.ts';
import { blockRows } from '../network/backend.ts';
import type { Network } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import { decodeBlock, encodeBlock } from '../plain/forward.ts';
import { cellLogDensity, logistic, logSumExp, logVariancesOf } from '../plain/heads.ts';

export interface ColumnError {
  /** Mean log density of the cells that are there, nats; NaN never: 0 where there is none. */
  readonly logDensity: number;
  /**
   * Root mean squared difference from what is expected, in the units trained in (in a standardised column: as a share
   * of its standard deviation); of a categorical column the share of cells whose likeliest level is another.
   */
  readonly error: number;
  readonly cells: number;
}

export interface ReconstructionErrors {
  /** −log p(x|z) of each row at the mean of its posterior, nats summed over its cells: the larger, the worse it is told. */
  readonly rows: Float64Array;
  readonly columns: readonly ColumnError[];
}

/** Sums over the cells of rows, column by column. */
export interface ErrorSums {
  /** Adds a row of the table, whose decoder outputs are `y` from `from` on; answers with its −log p(x|z). */
  add(y: Float64Array, from: number, row: number): number;
  columns(): ColumnError[];
}

export function createErrorSums({ heads }: Network, table: LatentTable, logVariances: Float64Array): ErrorSums {
  const sums = heads.map(() => ({ logDensity: 0, squares: 0, cells: 0 }));
  return {
    add(y, from, row) {
      const cell = row * heads.length;
      let error = table.constants ? -table.constants[row] : 0;
      for (let j = 0; j < heads.length; j++) {
        if (table.mask && table.mask[cell + j] === 0) continue;
        const x = table.targets[cell + j];
        const logDensity = cellLogDensity(heads[j], y, from, x, logVariances[j]);
        error -= logDensity;
        // The rows' constants hold it for all counts of a row together.
        const own = table.constants && heads[j].kind === 'poisson' ? -logGamma(x + 1) : 0;
        sums[j].logDensity += logDensity + own;
        sums[j].squares += squaredError(heads[j], y, from, x);
        sums[j].cells++;
      }
      return error;
    },
    columns: () =>
      sums.map(({ logDensity, squares, cells }, j) => {
        const share = squares / Math.max(1, cells);
        const error = heads[j].kind === 'categorical' ? share : Math.sqrt(share);
        return { logDensity: logDensity / Math.max(1, cells), error, cells };
      }),
  };
}

/** How far the rows at the given indices are from what is decoded of their codes. Yields the share done. */
export function* reconstructionErrors(
  network: Network,
  parameters: Float32Array,
  table: LatentTable,
  rows: Int32Array,
): Generator<number, ReconstructionErrors> {
  const { latent, outputs } = network;
  const space = createFastWorkspace(network, blockRows);
  const sums = createErrorSums(network, table, logVariancesOf(network, space.layout.noise, parameters));
  const byRow = new Float64Array(rows.length);
  for (let from = 0; from < rows.length; from += blockRows) {
    const count = Math.min(blockRows, rows.length - from);
    const posterior = encodeBlock(space, parameters, table, (k) => rows[from + k], count);
    for (let k = 0; k < count; k++) for (let i = 0; i < latent; i++) space.codes[k * latent + i] = posterior[k * 2 * latent + i];
    const y = decodeBlock(space, parameters, count);
    for (let k = 0; k < count; k++) byRow[from + k] = sums.add(y, k * outputs, rows[from + k]);
    if ((from / blockRows) % 64 === 63) yield (from + count) / rows.length;
  }
  return { rows: byRow, columns: sums.columns() };
}

function squaredError({ kind, at, width }: Network['heads'][number], y: Float64Array, from: number, x: number): number {
  const o = from + at;
  if (kind === 'gaussian') return (x - y[o]) ** 2;
  if (kind === 'bernoulli') return (x - logistic(y[o])) ** 2;
  if (kind === 'poisson') return (x - Math.exp(Math.min(y[o], 30))) ** 2;
  const total = logSumExp(y, o, width);
  for (let c = 0; c < width; c++) if (y[o + c] - total > y[o + x] - total) return 1;
  return 0;
}
