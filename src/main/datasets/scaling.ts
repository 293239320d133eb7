import type { Scaling } from '../../shared/model/mixture.ts';
import type { Mixture } from '../engine/mixture/mixture.ts';
import { deviation, moments } from './moments.ts';

/** x_scaled = (x − center) / scale. */
export interface Standard {
  readonly center: number;
  readonly scale: number;
}

/** Interquartile range of a standard Gaussian: IQR / 1.349 estimates its standard deviation. */
const gaussianIqr = 1.349;

/**
 * none: 0 and 1. standard: mean and population standard deviation (divided by n). robust: median and IQR / 1.349, with
 * quantiles interpolated linearly between order statistics (R's type 7). All values must be finite. Weights (one a value,
 * above 0) count in mean and standard deviation as so many rows; quantiles do not know them.
 */
export function standardOf(values: Float64Array, scaling: Scaling, weights: Float64Array | null = null): Standard {
  if (scaling === 'none') return { center: 0, scale: 1 };
  if (scaling === 'standard') {
    const m = moments(values);
    if (weights) return weighted(values, weights, m.scale);
    return { center: m.mean, scale: deviation(m, m.count) };
  }
  const sorted = new Float64Array(values).sort();
  return { center: quantile(sorted, 0.5), scale: (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / gaussianIqr };
}

function weighted(values: Float64Array, weights: Float64Array, unit: number): Standard {
  let total = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    total += weights[i];
    sum += weights[i] * (values[i] / unit - values[0] / unit);
  }
  const mean = values[0] / unit + sum / total;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += weights[i] * (values[i] / unit - mean) ** 2;
  return { center: mean * unit, scale: Math.sqrt(squares / total) * unit };
}

/** Of sorted values; linear between order statistics at (n − 1)·p. */
export function quantile(sorted: Float64Array, p: number): number {
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  const share = at - below;
  return sorted[below] * (1 - share) + sorted[above] * share;
}

type Units = { readonly center: Float64Array; readonly scale: Float64Array };

/** A mixture of scaled rows in the units of the data: m_j·s_j + c_j, Σ_jl·s_j·s_l, and a noise density times Π 1/s_j. */
export function toOriginalUnits(mixture: Mixture, { center, scale }: Units): Mixture {
  return transform(
    mixture,
    (mean, j) => mean * scale[j] + center[j],
    (covariance, j, l) => covariance * scale[j] * scale[l],
    (logDensity, j) => logDensity - Math.log(scale[j]),
  );
}

/** The inverse of toOriginalUnits. */
export function toScaledUnits(mixture: Mixture, { center, scale }: Units): Mixture {
  return transform(
    mixture,
    (mean, j) => (mean - center[j]) / scale[j],
    (covariance, j, l) => covariance / scale[j] / scale[l],
    (logDensity, j) => logDensity + Math.log(scale[j]),
  );
}

function transform(
  { k, d, weights, means, covariances, noise }: Mixture,
  mean: (value: number, j: number) => number,
  covariance: (value: number, j: number, l: number) => number,
  logDensity: (value: number, j: number) => number,
): Mixture {
  return {
    k,
    d,
    weights: weights.slice(),
    means: means.map((value, i) => mean(value, i % d)),
    covariances: covariances.map((value, i) => covariance(value, Math.floor(i / d) % d, i % d)),
    ...(noise && {
      noise: {
        weight: noise.weight,
        logDensity: means.subarray(0, d).reduce((sum, _, j) => logDensity(sum, j), noise.logDensity),
        perColumn: noise.perColumn?.map(logDensity) ?? null,
      },
    }),
  };
}
