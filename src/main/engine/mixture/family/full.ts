import { symmetricEigen } from '../../../../shared/geometry/eigen.ts';
import { cholesky, halfLogDeterminant, invertLower } from '../../linear-algebra/cholesky.ts';
import { createRoom } from '../../linear-algebra/room.ts';
import { symmetricEigenByQl } from '../../linear-algebra/symmetric-eigen.ts';
import type { Parameters } from '../parameters.ts';
import type { Floor } from './family.ts';

const relativeRoom = createRoom();
const factorRoom = createRoom();
const inverseRoom = createRoom();
const deviationRoom = createRoom();

const known = new WeakMap<Float64Array, Float64Array<ArrayBuffer>>();

/** Standard deviations of the columns: the units in which the floor is the same in every direction. */
export function deviations({ variances }: Floor): Float64Array<ArrayBuffer> {
  const before = known.get(variances);
  if (before) return before;
  const found = Float64Array.from(variances, Math.sqrt);
  known.set(variances, found);
  return found;
}

/** The scatter at `from` (lower triangle read) in units of `sd`, divided by `count`: both triangles, written to `relative`. */
export function relativeScatter(
  scatter: Float64Array,
  from: number,
  count: number,
  sd: Float64Array,
  relative: Float64Array = new Float64Array(sd.length ** 2),
): Float64Array {
  const d = sd.length;
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
  const relative = relativeScatter(scatter, from, count, sd, relativeRoom(d * d));
  const free = cholesky(relative, d, factorRoom(d * d), -floor.share);
  if (!free) raise(relative, d, floor.share);
  setRelative(relative, sd, !free, out, c);
}

/** Sets the covariance of one component to sd · relative · sd, with its factor. `relative` must be positive definite. */
export function setRelative(relative: Float64Array, sd: Float64Array, atFloor: boolean, out: Parameters, c: number): void {
  const { d } = out;
  const factor = factorRoom(d * d);
  if (!cholesky(relative, d, factor)) throw new RangeError('A floored covariance is not positive definite.');
  const inverse = inverseRoom(d * d);
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

/** matrix ← Σ_e values_e v_e v_eᵀ, row e of `vectors` being v_e; both triangles, bit for bit symmetric. */
export function compose(values: Float64Array, vectors: Float64Array, d: number, matrix: Float64Array): Float64Array {
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let e = 0; e < d; e++) sum += values[e] * vectors[e * d + i] * vectors[e * d + j];
      matrix[i * d + j] = sum;
      matrix[j * d + i] = sum;
    }
  }
  return matrix;
}

/** Sets the covariance of one component from its eigenvalues and eigenvectors (rows). */
export function setOriented(values: Float64Array, vectors: Float64Array, atFloor: boolean, out: Parameters, c: number): void {
  const { d } = out;
  const matrix = compose(values, vectors, d, relativeRoom(d * d));
  const sd = deviationRoom(d);
  for (let j = 0; j < d; j++) sd[j] = Math.sqrt(matrix[j * d + j]);
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) matrix[i * d + j] /= sd[i] * sd[j];
  setRelative(matrix, sd, atFloor, out, c);
}

/** Up to so many columns rotations are as fast. */
const fewColumns = 7;

/** Eigenvalues below `lowest` are raised to it. */
export function raise(matrix: Float64Array, d: number, lowest: number): void {
  const { values, vectors } = d > fewColumns ? symmetricEigenByQl(matrix, d) : symmetricEigen(matrix, d);
  for (let j = 0; j < d; j++) values[j] = Math.max(values[j], lowest);
  compose(values, vectors, d, matrix);
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
