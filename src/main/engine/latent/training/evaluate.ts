import { createRandom } from '../../random/generator.ts';
import { fillNormal } from '../../random/normal.ts';
import { type BoundOptions, isExact, rowBounds } from '../bounds/rows.ts';
import { type Backend, blockRows, type Evaluation } from '../network/backend.ts';
import { layoutOf } from '../network/layout.ts';
import type { LatentTable } from '../network/table.ts';

/** Multiplications between two yields: some hundredths of a second. */
const workAYield = 5e8;

/**
 * Means over rows of the parts of the ELBO and of the KL of each dimension, at the backend's parameters: by the backend
 * where it can, with the noise that rowBounds would take. Yields the share done.
 */
export function* meanBounds(
  backend: Backend,
  table: LatentTable,
  rows: Int32Array,
  options: BoundOptions,
): Generator<number, Evaluation> {
  const { network } = backend;
  const n = rows.length;
  if (!backend.evaluate || isExact(network)) {
    const bounds = yield* rowBounds(network, backend.parameters(), table, rows, options);
    return { reconstruction: mean(bounds.reconstruction), kl: mean(bounds.kl), klPerDimension: bounds.klPerDimension };
  }
  const { samples, seed } = options;
  const random = createRandom(seed, 'vae', 'bounds');
  const most = blockRows * Math.max(1, Math.floor(workAYield / (layoutOf(network).length * samples * blockRows)));
  let reconstruction = 0;
  let kl = 0;
  const klPerDimension = new Float64Array(network.latent);
  for (let from = 0; from < n; from += most) {
    const part = rows.subarray(from, from + most);
    const noise = noiseOf(part.length, network.latent, samples, random);
    const told = backend.evaluate({ rows: part, noise }, samples);
    reconstruction += told.reconstruction / samples / n;
    kl += told.kl / n;
    for (let i = 0; i < klPerDimension.length; i++) klPerDimension[i] += told.klPerDimension[i] / n;
    if (from + most < n) yield (from + part.length) / n;
  }
  return { reconstruction, kl, klPerDimension };
}

/** draws × rows × latent, drawn in rowBounds' order: block by block, all draws of each. */
function noiseOf(rows: number, latent: number, draws: number, random: ReturnType<typeof createRandom>): Float32Array {
  const noise = new Float32Array(draws * rows * latent);
  const block = new Float32Array(blockRows * latent);
  for (let from = 0; from < rows; from += blockRows) {
    const count = Math.min(blockRows, rows - from) * latent;
    for (let s = 0; s < draws; s++) {
      fillNormal(block, random);
      noise.set(block.subarray(0, count), (s * rows + from) * latent);
    }
  }
  return noise;
}

export const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
