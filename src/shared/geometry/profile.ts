import type { GaussianMixture } from '../model/mixture.ts';
import { densityCurves, type Marginal } from './density.ts';
import type { Range } from './nice.ts';

/** A cluster against the rest in one column, by what was fitted. */
export interface Contrast {
  readonly mean: number;
  readonly sd: number;
  readonly restMean: number;
  /** (mean − mean of the rest) / standard deviation of the column over the whole mixture. */
  readonly difference: number;
  /** Probability that a value of the cluster is above one of the rest: P(X > Y). */
  readonly higher: number;
  /** ∫ min(f, g): 1 = the cluster looks like the rest, 0 = apart. */
  readonly overlap: number;
}

/** The marginal of one column of some components (from 0), its weights made to sum to 1; null where they have no weight. */
export function marginalOfCluster(mixture: GaussianMixture, components: readonly number[], column: number): Marginal | null {
  const whole = components.reduce((sum, c) => sum + mixture.weights[c]!, 0);
  if (!(whole > 0)) return null;
  return {
    weights: components.map((c) => mixture.weights[c]! / whole),
    means: components.map((c) => mixture.means[c]![column]!),
    variances: components.map((c) => mixture.covariances[c]![column]![column]!),
  };
}

export const restOf = (mixture: GaussianMixture, components: readonly number[]): number[] =>
  mixture.weights.map((_, c) => c).filter((c) => !components.includes(c));

/** Mean and variance of a mixture in one column: Σ w m, Σ w (s² + (m − mean)²). */
export function momentsOf({ weights, means, variances }: Marginal): { readonly mean: number; readonly variance: number } {
  const mean = weights.reduce((sum, w, c) => sum + w * means[c]!, 0);
  const variance = weights.reduce((sum, w, c) => sum + w * (variances[c]! + (means[c]! - mean) ** 2), 0);
  return { mean, variance };
}

/**
 * How a cluster differs from all other clusters in each column, by the fitted mixture (a noise component is left out):
 * P(X > Y) = Σ w_a w_b Φ((m_a − m_b) / √(s_a² + s_b²)) over components a of the cluster and b of the rest (McGraw & Wong
 * 1992); the overlap by the trapezoid rule. Null where there is no rest.
 */
export function contrasts(mixture: GaussianMixture, components: readonly number[]): readonly Contrast[] | null {
  const rest = restOf(mixture, components);
  const all = mixture.weights.map((_, c) => c);
  const d = mixture.means[0]?.length ?? 0;
  const found: Contrast[] = [];
  for (let column = 0; column < d; column++) {
    const own = marginalOfCluster(mixture, components, column);
    const others = marginalOfCluster(mixture, rest, column);
    const whole = marginalOfCluster(mixture, all, column);
    if (!own || !others || !whole) return null;
    const { mean, variance } = momentsOf(own);
    const restMean = momentsOf(others).mean;
    found.push({
      mean,
      sd: Math.sqrt(variance),
      restMean,
      difference: (mean - restMean) / Math.sqrt(momentsOf(whole).variance),
      higher: probabilityHigher(own, others),
      overlap: overlapOf(own, others),
    });
  }
  return found;
}

function probabilityHigher(of: Marginal, against: Marginal): number {
  let sum = 0;
  of.weights.forEach((weight, a) => {
    against.weights.forEach((other, b) => {
      const away = of.means[a]! - against.means[b]!;
      sum += weight * other * normalProbability(away / Math.sqrt(of.variances[a]! + against.variances[b]!));
    });
  });
  return Math.min(1, Math.max(0, sum));
}

/** From six standard deviations below the lowest mean to six above the highest. */
export function spanOf(marginals: readonly Marginal[]): Range {
  let [low, high] = [Infinity, -Infinity];
  for (const { means, variances } of marginals)
    means.forEach((mean, c) => {
      const reach = 6 * Math.sqrt(variances[c]!);
      low = Math.min(low, mean - reach);
      high = Math.max(high, mean + reach);
    });
  return [low, high];
}

function overlapOf(own: Marginal, others: Marginal): number {
  const both: Marginal = {
    weights: [...own.weights, ...others.weights],
    means: [...own.means, ...others.means],
    variances: [...own.variances, ...others.variances],
  };
  const { x, components } = densityCurves(both, spanOf([both]), 600);
  const count = own.weights.length;
  const lower = x.map((_, i) => {
    let [f, g] = [0, 0];
    components.forEach((curve, c) => {
      if (c < count) f += curve[i]!;
      else g += curve[i]!;
    });
    return Math.min(f, g);
  });
  let area = 0;
  for (let i = 1; i < x.length; i++) area += ((x[i]! - x[i - 1]!) * (lower[i]! + lower[i - 1]!)) / 2;
  return Math.min(1, area);
}

/** Φ(z) by the rational Chebyshev fit of erfc in Numerical Recipes (2nd ed., 6.2): relative error below 1.2e-7. */
export function normalProbability(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  const fit = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277]; // biome-ignore format: coefficients
  let sum = 0;
  for (let i = fit.length - 1; i >= 0; i--) sum = sum * t + fit[i]!;
  const tail = 0.5 * t * Math.exp(-x * x + sum);
  return z >= 0 ? 1 - tail : tail;
}
