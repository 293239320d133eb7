import type { Random } from '../../random/generator.ts';
import { type Rows, totalWeight } from '../../rows.ts';
import { type EmOptions, em } from '../em.ts';
import type { Family, Floor } from '../family/family.ts';
import { fromMoments } from '../from-moments.ts';
import type { Mixture } from '../mixture.ts';
import type { Parameters } from '../parameters.ts';
import { createPass } from '../pass/create.ts';
import { passOver } from '../pass/pass.ts';
import { createStatistics } from '../pass/statistics.ts';
import { drawIndex } from './draw-index.ts';

/** EM iterations after each new component. */
const settling: EmOptions = { tolerance: 0, gain: 0, maxIterations: 2 };

/** K components around random rows (of `complete`), each with a K-th of the volume of all rows' covariance. */
export function scattered(complete: Rows, k: number, whole: Mixture, random: Random): Mixture {
  const { n, d, data } = complete;
  const means = new Float64Array(k * d);
  const covariances = new Float64Array(k * d * d);
  const part = k ** (-2 / d);
  for (let c = 0; c < k; c++) {
    const row = random.below(n);
    for (let j = 0; j < d; j++) means[c * d + j] = data[j * n + row];
    for (let i = 0; i < d * d; i++) covariances[c * d * d + i] = part * whole.covariances[i];
  }
  return { ...whole, k, weights: new Float64Array(k).fill(1 / k), means, covariances };
}

/**
 * k-means++ on complete rows in the metric of the components' own covariances: from one component for all rows, each next one is put at a
 * row drawn with probability proportional to how far its log density lies below the highest one (for one component, its
 * squared Mahalanobis distance), with a quarter of the covariance of the component that the row was in; after each, two EM
 * iterations.
 */
export function* grown(
  rows: Rows,
  k: number,
  whole: Parameters,
  family: Family,
  floor: Floor,
  random: Random,
): Generator<unknown, Parameters> {
  const { n, d } = rows;
  const labels = new Int32Array(n);
  const logDensity = new Float64Array(n);
  let current = whole;
  for (let c = 1; c < k; c++) {
    const pass = createPass(rows, c, family.shape);
    yield* passOver(pass, n, current.components, createStatistics(c, d, family.shape), { labels, logDensity });
    let highest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < n; i++) if (logDensity[i] > highest) highest = logDensity[i];
    for (let i = 0; i < n; i++) logDensity[i] = Math.min(highest - logDensity[i], 1e300) * (rows.weights?.[i] ?? 1);
    const row = drawIndex(logDensity, random);
    const host = Math.max(0, labels[row] - 1);
    current = fromMoments(withOneMore(current, host, rows, row), totalWeight(rows), family, floor);
    const wider = createPass(rows, c + 1, family.shape, family.common);
    current = (yield* em(wider, n, family, floor, current, settling)).parameters;
  }
  return current;
}

function withOneMore(from: Parameters, host: number, { n, d, data }: Rows, row: number): Mixture {
  const { k } = from;
  const weights = new Float64Array(k + 1);
  const means = new Float64Array((k + 1) * d);
  const covariances = new Float64Array((k + 1) * d * d);
  weights.set(from.weights);
  means.set(from.means);
  covariances.set(from.covariances);
  weights[host] /= 2;
  weights[k] = weights[host];
  for (let j = 0; j < d; j++) means[k * d + j] = data[j * n + row];
  for (let i = 0; i < d * d; i++) covariances[k * d * d + i] = from.covariances[host * d * d + i] / 4;
  return { k: k + 1, d, weights, means, covariances, noise: from.noise };
}
