import { cholesky } from '../linear-algebra/cholesky.ts';
import type { Mixture } from '../mixture/mixture.ts';
import { createRandom, type Random } from '../random/generator.ts';
import type { Rows } from '../rows.ts';

/** A stream of standard normal deviates (Box & Muller 1958, both of each pair used). */
export function normals(random: Random): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
    const angle = 2 * Math.PI * random.next();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

/** The corners of a box along the axes, d numbers each. */
export interface Box {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface Simulated {
  readonly rows: Rows;
  /** The component that each row came from, 1…K; 0 = noise. */
  readonly labels: Int32Array;
}

const chunk = 16_384;

/**
 * n rows drawn from a mixture: a component by its weight, then m_k + L_k z with L_k L_kᵀ = Σ_k. Rows of a noise component
 * are uniform over `box` (needed only then). The same keys give the same rows. Yields the share done.
 */
export function* simulate(
  mixture: Mixture,
  n: number,
  box: Box | null,
  seed: number,
  ...keys: readonly (number | string)[]
): Generator<number, Simulated> {
  const { k, d, weights, means } = mixture;
  const random = createRandom(seed, 'simulate', ...keys);
  const normal = normals(random);
  const factors = Array.from({ length: k }, (_, c) => factorOf(mixture, c));
  const noise = box ? (mixture.noise?.weight ?? 0) : 0;
  const total = weights.reduce((sum, weight) => sum + weight, 0) + noise;
  const data = new Float64Array(n * d);
  const labels = new Int32Array(n);
  const z = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    if (i % chunk === chunk - 1) yield i / n;
    let left = random.next() * total - noise;
    if (left < 0 && box) {
      for (let j = 0; j < d; j++) data[j * n + i] = box.low[j] + (box.high[j] - box.low[j]) * random.next();
      continue;
    }
    let c = 0;
    while (c < k - 1 && left >= weights[c]) left -= weights[c++];
    labels[i] = c + 1;
    for (let j = 0; j < d; j++) z[j] = normal();
    for (let j = 0; j < d; j++) {
      let value = means[c * d + j];
      for (let m = 0; m <= j; m++) value += factors[c][j * d + m] * z[m];
      data[j * n + i] = value;
    }
  }
  return { rows: { n, d, data }, labels };
}

/** L of Σ = L Lᵀ, taken in units where the variances are 1, so that columns of very different size do no harm. */
function factorOf({ d, covariances }: Mixture, c: number): Float64Array {
  const from = c * d * d;
  const sd = Float64Array.from({ length: d }, (_, j) => Math.sqrt(covariances[from + j * d + j]));
  const factor = Float64Array.from({ length: d * d }, (_, at) => covariances[from + at] / sd[Math.floor(at / d)] / sd[at % d]);
  if (!cholesky(factor, d, factor)) throw new RangeError(`The covariance of component ${c + 1} is not positive definite.`);
  for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) factor[i * d + j] *= sd[i];
  return factor;
}
