import type { ModelFile } from '../../shared/model/model-file.ts';
import type { VariationalPosterior } from '../../shared/model/variational.ts';

/** True when the d × d matrix has a Cholesky factor. */
function isPositiveDefinite(matrix: readonly (readonly number[])[]): boolean {
  const d = matrix.length;
  const factor = Array.from({ length: d }, () => new Float64Array(d));
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i][j];
      for (let l = 0; l < j; l++) sum -= factor[i][l] * factor[j][l];
      if (i === j && !(sum > 0)) return false;
      factor[i][j] = i === j ? Math.sqrt(sum) : sum / factor[j][j];
    }
  return true;
}

const isSymmetric = (matrix: readonly (readonly number[])[]): boolean =>
  matrix.every((row, i) =>
    row.every((value, j) => Math.abs(value - matrix[j][i]) <= 1e-9 * Math.sqrt(Math.abs(matrix[i][i] * matrix[j][j]))),
  );

/** What keeps a model that has the right fields from being a mixture, in words; null when it is one. */
export function modelFault({ columns, k, weights, means, covariances, noise, variational }: ModelFile): string | null {
  const d = columns.length;
  if (new Set(columns).size !== d) return 'a column is named twice';
  for (const [field, value] of Object.entries({ weights, means, covariances }))
    if (value.length !== k) return `${field} has ${value.length} entries for K = ${k}`;
  // The noise has a part of the mixing weight, which may be none.
  const total = weights.reduce((sum, weight) => sum + weight, noise?.weight ?? 0);
  if (noise && !(noise.weight >= 0)) return `the weight of the noise is ${noise.weight}`;
  if (noise?.perColumn && noise.perColumn.length !== d)
    return `noise.perColumn has ${noise.perColumn.length} values for ${d} columns`;
  const negative = weights.find((weight) => !(weight > 0));
  if (negative !== undefined) return `the weights must be positive, and one is ${negative}`;
  if (Math.abs(total - 1) > 1e-6)
    return `the weights${noise ? ', with that of the noise,' : ''} must sum to 1, and sum to ${total}`;
  const lame = means.findIndex((mean) => mean.length !== d);
  if (lame >= 0) return `means.${lame} has ${means[lame].length} values for ${d} columns`;
  for (const [component, matrix] of covariances.entries()) {
    if (matrix.length !== d || matrix.some((row) => row.length !== d)) return `covariances.${component} is not ${d} × ${d}`;
    if (!isSymmetric(matrix)) return `covariances.${component} is not symmetric`;
    if (!isPositiveDefinite(matrix)) return `covariances.${component} is not positive definite`;
  }
  return variational ? variationalFault(variational, k, d) : null;
}

/** What keeps a posterior from being one of K components. */
function variationalFault(posterior: VariationalPosterior, k: number, d: number): string | null {
  const { prior, structure, counts, concentration, rest, meanPrecision, degreesOfFreedom } = posterior;
  const sticks = prior.weights === 'process' ? k : 0;
  const lowest = structure === 'full' || structure === 'tied' ? d - 1 : 0;
  const fields: [string, readonly number[], number, number][] = [
    ['counts', counts, k, -Number.MIN_VALUE],
    ['concentration', concentration, k, 0],
    ['rest', rest, sticks, 0],
    ['meanPrecision', meanPrecision, k, 0],
    ['degreesOfFreedom', degreesOfFreedom, k, lowest],
  ];
  for (const [field, values, length, above] of fields) {
    if (values.length !== length) return `variational.${field} has ${values.length} entries for K = ${k}`;
    const low = values.findIndex((value) => !(value > above));
    if (low >= 0) return `variational.${field}.${low} is ${values[low]}`;
  }
  const wide = prior.covariance.length === d && prior.covariance.every((row) => row.length === d);
  return wide && prior.mean.length === d ? null : `the prior of the posterior is not one of ${d} columns`;
}
