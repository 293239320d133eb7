import type { Floor } from './family/family.ts';
import type { Mixture } from './mixture.ts';

/** Means this many standard deviations apart, and covariances that differ by this part of them, are the same. */
const same = 1e-3;

/**
 * The first two components that are one and the same, or null. EM stands still where components coincide, though it is no
 * maximum: such a fit is one of fewer components. Measured in the columns' own standard deviations.
 */
export function coinciding(mixture: Mixture, floor: Floor): readonly [number, number] | null {
  for (let b = 1; b < mixture.k; b++) for (let a = 0; a < b; a++) if (areSame(mixture, a, b, floor)) return [a, b];
  return null;
}

function areSame({ d, means, covariances }: Mixture, a: number, b: number, { variances }: Floor): boolean {
  for (let i = 0; i < d; i++) {
    const own = covariances[(a * d + i) * d + i];
    if (Math.abs(means[a * d + i] - means[b * d + i]) > same * Math.sqrt(Math.min(own, variances[i]))) return false;
    for (let j = 0; j <= i; j++) {
      const scale = Math.sqrt(own) * Math.sqrt(covariances[(a * d + j) * d + j]);
      if (Math.abs(covariances[(a * d + i) * d + j] - covariances[(b * d + i) * d + j]) > same * scale) return false;
    }
  }
  return true;
}
