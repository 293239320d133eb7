import type { GaussianMixture } from '../model/mixture.ts';

/** The first two moments of the Gaussians of a mixture together; matrices d × d, row-major, in the mixture's units. */
export interface MixtureMoments {
  readonly d: number;
  /** Mixing weights of the Gaussians, summing to 1 (without the noise). */
  readonly weights: Float64Array;
  readonly mean: Float64Array;
  /** Σ π_k Σ_k */
  readonly within: Float64Array;
  /** Σ π_k (m_k − m)(m_k − m)ᵀ */
  readonly between: Float64Array;
  /** within + between: the covariance of a row that the Gaussians generate. */
  readonly total: Float64Array;
}

/** By the law of total covariance. Noise, which has no covariance of its own, is left out and the weights are scaled to 1. */
export function mixtureMoments({ weights, means, covariances }: GaussianMixture): MixtureMoments {
  const d = means[0]?.length ?? 0;
  const sum = weights.reduce((a, b) => a + b, 0);
  const shares = Float64Array.from(weights, (weight) => (sum > 0 ? weight / sum : 1 / weights.length));
  const mean = new Float64Array(d);
  shares.forEach((share, k) => {
    for (let j = 0; j < d; j++) mean[j]! += share * means[k]![j]!;
  });
  const within = new Float64Array(d * d);
  const between = new Float64Array(d * d);
  shares.forEach((share, k) => {
    for (let i = 0; i < d; i++)
      for (let j = 0; j < d; j++) {
        within[i * d + j]! += share * covariances[k]![i]![j]!;
        between[i * d + j]! += share * (means[k]![i]! - mean[i]!) * (means[k]![j]! - mean[j]!);
      }
  });
  return { d, weights: shares, mean, within, between, total: within.map((value, at) => value + between[at]!) };
}

/** Each column's share of variance that lies between the means of the components: 0 = they coincide, 1 = nothing else. */
export function separationOfColumns(mixture: GaussianMixture): Float64Array {
  const { d, between, total } = mixtureMoments(mixture);
  return Float64Array.from({ length: d }, (_, j) => {
    const share = between[j * d + j]! / total[j * d + j]!;
    return Number.isFinite(share) ? share : 0;
  });
}

/** Indices of at most `count` columns, those that separate the components most, in the mixture's order; ties to the first. */
export function mostSeparating(mixture: GaussianMixture, count: number): readonly number[] {
  const separation = separationOfColumns(mixture);
  return Array.from(separation.keys())
    .sort((a, b) => separation[b]! - separation[a]! || a - b)
    .slice(0, count)
    .sort((a, b) => a - b);
}
