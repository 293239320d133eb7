import { symmetricEigen } from '../../../../shared/geometry/eigen.ts';
import { cholesky, halfLogDeterminant, invertLower } from '../../linear-algebra/cholesky.ts';
import { symmetricEigenByQl } from '../../linear-algebra/symmetric-eigen.ts';
import type { Parameters } from '../parameters.ts';
import type { Floor } from './family.ts';

const known = new WeakMap<Float64Array, Float64Array<ArrayBuffer>>();

/** Standard deviations of the columns: the units in which the floor is the same in every direction. */
export function deviations({ variances }: Floor): Float64Array<ArrayBuffer> {
  const before = known.get(variances);
  if (before) return before;
  const found = Float64Array.from(variances, Math.sqrt);
  known.set(variances, found);
  return found;
}

/** The scatter at `from` (lower triangle read) in units of `sd`, divided by `count`: both triangles. */
export function relativeScatter(scatter: Float64Array, from: number, count: number, sd: Float64Array): Float64Array {
  const d = sd.length;
  const relative = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      const value = scatter[from + i * d + j] / count / sd[i] / sd[j];
      relative[i * d + j] = value;
      relative[j * d + i] = value;
    }
  }
  return relative;
}

/**
 * Sets the full covariance of one component to scatter / count (lower triangle read), held above the floor.
 * In units where every column's variance is 1 the constraint reads "no eigenvalue below floor.share", and raising the
 * eigenvalues below it to it is the constrained maximum of −log|Σ| − tr(Σ⁻¹S) (e.g. Won et al. 2013, theorem 1).
 */
export function setFull(scatter: Float64Array, from: number, count: number, floor: Floor, out: Parameters, c: number): void {
  const { d } = out;
  const sd = deviations(floor);
  const relative = relativeScatter(scatter, from, count, sd);
  const free = cholesky(relative, d, new Float64Array(d * d), -floor.share);
  if (!free) raise(relative, d, floor.share);
  setRelative(relative, sd, !free, out, c);
}

/** Sets the covariance of one component to sd · relative · sd, with its factor. `relative` must be positive definite. */
export function setRelative(relative: Float64Array, sd: Float64Array, atFloor: boolean, out: Parameters, c: number): void {
  const { d } = out;
  const factor = new Float64Array(d * d);
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
  out.atFloor[c] = atFloor ? 1 : 0;
}

/** Σ_e values_e v_e v_eᵀ, row e of `vectors` being v_e; both triangles, bit for bit symmetric. */
export function compose(values: ArrayLike<number>, vectors: Float64Array, d: number): Float64Array {
  const matrix = new Float64Array(d * d);
  for (let e = 0; e < d; e++) {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++) matrix[i * d + j] += values[e] * vectors[e * d + i] * vectors[e * d + j];
    }
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) matrix[j * d + i] = matrix[i * d + j];
  return matrix;
}

/** Sets the covariance of one component from its eigenvalues and eigenvectors (rows). */
export function setOriented(values: Float64Array, vectors: Float64Array, atFloor: boolean, out: Parameters, c: number): void {
  const { d } = out;
  const matrix = compose(values, vectors, d);
  const sd = Float64Array.from({ length: d }, (_, j) => Math.sqrt(matrix[j * d + j]));
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) matrix[i * d + j] /= sd[i] * sd[j];
  setRelative(matrix, sd, atFloor, out, c);
}

/** Up to so many columns rotations are as fast. */
const fewColumns = 7;

/** Eigenvalues below `lowest` are raised to it. */
export function raise(matrix: Float64Array, d: number, lowest: number): void {
  const { values, vectors } = d > fewColumns ? symmetricEigenByQl(matrix, d) : symmetricEigen(matrix, d);
  matrix.set(
    compose(
      values.map((value) => Math.max(value, lowest)),
      vectors,
      d,
    ),
  );
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
