import { createRandom } from '../../random/generator.ts';
import { fillNormal } from '../../random/normal.ts';
import { type BoundOptions, isExact, placeCodes, rowBounds } from '../bounds/rows.ts';
import { createFastWorkspace } from '../kernel/exact.ts';
import { blockRows } from '../network/backend.ts';
import type { Network } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import { decodeBlock, encodeBlock, klOf } from '../plain/forward.ts';
import { logVariancesOf, rowLogDensity } from '../plain/heads.ts';
import { type Codes, everyRow } from './encode.ts';
import { type ColumnError, createErrorSums } from './errors.ts';

export interface RowFigures {
  readonly codes: Codes;
  /** −log p(x|z) of each row at the mean of its posterior, nats. */
  readonly errors: Float64Array;
  /** As rowBounds has them: reconstruction − KL, nats. */
  readonly elbo: Float64Array;
  readonly columns: readonly ColumnError[];
}

/**
 * What encode, reconstructionErrors and rowBounds say of every row, number for number, with each row encoded only once.
 * Yields the share done.
 */
export function* rowFigures(
  network: Network,
  parameters: Float32Array,
  table: LatentTable,
  options: BoundOptions,
): Generator<number, RowFigures> {
  const { n } = table;
  const { latent, outputs, heads } = network;
  const exact = isExact(network);
  const samples = exact ? 0 : options.samples;
  const space = createFastWorkspace(network, blockRows);
  const logVariances = logVariancesOf(network, space.layout.noise, parameters);
  const sums = createErrorSums(network, table, logVariances);
  const means = new Float64Array(n * latent);
  const posteriorLogs = new Float64Array(n * latent);
  const errors = new Float64Array(n);
  const elbo = new Float64Array(n);
  const random = createRandom(options.seed, 'vae', 'bounds');
  const noise = new Float32Array(blockRows * latent);
  for (let from = 0; from < n; from += blockRows) {
    const count = Math.min(blockRows, n - from);
    const posterior = encodeBlock(space, parameters, table, (k) => from + k, count);
    for (let k = 0; k < count; k++) {
      for (let i = 0; i < latent; i++) {
        const at = k * 2 * latent + i;
        means[(from + k) * latent + i] = posterior[at];
        posteriorLogs[(from + k) * latent + i] = posterior[at + latent];
        space.codes[k * latent + i] = posterior[at];
        elbo[from + k] -= klOf(posterior[at], posterior[at + latent]);
      }
    }
    const expected = decodeBlock(space, parameters, count);
    for (let k = 0; k < count; k++) errors[from + k] = sums.add(expected, k * outputs, from + k);
    for (let s = 0; s < samples; s++) {
      fillNormal(noise, random);
      placeCodes(space, posterior, noise, count);
      const y = decodeBlock(space, parameters, count);
      for (let k = 0; k < count; k++) {
        const row = from + k;
        const density = rowLogDensity(network, logVariances, y, k * outputs, table.targets, table.mask, row * heads.length);
        elbo[row] += ((table.constants ? table.constants[row] : 0) + density) / samples;
      }
    }
    if ((from / blockRows) % 32 === 31) yield (from + count) / n;
  }
  const codes = { n, latent, means, logVariances: posteriorLogs };
  if (!exact) return { codes, errors, elbo, columns: sums.columns() };
  const bounds = yield* rowBounds(network, parameters, table, everyRow(n), options);
  return { codes, errors, elbo: bounds.reconstruction.map((value, i) => value - bounds.kl[i]), columns: sums.columns() };
}
