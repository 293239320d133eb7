import type { Backend, Batch } from '../../../../../src/main/engine/latent/network/backend.ts';
import { initialParameters } from '../../../../../src/main/engine/latent/network/initialise.ts';
import type { Network } from '../../../../../src/main/engine/latent/network/network.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import { fillNormal } from '../../../../../src/main/engine/random/normal.ts';

/** A batch of the first rows of a table, last row first. */
export function batchOf(n: number, latent: number, seed = 9): Batch {
  const noise = new Float32Array(n * latent);
  fillNormal(noise, createRandom(seed, 'noise'));
  return { rows: Int32Array.from({ length: n }, (_, i) => n - 1 - i), noise };
}

/** Parameters away from where training begins, so that no bias sits at zero. */
export function unsettled(network: Network, seed = 3): Float32Array {
  const parameters = initialParameters(network, new Float32Array(network.outputs).fill(0.1), 0.6, seed);
  const random = createRandom(seed, 'unsettled');
  return parameters.map((p) => p + 0.2 * (random.next() - 0.5));
}

export interface Differences {
  /** Relative, of both sums. */
  readonly sums: number;
  /** The largest, relative to the gradient's largest entry. */
  readonly gradient: number;
  /** Relative, of its length. */
  readonly norm: number;
}

/** How far one backend is from another in what it tells of a batch. */
export function differences(one: Backend, other: Backend, batch: Batch, klWeight = 0.7): Differences {
  const length = other.parameters().length;
  const [a, b] = [new Float64Array(length), new Float64Array(length)];
  const [x, y] = [one.gradient(batch, klWeight, a), other.gradient(batch, klWeight, b)];
  const relative = (p: number, q: number) => Math.abs(p - q) / Math.max(1, Math.abs(q));
  const scale = b.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
  return {
    sums: Math.max(relative(x.reconstruction, y.reconstruction), relative(x.kl, y.kl)),
    gradient: a.reduce((most, g, i) => Math.max(most, Math.abs(g - b[i])), 0) / scale,
    norm: Math.abs(x.gradientNorm / y.gradientNorm - 1),
  };
}
