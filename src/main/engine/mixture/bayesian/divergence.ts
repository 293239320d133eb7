import { logBeta } from '../../special-functions/beta.ts';
import { digamma, logGamma, logMultivariateGamma } from '../../special-functions/gamma.ts';
import { type Factor, logDetGain, scaleFactor } from './expected.ts';
import type { Model, Posterior, Prior, Structure } from './model.ts';

/** What q(π) and q(μ, Λ) cost: Kullback–Leibler divergences from the prior, nats, each ≥ 0. */
export interface Divergences {
  readonly weights: number;
  /** Of means given precisions, and of precisions. */
  readonly means: number;
  readonly precisions: number;
}

/** KL(Dir(α) ‖ Dir(α₀)), or Σ KL(Beta(a_k, b_k) ‖ Beta(1, α₀)). */
function ofWeights({ weights, concentration: prior }: Prior, { concentration, rest }: Posterior): number {
  let sum = 0;
  if (weights === 'distribution') {
    const k = concentration.length;
    const total = concentration.reduce((s, value) => s + value, 0);
    const all = digamma(total);
    sum = logGamma(total) - logGamma(k * prior) + k * logGamma(prior);
    for (const value of concentration) sum += (value - prior) * (digamma(value) - all) - logGamma(value);
    return sum;
  }
  concentration.forEach((a, c) => {
    const b = rest[c];
    const all = digamma(a + b);
    // log B(1, α₀) = −log α₀.
    sum += (a - 1) * (digamma(a) - all) + (b - prior) * (digamma(b) - all) - Math.log(prior) - logBeta(a, b);
  });
  return sum;
}

/** E_Λ KL(N(m, (β Λ)⁻¹) ‖ N(m₀, (β₀ Λ)⁻¹)) = ½ (d (β₀/β − 1 − log β₀/β) + β₀ (m − m₀)ᵀ E[Λ] (m − m₀)). */
function ofMean({ meanPrecision: prior, mean }: Prior, posterior: Posterior, { inverse }: Factor, c: number): number {
  const d = mean.length;
  const ratio = prior / posterior.meanPrecision[c];
  let squares = 0;
  for (let i = 0; i < d; i++) {
    let z = 0;
    for (let j = 0; j <= i; j++) z += inverse[i * d + j] * (posterior.means[c * d + j] - mean[j]);
    squares += z * z;
  }
  return 0.5 * (d * (ratio - 1 - Math.log(ratio)) + prior * posterior.degrees[c] * squares);
}

/** log of what e^{½ ν log|Λ| − ½ tr(ΨΛ)} integrates to over the structure's precisions, without Ψ: log Γ_d(ν/2) + ½ ν d log 2 of a Wishart. */
export function logNormaliser(structure: Structure, degrees: number, d: number): number {
  if (structure === 'diagonal') return d * (logGamma(degrees / 2) + 0.5 * degrees * Math.LN2);
  const shape = (d * degrees) / 2;
  if (structure === 'spherical') return logGamma(shape) + shape * Math.log(2 / d);
  return logMultivariateGamma(degrees / 2, d) + 0.5 * degrees * d * Math.LN2;
}

/**
 * KL of a Wishart, or of the gamma distributions along the axes, from the prior of `share` components:
 * ½ (ν − ν₀) E log|Λ| + ½ ν (log|Ψ| + tr(Ψ₀ Ψ⁻¹) − d) − ½ ν₀ log|Ψ₀| − A(ν) + A(ν₀) with A the normaliser above.
 */
function ofPrecision(model: Model, degrees: number, { inverse, logDet }: Factor, before: Factor, share: number): number {
  const { d, structure, prior } = model;
  const old = share * prior.degrees;
  const oldLogDet = before.logDet + d * Math.log(share);
  let trace = 0;
  for (let i = 0; i < d; i++) {
    for (let a = 0; a <= i; a++) {
      for (let b = 0; b <= i; b++) trace += inverse[i * d + a] * prior.scale[a * d + b] * inverse[i * d + b];
    }
  }
  const expected = logDetGain(structure, degrees, d) - logDet;
  return (
    0.5 * (degrees - old) * expected +
    0.5 * degrees * (logDet + share * trace - d) -
    0.5 * old * oldLogDet -
    logNormaliser(structure, degrees, d) +
    logNormaliser(structure, old, d)
  );
}

/** `prior.scale` must be diagonal along the axes, and a multiple of the identity for spheres (default-prior.ts sees to it). */
export function divergences(model: Model, posterior: Posterior, factors: readonly Factor[]): Divergences {
  const { k, d, structure, prior } = model;
  const before = scaleFactor(prior.scale, 0, d);
  let means = 0;
  let precisions = 0;
  for (let c = 0; c < k; c++) {
    means += ofMean(prior, posterior, factors[c], c);
    if (structure !== 'tied') precisions += ofPrecision(model, posterior.degrees[c], factors[c], before, 1);
  }
  if (structure === 'tied') precisions = ofPrecision(model, posterior.degrees[0], factors[0], before, k);
  return { weights: ofWeights(prior, posterior), means, precisions };
}
