/**
 * Cholesky factor of a symmetric positive definite d × d matrix, row-major, of which only the lower triangle is read:
 * a = L Lᵀ. Writes L to the lower triangle of `out` (zeros above; `out` may be `a`). `shift` is added to the diagonal.
 * Returns false, leaving `out` in part written, when a pivot is not above 0.
 */
export function cholesky(a: Float64Array, d: number, out: Float64Array, shift = 0): boolean {
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * d + j];
      if (i === j) sum += shift;
      for (let m = 0; m < j; m++) sum -= out[i * d + m] * out[j * d + m];
      if (i !== j) out[i * d + j] = sum / out[j * d + j];
      else if (sum > 0) out[i * d + i] = Math.sqrt(sum);
      else return false;
    }
    for (let j = i + 1; j < d; j++) out[i * d + j] = 0;
  }
  return true;
}

/** Inverse of a lower triangular d × d matrix, row-major, written to `out` (another array, zeros above the diagonal). */
export function invertLower(l: Float64Array, d: number, out: Float64Array): void {
  for (let j = 0; j < d; j++) {
    for (let i = 0; i < j; i++) out[i * d + j] = 0;
    out[j * d + j] = 1 / l[j * d + j];
    for (let i = j + 1; i < d; i++) {
      let sum = 0;
      for (let m = j; m < i; m++) sum += l[i * d + m] * out[m * d + j];
      out[i * d + j] = -sum / l[i * d + i];
    }
  }
}

/** Half the log determinant of L Lᵀ: Σ log L_ii. */
export function halfLogDeterminant(l: Float64Array, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) sum += Math.log(l[i * d + i]);
  return sum;
}
