import type { GaussianMixture } from '../model/mixture.ts';
import type { Range } from './nice.ts';
import { predictiveOf, studentDensity } from './student.ts';

/** The density of N(mean, variance) at x, per unit of x. */
export function normalDensity(x: number, mean: number, variance: number): number {
  const away = x - mean;
  return Math.exp((-away * away) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
}

/** What a mixture says of one column: its marginal, a mixture of one-dimensional Gaussians, or of Student's t. */
export interface Marginal {
  /** A noise component as this column sees it: its weight, its density per unit, and from where to where. */
  readonly noise?: { readonly weight: number; readonly density: number; readonly range: Range } | null;
  readonly weights: readonly number[];
  readonly means: readonly number[];
  /** Of Student's t: its squared scales. */
  readonly variances: readonly number[];
  /** Degrees of freedom where the components are Student's t; absent: they are Gaussians. */
  readonly degrees?: readonly number[];
}

/**
 * The marginal of column `column` (index into the mixture's d columns): means and the diagonal of each covariance; of a mixture
 * with a posterior the predictive density, a mixture of Student's t. Noise has one where its volume is a box along the axes,
 * as wide as `range`, the column's over the rows used; where it is not, noise is left out.
 */
export function marginalOf(mixture: GaussianMixture, column: number, range: Range | null = null): Marginal {
  const students = mixture.means.map((_, c) => predictiveOf(mixture, c, column));
  const predictive = students.every((one) => one !== null);
  return {
    weights: mixture.weights,
    means: mixture.means.map((mean) => mean[column]!),
    variances: mixture.covariances.map((covariance, c) => students[c]?.scale ?? covariance[column]![column]!),
    ...(predictive && { degrees: students.map((one) => one.degrees) }),
    ...(range &&
      mixture.noise?.perColumn && {
        noise: { weight: mixture.noise.weight, density: Math.exp(mixture.noise.perColumn[column]!), range },
      }),
  };
}

export interface Curves {
  readonly x: Float64Array;
  /** Densities per unit of x, at each x: their weighted sum with the noise, and each component times its weight. */
  readonly total: Float64Array;
  readonly components: readonly Float64Array[];
  /** The noise times its weight; null or absent: there is none, or it is left out. */
  readonly noise?: Float64Array | null;
}

/**
 * The marginal density over [from, to]. The grid is even, and finer within five standard deviations of each mean, so
 * that a narrow component is drawn as high as it is.
 */
export function densityCurves(marginal: Marginal, [from, to]: Range, points = 160): Curves {
  const x = grid(marginal, from, to, points);
  const components = marginal.weights.map((weight, k) => x.map((at) => weight * densityOf(marginal, k, at)));
  const noise = marginal.noise ? uniform(x, marginal.noise) : null;
  const total = x.map((_, i) => components.reduce((sum, curve) => sum + curve[i]!, noise?.[i] ?? 0));
  return { x, total, components, noise };
}

function densityOf({ means, variances, degrees }: Marginal, k: number, x: number): number {
  const own = degrees?.[k];
  return own === undefined ? normalDensity(x, means[k]!, variances[k]!) : studentDensity(x, means[k]!, variances[k]!, own);
}

const uniform = (x: Float64Array, { weight, density, range: [from, to] }: NonNullable<Marginal['noise']>): Float64Array =>
  x.map((at) => (at >= from && at <= to ? weight * density : 0));

function grid({ means, variances, noise }: Marginal, from: number, to: number, points: number): Float64Array {
  const at: number[] = [];
  for (let i = 0; i < points; i++) at.push(from + ((to - from) * i) / (points - 1));
  for (let k = 0; k < means.length; k++) {
    const sd = Math.sqrt(variances[k]!);
    for (let step = -25; step <= 25; step++) {
      const x = means[k]! + (step / 5) * sd;
      if (x > from && x < to) at.push(x);
    }
  }
  // Beside each end, so that the steps are steep.
  if (noise) {
    const beside = (to - from) * 1e-6;
    const [low, high] = noise.range;
    at.push(...[low - beside, low, high, high + beside].filter((x) => x >= from && x <= to));
  }
  return Float64Array.from(new Set(at)).sort();
}
