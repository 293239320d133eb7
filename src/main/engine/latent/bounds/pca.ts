import { symmetricEigen } from '../../../../shared/geometry/eigen.ts';

/** Probabilistic PCA with q dimensions: x = mean + W·z + noise, W Wᵀ + σ²I kept as its q leading axes. */
export interface ProbabilisticPca {
  readonly d: number;
  readonly mean: Float64Array;
  /** The q largest eigenvalues of the covariance, descending; those not above `noise` do not occur. */
  readonly values: Float64Array;
  /** q × d, unit vectors. */
  readonly axes: Float64Array;
  /** σ²: the mean of the other eigenvalues. */
  readonly noise: number;
}

/** No variance is taken to be smaller: otherwise columns that depend on one another have no finite likelihood. */
const floor = 1e-6;

/**
 * The maximum-likelihood solution (Tipping & Bishop 1999, section 3.2) for the given rows of an n × d row-major table:
 * σ² is the mean of the d − q smallest eigenvalues of the covariance (divided by n). At most d − 1 dimensions are used.
 */
export function fitPca(
  data: Float32Array | Float64Array,
  d: number,
  rows: ArrayLike<number>,
  dimensions: number,
): ProbabilisticPca {
  const n = rows.length;
  const q = Math.min(dimensions, d - 1);
  const mean = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) mean[j] += data[rows[i] * d + j] / n;
  const covariance = new Float64Array(d * d);
  const c = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) c[j] = data[rows[i] * d + j] - mean[j];
    for (let j = 0; j < d; j++) for (let l = 0; l <= j; l++) covariance[j * d + l] += (c[j] * c[l]) / n;
  }
  for (let j = 0; j < d; j++) for (let l = 0; l < j; l++) covariance[l * d + j] = covariance[j * d + l];
  const { values, vectors } = symmetricEigen(covariance, d);
  const noise = Math.max(floor, values.subarray(0, d - q).reduce((sum, value) => sum + value, 0) / (d - q));
  const leading = new Float64Array(q);
  const axes = new Float64Array(q * d);
  for (let k = 0; k < q; k++) {
    leading[k] = Math.max(noise, values[d - 1 - k]);
    axes.set(vectors.subarray((d - 1 - k) * d, (d - k) * d), k * d);
  }
  return { d, mean, values: leading, axes, noise };
}

/** log N(x; mean, W Wᵀ + σ²I) of each of the given rows, nats. */
export function pcaLogDensity(pca: ProbabilisticPca, data: Float32Array | Float64Array, rows: ArrayLike<number>): Float64Array {
  const { d, mean, values, axes, noise } = pca;
  const q = values.length;
  let constant = d * Math.log(2 * Math.PI) + (d - q) * Math.log(noise);
  for (let k = 0; k < q; k++) constant += Math.log(values[k]);
  const c = new Float64Array(d);
  return Float64Array.from(rows, (row) => {
    let rest = 0;
    let quadratic = 0;
    for (let j = 0; j < d; j++) {
      c[j] = data[row * d + j] - mean[j];
      rest += c[j] * c[j];
    }
    for (let k = 0; k < q; k++) {
      let along = 0;
      for (let j = 0; j < d; j++) along += axes[k * d + j] * c[j];
      rest -= along * along;
      quadratic += (along * along) / values[k];
    }
    return -0.5 * (constant + quadratic + Math.max(0, rest) / noise);
  });
}
