import { symmetricEigen } from '../../../../shared/geometry/eigen.ts';
import { cholesky, halfLogDeterminant } from '../../linear-algebra/cholesky.ts';
import type { Mixture } from '../mixture.ts';

/** Where the halves of a split component stand: this many standard deviations either side, along its longest axis. */
const apart = 0.8;

const covarianceOf = ({ d, covariances }: Mixture, c: number) => covariances.subarray(c * d * d, (c + 1) * d * d);

/**
 * The mixture with component c cut in two across its first principal axis (in units where every column's variance is 1),
 * such that the two parts have its weight, mean and covariance together. `share` is what the first part gets of the weight.
 */
export function splitComponent(mixture: Mixture, c: number, variances: Float64Array, share = 0.5): Mixture {
  const { k, d } = mixture;
  const sd = variances.map(Math.sqrt);
  const own = covarianceOf(mixture, c);
  const relative = own.map((value, i) => value / sd[Math.floor(i / d)] / sd[i % d]);
  const { values, vectors } = symmetricEigen(relative, d);
  const length = Math.sqrt(Math.max(values[d - 1], 0)) * apart;
  const step = Float64Array.from({ length: d }, (_, j) => length * vectors[(d - 1) * d + j] * sd[j]);
  const weights = new Float64Array(k + 1);
  const means = new Float64Array((k + 1) * d);
  const covariances = new Float64Array((k + 1) * d * d);
  weights.set(mixture.weights);
  means.set(mixture.means);
  covariances.set(mixture.covariances);
  weights[k] = weights[c] * (1 - share);
  weights[c] *= share;
  // Means at −step·√((1 − s)/s) and step·√(s/(1 − s)): between them the variance is step², whatever the share.
  const here = Math.sqrt((1 - share) / share);
  for (let i = 0; i < d; i++) {
    means[k * d + i] = means[c * d + i] - step[i] / here;
    means[c * d + i] += step[i] * here;
    for (let j = 0; j < d; j++) {
      const value = own[i * d + j] - step[i] * step[j];
      covariances[(c * d + i) * d + j] = value;
      covariances[(k * d + i) * d + j] = value;
    }
  }
  return { ...mixture, k: k + 1, weights, means, covariances };
}

/** The mixture with components a < b made one, of their weight, mean and covariance together. */
export function mergePair(mixture: Mixture, a: number, b: number): Mixture {
  const { k, d } = mixture;
  const kept = Array.from({ length: k }, (_, c) => c).filter((c) => c !== b);
  const weight = mixture.weights[a] + mixture.weights[b];
  const share = weight > 0 ? mixture.weights[b] / weight : 0.5;
  const weights = Float64Array.from(kept, (c) => (c === a ? weight : mixture.weights[c]));
  const means = new Float64Array((k - 1) * d);
  const covariances = new Float64Array((k - 1) * d * d);
  kept.forEach((c, place) => {
    means.set(mixture.means.subarray(c * d, (c + 1) * d), place * d);
    covariances.set(covarianceOf(mixture, c), place * d * d);
  });
  const mean = (c: number, j: number) => mixture.means[c * d + j];
  for (let i = 0; i < d; i++) {
    means[a * d + i] = mean(a, i) + share * (mean(b, i) - mean(a, i));
    for (let j = 0; j < d; j++) {
      const within = (1 - share) * covarianceOf(mixture, a)[i * d + j] + share * covarianceOf(mixture, b)[i * d + j];
      const between = share * (1 - share) * (mean(a, i) - mean(b, i)) * (mean(a, j) - mean(b, j));
      covariances[(a * d + i) * d + j] = within + between;
    }
  }
  return { ...mixture, k: k - 1, weights, means, covariances };
}

/** ½ log det of component c's covariance in units where every column's variance is 1; −∞ when it is singular. */
function halfLog(mixture: Mixture, c: number, variances: Float64Array): number {
  const { d } = mixture;
  const relative = covarianceOf(mixture, c).map((v, i) => v / Math.sqrt(variances[Math.floor(i / d)] * variances[i % d]));
  return cholesky(relative, d, relative) ? halfLogDeterminant(relative, d) : Number.NEGATIVE_INFINITY;
}

/**
 * Pairs of components by what merging them costs in classification log-likelihood a row (the entropy of the two
 * Gaussians and their weights against that of the one), the cheapest first.
 */
export function pairsByCost(
  mixture: Mixture,
  variances: Float64Array,
): { readonly a: number; readonly b: number; readonly cost: number }[] {
  const { k, weights } = mixture;
  const term = (m: Mixture, c: number) =>
    m.weights[c] > 0 ? m.weights[c] * (halfLog(m, c, variances) - Math.log(m.weights[c])) : 0;
  const own = Array.from({ length: k }, (_, c) => term(mixture, c));
  const pairs: { a: number; b: number; cost: number }[] = [];
  for (let b = 1; b < k; b++) {
    for (let a = 0; a < b; a++) {
      if (!(weights[a] + weights[b] > 0)) continue;
      const cost = term(mergePair(mixture, a, b), a) - own[a] - own[b];
      pairs.push({ a, b, cost: Number.isNaN(cost) ? Number.POSITIVE_INFINITY : cost });
    }
  }
  return pairs.sort((x, y) => x.cost - y.cost || x.b - y.b || x.a - y.a);
}

const widest = ({ k, weights }: Mixture): number =>
  Array.from({ length: k }, (_, c) => c).reduce((best, c) => (weights[c] > weights[best] ? c : best), 0);

/**
 * Mixtures of K components made from one of any number: every split of one with K − 1, so many of the cheapest merges of one
 * with K + 1.
 */
export function reshaped(seed: Mixture, k: number, variances: Float64Array, merges = 3): Mixture[] {
  let mixture = seed;
  while (mixture.k < k - 1) mixture = splitComponent(mixture, widest(mixture), variances);
  while (mixture.k > k + 1) {
    const [{ a, b }] = pairsByCost(mixture, variances);
    mixture = mergePair(mixture, a, b);
  }
  if (mixture.k === k) return [mixture];
  if (mixture.k < k) return Array.from({ length: mixture.k }, (_, c) => splitComponent(mixture, c, variances));
  return pairsByCost(mixture, variances)
    .slice(0, merges)
    .map(({ a, b }) => mergePair(mixture, a, b));
}

/** Splitting a merged pair again, in other parts, moves the border between the two. */
const partsAgain = [0.5, 0.15];

/**
 * Mixtures of as many components, in which a pair that is cheap to merge has been merged and another component split, or where
 * `again` the merged one itself.
 */
export function mergedAndSplit(mixture: Mixture, variances: Float64Array, pairs: number, again = false): Mixture[] {
  if (mixture.k < 3) return [];
  return pairsByCost(mixture, variances)
    .slice(0, pairs)
    .flatMap(({ a, b }) => {
      const merged = mergePair(mixture, a, b);
      const others = Array.from({ length: merged.k }, (_, c) => c).filter((c) => c !== a);
      const elsewhere = others.map((c) => splitComponent(merged, c, variances));
      return again ? [...elsewhere, ...partsAgain.map((share) => splitComponent(merged, a, variances, share))] : elsewhere;
    });
}
