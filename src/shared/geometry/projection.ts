import type { GaussianMixture } from '../model/mixture.ts';
import { symmetricEigen } from './eigen.ts';
import { type MixtureMoments, mixtureMoments } from './mixture-moments.ts';

/** One direction in the space of the columns: a row's place on it is Σ coefficient_j · (x_j − centre_j). */
export interface Direction {
  /** Of the kernel, from 0 (separates nothing). */
  readonly eigenvalue: number;
  /** The eigenvalue's share of the sum of all, 0…1. */
  readonly share: number;
  /** Share of the variance along the direction that lies between the means of the components, 0…1. */
  readonly between: number;
  /** d numbers, per unit of each column; along the direction the variance of the mixture is 1. */
  readonly coefficients: readonly number[];
  /** d numbers for columns in standard deviations, scaled to length 1: how much of which column. The largest is positive. */
  readonly loadings: readonly number[];
}

export interface Projection {
  readonly centre: readonly number[];
  /** By eigenvalue, largest first; behind those that separate, as many that do not as are needed for two axes. */
  readonly directions: readonly Direction[];
  /** How many of the directions separate the components. */
  readonly separating: number;
}

export interface ProjectionOptions {
  /** 1: by the means alone; 0.5: by means and covariances alike; 0: by covariances alone. */
  readonly lambda: number;
  /** Covariance of the rows (d × d, row-major) where another than the mixture's own is meant. */
  readonly total?: Float64Array;
}

/** Below it an eigenvalue (at most 2) is the rounding of 0; below the second, a direction has no variance. */
const nothing = 1e-8;
const flat = 1e-10;

/**
 * The directions that separate the components of a mixture best: eigenvectors w of the kernel
 * M = 2λ B Σ⁻¹ B + 2(1 − λ) Σ_k π_k (Σ_k − W) Σ⁻¹ (Σ_k − W) against Σ, with W the mean of the covariances, B the covariance
 * of the means and Σ = W + B, or the covariance given (Scrucca, Dimension reduction for model-based clustering,
 * Statistics and Computing 2010, and ADAC 2014; MclustDR of mclust). Directions have wᵀΣw = 1 and wᵢᵀΣwⱼ = 0; they do
 * not depend on the units of the columns. Columns that follow from others cost a direction, nothing else. Where fewer
 * than two directions separate, the next is the one in which the covariances differ most, or else, the columns spread
 * most. Null where a number of the mixture is not finite. O(K d³ + d³ · sweeps).
 */
export function separatingProjection(mixture: GaussianMixture, { lambda, total }: ProjectionOptions): Projection | null {
  const moments = mixtureMoments(mixture);
  const { d } = moments;
  const covariance = total ?? moments.total;
  if (d === 0 || !moments.mean.every(Number.isFinite) || !covariance.every(Number.isFinite)) return null;
  // A column that does not vary may still do so in its last digit.
  const size = (j: number) => mixture.means.reduce((largest, mean) => Math.max(largest, Math.abs(mean[j]!)), 0);
  const sd = Float64Array.from({ length: d }, (_, j) => {
    const own = Math.sqrt(Math.max(0, covariance[j * d + j]!));
    return own > 1e-12 * size(j) ? own : 1;
  });
  const { root, spreads, rank } = sphering(covariance, sd);
  const within = sphered(moments.within, root, rank, d);
  const between = sphered(moments.between, root, rank, d);
  const spread = spreadOfCovariances(mixture, moments, within, root, rank);
  const kernel = squared(between, rank).map((value, at) => 2 * lambda * value + 2 * (1 - lambda) * spread[at]!);

  const eigen = symmetricEigen(kernel, rank);
  const found: { eigenvalue: number; axis: Float64Array }[] = [];
  for (let i = rank - 1; i >= 0 && eigen.values[i]! > nothing; i--)
    found.push({ eigenvalue: eigen.values[i]!, axis: eigen.vectors.slice(i * rank, (i + 1) * rank) });
  const separating = found.length;
  while (found.length < Math.min(2, rank)) {
    const taken = found.map(({ axis }) => axis);
    const next = leading(spread, taken, rank) ?? leading(spreads, taken, rank);
    if (!next) break;
    found.push({ eigenvalue: 0, axis: next });
  }
  const sum = found.reduce((all, { eigenvalue }) => all + eigenvalue, 0);
  return {
    centre: [...moments.mean],
    separating,
    directions: found.map(({ eigenvalue, axis }) => {
      const loadings = signed(Array.from({ length: d }, (_, j) => sd[j]! * dotColumn(root, axis, j, d)));
      const length = Math.hypot(...loadings);
      const norm = Math.hypot(...axis);
      return {
        eigenvalue,
        share: sum > 0 ? eigenvalue / sum : 0,
        between: Math.min(1, Math.max(0, quadratic(between, axis, rank))),
        coefficients: loadings.map((value, j) => value / (sd[j]! * norm)),
        loadings: loadings.map((value) => value / length),
      };
    }),
  };
}

