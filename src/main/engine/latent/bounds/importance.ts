import { createRandom } from '../../random/generator.ts';
import { normalPair } from '../../random/normal.ts';
import { createFastWorkspace } from '../kernel/exact.ts';
import { blockRows } from '../network/backend.ts';
import type { Network } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import { decodeBlock, encodeBlock, type Workspace } from '../plain/forward.ts';
import { logVariancesOf, rowLogDensity } from '../plain/heads.ts';

/** Of each row asked for, nats in the units trained in. */
export interface RowWeightedBounds {
  readonly value: Float64Array;
  /** Estimated variance of the value over other draws. */
  readonly variance: Float64Array;
}

/** Below so many samples the variance is told by a second set of them, above by the spread of the weights. */
const enoughSamples = 16;

/**
 * The importance-weighted bound (Burda, Grosse & Salakhutdinov 2016): log of the mean of p(x, z) / q(z|x) over K draws
 * z from q. With few samples it is the mean of two such values, which also gives its variance; with many its variance is
 * Var(w) / (K·mean(w)²), by the delta method. Yields the share done after each row.
 */
export function* weightedBounds(
  network: Network,
  parameters: Float32Array,
  table: LatentTable,
  rows: Int32Array,
  options: { readonly samples: number; readonly seed: number },
): Generator<number, RowWeightedBounds> {
  const { samples, seed } = options;
  const space = createFastWorkspace(network, blockRows);
  const logVariances = logVariancesOf(network, space.layout.noise, parameters);
  const twice = samples < enoughSamples;
  const logWeights = new Float64Array(twice ? 2 * samples : samples);
  const value = new Float64Array(rows.length);
  const variance = new Float64Array(rows.length);
  const posterior = new Float64Array(2 * network.latent);
  for (let r = 0; r < rows.length; r++) {
    posterior.set(encodeBlock(space, parameters, table, () => rows[r], 1).subarray(0, posterior.length));
    fillLogWeights(
      space,
      parameters,
      table,
      rows[r],
      posterior,
      logVariances,
      logWeights,
      createRandom(seed, 'vae', 'weights of', r),
    );
    if (twice) {
      const a = logMeanExp(logWeights.subarray(0, samples)).value;
      const b = logMeanExp(logWeights.subarray(samples)).value;
      value[r] = (a + b) / 2;
      variance[r] = (a - b) ** 2 / 4;
    } else {
      const { value: mean, relativeVariance } = logMeanExp(logWeights);
      value[r] = mean;
      variance[r] = relativeVariance / samples;
    }
    yield (r + 1) / rows.length;
  }
  return { value, variance };
}

type Draws = Parameters<typeof normalPair>[0];

/** log p(x|z) + log p(z) − log q(z|x) of a draw for each place in `logWeights`. */
function fillLogWeights(
  space: Workspace,
  parameters: Float32Array,
  table: LatentTable,
  row: number,
  posterior: Float64Array,
  logVariances: Float64Array,
  logWeights: Float64Array,
  random: Draws,
): void {
  const { network, codes } = space;
  const { latent, heads, outputs } = network;
  const constant = table.constants ? table.constants[row] : 0;
  const ratio = new Float64Array(blockRows);
  let spare = Number.NaN;
  const draw = () => {
    if (!Number.isNaN(spare)) {
      const kept = spare;
      spare = Number.NaN;
      return kept;
    }
    const [a, b] = normalPair(random);
    spare = b;
    return a;
  };
  for (let from = 0; from < logWeights.length; from += blockRows) {
    const count = Math.min(blockRows, logWeights.length - from);
    for (let k = 0; k < count; k++) {
      ratio[k] = 0;
      for (let i = 0; i < latent; i++) {
        const noise = draw();
        const logVariance = posterior[latent + i];
        const z = posterior[i] + Math.exp(0.5 * logVariance) * noise;
        codes[k * latent + i] = z;
        ratio[k] += 0.5 * (noise * noise + logVariance - z * z);
      }
    }
    const y = decodeBlock(space, parameters, count);
    for (let k = 0; k < count; k++) {
      const reconstruction = rowLogDensity(network, logVariances, y, k * outputs, table.targets, table.mask, row * heads.length);
      logWeights[from + k] = constant + reconstruction + ratio[k];
    }
  }
}

/** log of the mean of e^x, and Var(e^x) / mean(e^x)² (divided by K − 1; 0 for one). */
function logMeanExp(x: Float64Array): { value: number; relativeVariance: number } {
  const k = x.length;
  let largest = Number.NEGATIVE_INFINITY;
  for (const v of x) largest = Math.max(largest, v);
  let sum = 0;
  let squares = 0;
  for (const v of x) {
    const e = Math.exp(v - largest);
    sum += e;
    squares += e * e;
  }
  const mean = sum / k;
  const spread = k > 1 ? Math.max(0, squares - k * mean * mean) / (k - 1) : 0;
  return { value: largest + Math.log(mean), relativeVariance: spread / (mean * mean) };
}
