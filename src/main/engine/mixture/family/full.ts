import { cholesky, halfLogDeterminant, invertLower } from '../../linear-algebra/cholesky.ts';
import { symmetricEigen } from '../../linear-algebra/eigen.ts';
import type { Parameters } from '../parameters.ts';
import type { Floor } from './family.ts';

/**
 * Sets the full covariance of one component to scatter / count (lower triangle read), held above the floor.
 * In units where every column's variance is 1 the constraint reads "no eigenvalue below floor.share", and raising the
 * eigenvalues below it to it is the constrained maximum of −log|Σ| − tr(Σ⁻¹S) (e.g. Won et al. 2013, theorem 1).
 */
export function setFull(scatter: Float64Array, from: number, count: number, floor: Floor, out: Parameters, c: number): void {
  const { d } = out;
  const sd = new Float64Array(d);
  for (let j = 0; j < d; j++) sd[j] = Math.sqrt(floor.variances[j]);
  const relative = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      const value = scatter[from + i * d + j] / count / sd[i] / sd[j];
      relative[i * d + j] = value;
      relative[j * d + i] = value;
    }
  }
  const factor = new Float64Array(d * d);
  const free = cholesky(relative, d, factor, -floor.share);
  out.atFloor[c] = free ? 0 : 1;
  if (!free) raise(relative, d, floor.share);
  if (!cholesky(relative, d, factor)) throw new RangeError('A floored covariance is not positive definite.');
  const inverse = new Float64Array(d * d);
  invertLower(factor, d, inverse);
  const at = c * d * d;
  let logDet = -halfLogDeterminant(factor, d);
  for (let i = 0; i < d; i++) {
    logDet -= Math.log(sd[i]);
    for (let j = 0; j < d; j++) {
      out.covariances[at + i * d + j] = relative[i * d + j] * sd[i] * sd[j];
      out.components.factors[at + i * d + j] = inverse[i * d + j] / sd[j];
    }
  }
  out.logDetFactors[c] = logDet;
}

/** Eigenvalues below `lowest` are raised to it (a hair above, so that rounding leaves the matrix positive definite). */
function raise(matrix: Float64Array, d: number, lowest: number): void {
  const { values, vectors } = symmetricEigen(matrix, d);
  matrix.fill(0);
  for (let e = 0; e < d; e++) {
    const value = Math.max(values[e], lowest);
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++) matrix[i * d + j] += value * vectors[e * d + i] * vectors[e * d + j];
    }
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) matrix[j * d + i] = matrix[i * d + j];
}

/** Component c gets the covariance of component `from`, bit for bit. */
export function copyFull(out: Parameters, from: number, c: number): void {
  const size = out.d * out.d;
  out.covariances.copyWithin(c * size, from * size, (from + 1) * size);
  out.components.factors.copyWithin(c * size, from * size, (from + 1) * size);
  out.logDetFactors[c] = out.logDetFactors[from];
  out.atFloor[c] = out.atFloor[from];
}

/** Sets one component's covariance to a diagonal of variances, of the diagonal shape. */
export function setDiagonal(variance: (j: number) => number, atFloor: boolean, out: Parameters, c: number): void {
  const { d } = out;
  let logDet = 0;
  for (let j = 0; j < d; j++) {
    const value = variance(j);
    out.covariances[(c * d + j) * d + j] = value;
    out.components.factors[c * d + j] = 1 / Math.sqrt(value);
    logDet -= 0.5 * Math.log(value);
  }
  out.logDetFactors[c] = logDet;
  out.atFloor[c] = atFloor ? 1 : 0;
}
