import type { GaussianMixture } from '../model/mixture.ts';
import type { VariationalPosterior } from '../model/variational.ts';
import { digamma } from './special.ts';

/** E[log π_k] under the posterior, nats. */
function expectedLogWeights({ prior, concentration, rest }: VariationalPosterior): number[] {
  if (prior.weights === 'distribution') {
    const total = digamma(concentration.reduce((sum, value) => sum + value, 0));
    return concentration.map((value) => digamma(value) - total);
  }
  let left = 0;
  return concentration.map((a, c) => {
    const whole = digamma(a + rest[c]!);
    const own = digamma(a) - whole + left;
    left += digamma(rest[c]!) - whole;
    return own;
  });
}

/** ½ (E log |Λ| + log |Σ|), Σ = E[Λ]⁻¹: what not knowing the precision takes from a Gaussian's log density. */
function halfLogDetLoss(structure: VariationalPosterior['structure'], nu: number, d: number): number {
  if (structure === 'diagonal') return (d / 2) * (digamma(nu / 2) + Math.log(2 / nu));
  if (structure === 'spherical') return (d / 2) * (digamma((d * nu) / 2) + Math.log(2 / (d * nu)));
  let sum = 0;
  for (let i = 0; i < d; i++) sum += digamma((nu - i) / 2);
  return 0.5 * (sum + d * Math.log(2 / nu));
}

/**
 * The mixture whose responsibilities are the posterior's own q(z): its weights, which do not sum to 1, are
 * exp(E log π_k + ½ (E log |Λ_k| + log |Σ_k|) − ½ d / β_k) (Bishop 2006, 10.46). One without a posterior is given back as it is.
 */
export function assignmentMixture(mixture: GaussianMixture): GaussianMixture {
  const { variational: posterior, means } = mixture;
  if (!posterior) return mixture;
  const d = means[0]?.length ?? 0;
  const { structure, degreesOfFreedom, meanPrecision } = posterior;
  const logs = expectedLogWeights(posterior).map(
    (log, c) => log + halfLogDetLoss(structure, degreesOfFreedom[c]!, d) - d / (2 * meanPrecision[c]!),
  );
  // Only their ratios matter, and the smallest of them must not vanish beside the largest.
  const largest = Math.max(...logs);
  return { ...mixture, weights: logs.map((log) => Math.exp(log - largest)) };
}
