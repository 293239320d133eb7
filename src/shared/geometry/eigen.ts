export interface Eigen {
  /** d values, ascending. */
  readonly values: Float64Array;
  /** d × d row-major: row i is the unit eigenvector of values[i]. */
  readonly vectors: Float64Array;
}

const sweeps = 60;

/**
 * Eigenvalues and eigenvectors of a symmetric d × d matrix (row-major, finite), by cyclic Jacobi rotations (Golub & Van
 * Loan, 8.5): slow for large d, but accurate to the last digits for small ones. The order is ascending, the largest
 * entry of each vector positive, so that equal input gives equal output.
 */
export function symmetricEigen(matrix: Float64Array, d: number): Eigen {
  const a = matrix.slice();
  const v = new Float64Array(d * d);
  for (let i = 0; i < d; i++) v[i * d + i] = 1;
  let before = Number.POSITIVE_INFINITY;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let off = 0;
    let diagonal = 0;
    for (let i = 0; i < d; i++) {
      diagonal += a[i * d + i]! * a[i * d + i]!;
      for (let j = 0; j < i; j++) off += a[i * d + j]! * a[i * d + j]!;
    }
    // What is left is rounding where a sweep no longer makes it less.
    if (off <= 1e-32 * diagonal || off === 0 || (off <= 1e-26 * diagonal && off >= before / 2)) break;
    before = off;
    for (let p = 0; p < d - 1; p++) for (let q = p + 1; q < d; q++) rotate(a, v, d, p, q);
  }
  return ordered(a, v, d);
}

/** One rotation that makes a_pq zero; the rows of v follow. */
function rotate(a: Float64Array, v: Float64Array, d: number, p: number, q: number): void {
  const apq = a[p * d + q]!;
  if (apq === 0) return;
  const theta = (a[q * d + q]! - a[p * d + p]!) / (2 * apq);
  const t = Math.abs(theta) > 1e150 ? 0.5 / theta : (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let i = 0; i < d; i++) {
    const x = a[i * d + p]!;
    const y = a[i * d + q]!;
    a[i * d + p] = c * x - s * y;
    a[i * d + q] = s * x + c * y;
  }
  for (let i = 0; i < d; i++) {
    const x = a[p * d + i]!;
    const y = a[q * d + i]!;
    a[p * d + i] = c * x - s * y;
    a[q * d + i] = s * x + c * y;
    const vx = v[p * d + i]!;
    const vy = v[q * d + i]!;
    v[p * d + i] = c * vx - s * vy;
    v[q * d + i] = s * vx + c * vy;
  }
}

function ordered(a: Float64Array, v: Float64Array, d: number): Eigen {
  const values = new Float64Array(d);
  const vectors = new Float64Array(d * d);
  for (let from = 0; from < d; from++) {
    const value = a[from * d + from]!;
    let to = 0;
    for (let i = 0; i < d; i++) if (a[i * d + i]! < value || (a[i * d + i] === value && i < from)) to++;
    values[to] = value;
    let largest = 0;
    for (let i = 0; i < d; i++) if (Math.abs(v[from * d + i]!) > Math.abs(largest) + 1e-12) largest = v[from * d + i]!;
    const sign = largest < 0 ? -1 : 1;
    for (let i = 0; i < d; i++) vectors[to * d + i] = sign * v[from * d + i]!;
  }
  return { values, vectors };
}