/** Rows of `root` (rank × d): r_i with r_iᵀ Σ r_j = [i = j]. `spreads`: rank × rank, the variances of the principal axes. */
function sphering(covariance: Float64Array, sd: Float64Array) {
  const d = sd.length;
  const correlation = covariance.map((value, at) => value / (sd[Math.floor(at / d)]! * sd[at % d]!));
  const { values, vectors } = symmetricEigen(correlation, d);
  const kept = Array.from(values.keys()).filter((i) => values[i]! > flat * values[d - 1]!);
  const rank = kept.length;
  const root = new Float64Array(rank * d);
  const spreads = new Float64Array(rank * rank);
  kept.forEach((from, to) => {
    spreads[to * rank + to] = values[from]!;
    for (let j = 0; j < d; j++) root[to * d + j] = vectors[from * d + j]! / (Math.sqrt(values[from]!) * sd[j]!);
  });
  return { root, spreads, rank };
}

/** root · matrix · rootᵀ */
function sphered(matrix: Float64Array, root: Float64Array, rank: number, d: number): Float64Array {
  const half = new Float64Array(rank * d);
  for (let i = 0; i < rank; i++)
    for (let l = 0; l < d; l++) {
      const weight = root[i * d + l]!;
      for (let j = 0; j < d; j++) half[i * d + j]! += weight * matrix[l * d + j]!;
    }
  const out = new Float64Array(rank * rank);
  for (let i = 0; i < rank; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let l = 0; l < d; l++) sum += half[i * d + l]! * root[j * d + l]!;
      out[i * rank + j] = sum;
      out[j * rank + i] = sum;
    }
  return out;
}

/** Σ π_k C_k², C_k = the sphered difference of a covariance and their mean. */
function spreadOfCovariances(
  { covariances }: GaussianMixture,
  { d, weights }: MixtureMoments,
  within: Float64Array,
  root: Float64Array,
  rank: number,
): Float64Array {
  const out = new Float64Array(rank * rank);
  covariances.forEach((covariance, k) => {
    const own = sphered(Float64Array.from(covariance.flat()), root, rank, d);
    const square = squared(
      own.map((value, at) => value - within[at]!),
      rank,
    );
    for (let at = 0; at < out.length; at++) out[at]! += weights[k]! * square[at]!;
  });
  return out;
}

function squared(matrix: Float64Array, d: number): Float64Array {
  const out = new Float64Array(d * d);
  for (let i = 0; i < d; i++)
    for (let l = 0; l < d; l++) for (let j = 0; j < d; j++) out[i * d + j]! += matrix[i * d + l]! * matrix[l * d + j]!;
  return out;
}

/** The leading eigenvector of a symmetric matrix within the complement of unit vectors; null where nothing is left there. */
function leading(matrix: Float64Array, taken: readonly Float64Array[], d: number): Float64Array | null {
  const off = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    off[i * d + i] = 1;
    for (let j = 0; j < d; j++) for (const one of taken) off[i * d + j]! -= one[i]! * one[j]!;
  }
  const { values, vectors } = symmetricEigen(sphered(matrix, off, d, d), d);
  return values[d - 1]! > nothing ? vectors.slice((d - 1) * d) : null;
}

function quadratic(matrix: Float64Array, vector: Float64Array, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) sum += vector[i]! * matrix[i * d + j]! * vector[j]!;
  return sum;
}

function dotColumn(root: Float64Array, axis: Float64Array, column: number, d: number): number {
  let sum = 0;
  for (let i = 0; i < axis.length; i++) sum += axis[i]! * root[i * d + column]!;
  return sum;
}

/** The same direction with its largest entry positive. */
function signed(values: readonly number[]): number[] {
  const largest = values.reduce((a, b) => (Math.abs(b) > Math.abs(a) + 1e-12 ? b : a), 0);
  return values.map((value) => (largest < 0 ? -value : value));
}
