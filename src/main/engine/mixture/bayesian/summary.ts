import { betaQuantile, studentReach } from '../../special-functions/beta.ts';
import type { Mixture } from '../mixture.ts';
import type { Model, Posterior, Structure } from './model.ts';

/** Credible intervals hold this share of the posterior, as much below as above them. */
export const credibleContent = 0.95;
/** A component is in use when more than this share of the rows is expected in it: what the prior alone gives does not count. */
export const effectiveShare = 0.01;

export interface Credible {
  readonly mean: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Components with Σ r above `effectiveShare` of all rows. */
export function effectiveComponents({ counts }: Pick<Posterior, 'counts'>): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count) => sum + (count > effectiveShare * total ? 1 : 0), 0);
}

/** First and second moments of the weights: of the Dirichlet's margins, or of products of sticks, made to sum to 1. */
function momentsOf({ prior }: Model, { concentration, rest }: Posterior): { mean: number; square: number }[] {
  if (prior.weights === 'distribution') {
    const total = concentration.reduce((sum, value) => sum + value, 0);
    return Array.from(concentration, (a) => ({ mean: a / total, square: (a * (a + 1)) / (total * (total + 1)) }));
  }
  let left = 1;
  let leftSquare = 1;
  const sticks = Array.from(concentration, (a, c) => {
    const b = rest[c];
    const whole = a + b;
    const own = { mean: (left * a) / whole, square: (leftSquare * a * (a + 1)) / (whole * (whole + 1)) };
    left *= b / whole;
    leftSquare *= (b * (b + 1)) / (whole * (whole + 1));
    return own;
  });
  const sum = sticks.reduce((total, { mean }) => total + mean, 0);
  return sticks.map(({ mean, square }) => ({ mean: mean / sum, square: square / sum / sum }));
}

/** E[π_k]; what a Dirichlet process keeps for components beyond the K is shared out, so that they sum to 1. */
export const expectedWeights = (model: Model, posterior: Posterior): Float64Array =>
  Float64Array.from(momentsOf(model, posterior), ({ mean }) => mean);

/**
 * E[π_k] with credible intervals: of the Dirichlet's margins Beta(α_k, Σα − α_k), exact; of a stick-breaking weight by the Beta
 * distribution with its mean and variance, which the first stick has exactly and the others nearly.
 */
export function weightIntervals(model: Model, posterior: Posterior): Credible {
  const tail = (1 - credibleContent) / 2;
  const moments = momentsOf(model, posterior);
  const quantile = (p: number) =>
    Float64Array.from(moments, ({ mean, square }) => {
      if (model.k === 1) return 1;
      const variance = square - mean * mean;
      const size = (mean * (1 - mean)) / variance - 1;
      return size > 0 && Number.isFinite(size) ? betaQuantile(p, mean * size, (1 - mean) * size) : mean;
    });
  return { mean: expectedWeights(model, posterior), lower: quantile(tail), upper: quantile(1 - tail) };
}

/** Of Student's t that a precision leaves when it is integrated out: degrees of freedom, and what its scale is divided by. */
export function studentOf(structure: Structure, degrees: number, d: number): { degrees: number; divisor: number } {
  if (structure === 'diagonal') return { degrees, divisor: degrees };
  if (structure === 'spherical') return { degrees: d * degrees, divisor: degrees };
  return { degrees: degrees - d + 1, divisor: degrees - d + 1 };
}

/**
 * K × d: the posterior means with credible intervals. μ_k is Student's t about m_k, with the squared scale Ψ_k / (β_k τ), τ as
 * studentOf has it.
 */
export function meanIntervals({ k, d, structure }: Model, posterior: Posterior): Credible {
  const reach = new Float64Array(k * d);
  for (let c = 0; c < k; c++) {
    const { degrees, divisor } = studentOf(structure, posterior.degrees[c], d);
    const far = studentReach(credibleContent, degrees);
    for (let j = 0; j < d; j++) {
      const variance = posterior.scales[(c * d + j) * d + j] / divisor / posterior.meanPrecision[c];
      reach[c * d + j] = far * Math.sqrt(variance);
    }
  }
  const mean = posterior.means;
  return { mean, lower: mean.map((m, i) => m - reach[i]), upper: mean.map((m, i) => m + reach[i]) };
}

/** The mixture at the expected parameters, E[π], E[μ] and E[Λ]⁻¹ = Ψ / ν: what is drawn, and what scikit-learn shows. */
export function expectedMixture(model: Model, posterior: Posterior): Mixture {
  const { k, d } = model;
  return {
    k,
    d,
    weights: expectedWeights(model, posterior),
    means: posterior.means.slice(),
    covariances: posterior.scales.map((value, i) => value / posterior.degrees[Math.floor(i / (d * d))]),
  };
}
