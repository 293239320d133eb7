import type { Eigen } from '../../../shared/geometry/eigen.ts';

/** More than this many steps for one eigenvalue are never needed with finite numbers. */
const mostSteps = 60;

/**
 * Eigenvalues (ascending) and unit eigenvectors (row i for value i) of a symmetric d × d matrix, row-major, finite, of which the lower
 * triangle is read: Householder's reduction to three diagonals, then QL with implicit shifts (EISPACK's tred2 and tql2; Golub
 * & Van Loan, 8.3). Errors are of the size of rounding of the largest eigenvalue; from some ten columns on many times faster
 * than Jacobi's rotations (shared/geometry/eigen.ts), which is right for a few columns.
 */
export function symmetricEigenByQl(matrix: Float64Array, d: number): Eigen {
  // Columns of v become the eigenvectors.
  const v = new Float64Array(d * d);
  for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) v[i * d + j] = v[j * d + i] = matrix[i * d + j];
  const values = new Float64Array(d);
  const off = new Float64Array(d);
  reduce(v, values, off, d);
  iterate(v, values, off, d);
  const order = Array.from({ length: d }, (_, i) => i).sort((a, b) => values[a] - values[b] || a - b);
  const vectors = new Float64Array(d * d);
  order.forEach((column, row) => {
    for (let i = 0; i < d; i++) vectors[row * d + i] = v[i * d + column];
  });
  return { values: Float64Array.from(order, (i) => values[i]), vectors };
}

/** v ← the orthogonal matrix of the reduction; the diagonal to `values`, what stands beside it to `off`. */
function reduce(v: Float64Array, values: Float64Array, off: Float64Array, d: number): void {
  for (let j = 0; j < d; j++) values[j] = v[(d - 1) * d + j];
  for (let i = d - 1; i > 0; i--) {
    let scale = 0;
    let h = 0;
    for (let m = 0; m < i; m++) scale += Math.abs(values[m]);
    if (scale === 0) {
      off[i] = values[i - 1];
      for (let j = 0; j < i; j++) {
        values[j] = v[(i - 1) * d + j];
        v[i * d + j] = 0;
        v[j * d + i] = 0;
      }
    } else {
      for (let m = 0; m < i; m++) {
        values[m] /= scale;
        h += values[m] * values[m];
      }
      const f = values[i - 1];
      const g = f > 0 ? -Math.sqrt(h) : Math.sqrt(h);
      off[i] = scale * g;
      h -= f * g;
      values[i - 1] = f - g;
      off.fill(0, 0, i);
      for (let j = 0; j < i; j++) {
        const value = values[j];
        v[j * d + i] = value;
        let sum = off[j] + v[j * d + j] * value;
        for (let m = j + 1; m < i; m++) {
          sum += v[m * d + j] * values[m];
          off[m] += v[m * d + j] * value;
        }
        off[j] = sum;
      }
      let along = 0;
      for (let j = 0; j < i; j++) {
        off[j] /= h;
        along += off[j] * values[j];
      }
      const half = along / (h + h);
      for (let j = 0; j < i; j++) off[j] -= half * values[j];
      for (let j = 0; j < i; j++) {
        const x = values[j];
        const y = off[j];
        for (let m = j; m < i; m++) v[m * d + j] -= x * off[m] + y * values[m];
        values[j] = v[(i - 1) * d + j];
        v[i * d + j] = 0;
      }
    }
    values[i] = h;
  }
  for (let i = 0; i < d - 1; i++) {
    v[(d - 1) * d + i] = v[i * d + i];
    v[i * d + i] = 1;
    const h = values[i + 1];
    if (h !== 0) {
      for (let m = 0; m <= i; m++) values[m] = v[m * d + i + 1] / h;
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let m = 0; m <= i; m++) sum += v[m * d + i + 1] * v[m * d + j];
        for (let m = 0; m <= i; m++) v[m * d + j] -= sum * values[m];
      }
    }
    for (let m = 0; m <= i; m++) v[m * d + i + 1] = 0;
  }
  for (let j = 0; j < d; j++) {
    values[j] = v[(d - 1) * d + j];
    v[(d - 1) * d + j] = 0;
  }
  v[d * d - 1] = 1;
  off[0] = 0;
}

/** QL steps until nothing stands beside the diagonal; the rotations go into v. */
function iterate(v: Float64Array, values: Float64Array, off: Float64Array, d: number): void {
  off.copyWithin(0, 1);
  off[d - 1] = 0;
  let shift = 0;
  let size = 0;
  for (let l = 0; l < d; l++) {
    size = Math.max(size, Math.abs(values[l]) + Math.abs(off[l]));
    let m = l;
    while (m < d - 1 && Math.abs(off[m]) > Number.EPSILON * size) m++;
    for (let step = 0; m > l && step < mostSteps && Math.abs(off[l]) > Number.EPSILON * size; step++) {
      const g = values[l];
      const p = (values[l + 1] - g) / (2 * off[l]);
      const r = p < 0 ? -Math.hypot(p, 1) : Math.hypot(p, 1);
      values[l] = off[l] / (p + r);
      values[l + 1] = off[l] * (p + r);
      const next = values[l + 1];
      const h = g - values[l];
      for (let i = l + 2; i < d; i++) values[i] -= h;
      shift += h;
      chase(v, values, off, d, l, m, next);
    }
    values[l] += shift;
    off[l] = 0;
  }
}

/** One QL step on the rows l … m. */
function chase(v: Float64Array, values: Float64Array, off: Float64Array, d: number, l: number, m: number, next: number): void {
  let p = values[m];
  let c = 1;
  let c2 = 1;
  let c3 = 1;
  let s = 0;
  let s2 = 0;
  const beside = off[l + 1];
  for (let i = m - 1; i >= l; i--) {
    c3 = c2;
    c2 = c;
    s2 = s;
    const g = c * off[i];
    const h = c * p;
    const r = Math.hypot(p, off[i]);
    off[i + 1] = s * r;
    s = off[i] / r;
    c = p / r;
    p = c * values[i] - s * g;
    values[i + 1] = h + s * (c * g + s * values[i]);
    for (let row = 0; row < d * d; row += d) {
      const x = v[row + i + 1];
      v[row + i + 1] = s * v[row + i] + c * x;
      v[row + i] = c * v[row + i] - s * x;
    }
  }
  p = (-s * s2 * c3 * beside * off[l]) / next;
  off[l] = s * p;
  values[l] = c * p;
}
