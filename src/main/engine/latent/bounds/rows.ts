import { createRandom } from '../../random/generator.ts';
import { fillNormal } from '../../random/normal.ts';
import { createFastWorkspace } from '../kernel/exact.ts';
import { blockRows } from '../network/backend.ts';
import type { Network } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import { decodeBlock, encodeBlock, klOf, type Workspace } from '../plain/forward.ts';
import { logVariancesOf, rowLogDensity } from '../plain/heads.ts';

/** Of each row asked for, nats in the units trained in. ELBO = reconstruction − kl. */
export interface RowBounds {
  readonly reconstruction: Float64Array;
  readonly kl: Float64Array;
  /** Mean over the rows. */
  readonly klPerDimension: Float64Array;
}

export interface BoundOptions {
  /** Draws a row for the expected reconstruction. Linear Gaussian networks need none: theirs is exact. */
  readonly samples: number;
  readonly seed: number;
}

/** Reconstruction is known in closed form: the decoder is linear and every column Gaussian. */
export const isExact = (network: Network): boolean =>
  network.hidden.length === 0 && network.heads.every(({ kind }) => kind === 'gaussian');

const yieldEvery = 64;

/**
 * The parts of the ELBO, E_q[log p(x|z)] and KL(q(z|x) ‖ p(z)), of each row. The noise is told by the seed and the
 * place among the rows, so that two sets of parameters are compared on the same draws. Yields the share done.
 */
export function* rowBounds(
  network: Network,
  parameters: Float32Array,
  table: LatentTable,
  rows: Int32Array,
  options: BoundOptions,
): Generator<number, RowBounds> {
  const space = createFastWorkspace(network, blockRows);
  const exact = isExact(network);
  const samples = exact ? 1 : options.samples;
  const { latent, heads, outputs } = network;
  const logVariances = logVariancesOf(network, space.layout.noise, parameters);
  const n = rows.length;
  const reconstruction = new Float64Array(n);
  const kl = new Float64Array(n);
  const klPerDimension = new Float64Array(latent);
  const random = createRandom(options.seed, 'vae', 'bounds');
  const noise = new Float32Array(blockRows * latent);
  for (let from = 0; from < n; from += blockRows) {
    const count = Math.min(blockRows, n - from);
    const posterior = encodeBlock(space, parameters, table, (k) => rows[from + k], count);
    for (let k = 0; k < count; k++) {
      for (let i = 0; i < latent; i++) {
        const of = klOf(posterior[k * 2 * latent + i], posterior[k * 2 * latent + latent + i]);
        kl[from + k] += of;
        klPerDimension[i] += of / n;
      }
    }
    for (let s = 0; s < samples; s++) {
      if (!exact) fillNormal(noise, random);
      placeCodes(space, posterior, noise, count);
      const y = decodeBlock(space, parameters, count);
      for (let k = 0; k < count; k++) {
        const row = rows[from + k];
        let sum = rowLogDensity(network, logVariances, y, k * outputs, table.targets, table.mask, row * heads.length);
        if (exact) sum -= 0.5 * decodedVariance(space, parameters, table, row, posterior, k, logVariances);
        reconstruction[from + k] += ((table.constants ? table.constants[row] : 0) + sum) / samples;
      }
    }
    if ((from / blockRows) % yieldEvery === yieldEvery - 1) yield (from + count) / n;
  }
  return { reconstruction, kl, klPerDimension };
}

/** z = mean + e^(½ log variance)·noise of each row, written to the codes of the workspace. */
export function placeCodes({ network, codes }: Workspace, posterior: Float64Array, noise: Float32Array, count: number): void {
  const { latent } = network;
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < latent; i++) {
      const at = k * 2 * latent + i;
      codes[k * latent + i] = posterior[at] + Math.exp(0.5 * posterior[at + latent]) * noise[k * latent + i];
    }
  }
}

/** Σ over the row's cells of Var(decoded) / noise variance, of a linear decoder: Σ_i σ_i²·W_ij². */
function decodedVariance(
  { network, layout }: Workspace,
  parameters: Float32Array,
  table: LatentTable,
  row: number,
  posterior: Float64Array,
  k: number,
  logVariances: Float64Array,
): number {
  const { weights, outputs } = layout.decoder[0];
  const { latent, heads } = network;
  let sum = 0;
  for (let i = 0; i < latent; i++) {
    const variance = Math.exp(posterior[k * 2 * latent + latent + i]);
    for (let j = 0; j < heads.length; j++) {
      if (table.mask && table.mask[row * heads.length + j] === 0) continue;
      const w = parameters[weights + i * outputs + j];
      sum += variance * w * w * Math.exp(-logVariances[j]);
    }
  }
  return sum;
}
