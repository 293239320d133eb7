import type { GaussianMixture } from '../model/mixture.ts';

/** A component that holds this share of the rows or more is drawn in full. */
const full = 0.02;
/** Components that were let go lie upon each other, and together must not be seen as one that is there. */
const faintest = 0.04;

/**
 * How strongly each component is drawn, 0.04 … 1: those that the rows of a Bayesian mixture leave fade out with the rows that are
 * expected in them. All 1 where the mixture has no posterior.
 */
export function presenceOf({ weights, variational }: GaussianMixture): readonly number[] {
  if (!variational) return weights.map(() => 1);
  const total = variational.counts.reduce((sum, count) => sum + count, 0);
  return variational.counts.map((count) => Math.min(1, Math.max(faintest, count / total / full)));
}
