import { symmetricEigen } from '../../../../shared/geometry/eigen.ts';
import type { ColumnMoments, Rows } from '../../rows.ts';

/** Directions whose variance (columns at variance 1) is below this are rounding, not spread. */
const flat = 1e-10;

/**
 * Columns of mean 0 and variance 1: x_j → (x_j − mean_j) / sd_j. Rescaling a column changes nothing. Columns without
 * spread become 0.
 */
export function standardise(rows: Rows, { means, variances }: ColumnMoments): Rows {
  const { n, d } = rows;
  const data = new Float64Array(n * d);
  for (let j = 0; j < d; j++) {
    const scale = variances[j] > 0 ? 1 / Math.sqrt(variances[j]) : 0;
    for (let i = 0; i < n; i++) data[j * n + i] = (rows.data[j * n + i] - means[j]) * scale;
  }
  return { n, d, data };
}

/**
 * Rows of covariance I: z = Λ^(−1/2) V (x − mean) from standardised rows, V Λ Vᵀ their covariance; flat directions are
 * left out. Distances in z are Mahalanobis distances, the same in any units and any linear change of coordinates.
 */
export const sphere = (standardised: Rows): Rows => turn(standardised, (value) => 1 / Math.sqrt(value));

/**
 * Half way to the sphere, as mclust prepares rows for its hierarchical start ("SVD": singular values s of the rows scaled
 * to sample variance 1, columns divided by √s, s² = (n − 1) Λ). The same in any units.
 */
export const halfSphere = (standardised: Rows): Rows => {
  const { n } = standardised;
  const sample = Math.sqrt((n - 1) / n);
  return turn(standardised, (value) => sample / ((n - 1) * value) ** 0.25);
};

/** Principal components of standardised rows, each times a function of its variance; flat ones are left out. */
function turn(standardised: Rows, scaleOf: (variance: number) => number): Rows {
  const { n, d, data } = standardised;
  const covariance = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let r = 0; r < n; r++) sum += data[i * n + r] * data[j * n + r];
      covariance[i * d + j] = sum / n;
      covariance[j * d + i] = sum / n;
    }
  }
  const { values, vectors } = symmetricEigen(covariance, d);
  const kept = Array.from({ length: d }, (_, e) => e).filter((e) => values[e] > flat);
  const out = new Float64Array(n * kept.length);
  kept.forEach((e, column) => {
    const scale = scaleOf(values[e]);
    for (let j = 0; j < d; j++) {
      const factor = vectors[e * d + j] * scale;
      for (let r = 0; r < n; r++) out[column * n + r] += factor * data[j * n + r];
    }
  });
  return { n, d: kept.length, data: out };
}
