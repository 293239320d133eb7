import { expect, test } from 'vitest';
import { cholesky, halfLogDeterminant, invertLower } from '../../../../src/main/engine/linear-algebra/cholesky.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import { symmetricEigen } from '../../../../src/shared/geometry/eigen.ts';
import { normal } from '../support.ts';

function covariance(d: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const a = Float64Array.from({ length: d * d }, () => normal(random));
  const out = new Float64Array(d * d);
  for (let i = 0; i < d; i++)
    for (let j = 0; j < d; j++) for (let m = 0; m < d; m++) out[i * d + j] += a[i * d + m] * a[j * d + m];
  return out;
}

const largest = (a: ArrayLike<number>) => Math.max(...Array.from(a, Math.abs));

test.each([1, 2, 5, 12])('L Lᵀ is the matrix and L⁻¹ L the identity, d = %i', (d) => {
  const a = covariance(d, d);
  const l = new Float64Array(d * d);
  const inverse = new Float64Array(d * d);
  expect(cholesky(a, d, l)).toBe(true);
  invertLower(l, d, inverse);
  const error = new Float64Array(d * d);
  const identity = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      error[i * d + j] = -a[i * d + j];
      for (let m = 0; m < d; m++) {
        error[i * d + j] += l[i * d + m] * l[j * d + m];
        identity[i * d + j] += inverse[i * d + m] * l[m * d + j];
      }
    }
    identity[i * d + i] -= 1;
  }
  expect(largest(error)).toBeLessThan(1e-12 * largest(a));
  expect(largest(identity)).toBeLessThan(1e-9);
  const logs = symmetricEigen(a, d).values.reduce((sum, value) => sum + Math.log(value), 0);
  expect(2 * halfLogDeterminant(l, d)).toBeCloseTo(logs, 8);
});

test('a matrix that is not positive definite has no factor, with or without a shift', () => {
  expect(cholesky(Float64Array.of(1, 2, 2, 1), 2, new Float64Array(4))).toBe(false);
  expect(cholesky(Float64Array.of(1, 0, 0, 1), 2, new Float64Array(4), -1)).toBe(false);
  expect(cholesky(Float64Array.of(Number.NaN), 1, new Float64Array(1))).toBe(false);
});

test.each([1, 2, 6, 20])('eigenvectors are orthonormal and rebuild the matrix, d = %i', (d) => {
  const a = covariance(d, 100 + d);
  const { values, vectors } = symmetricEigen(a, d);
  const error = Float64Array.from(a);
  const gram = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    gram[i * d + i] = -1;
    for (let j = 0; j < d; j++) {
      for (let e = 0; e < d; e++) {
        error[i * d + j] -= values[e] * vectors[e * d + i] * vectors[e * d + j];
        gram[i * d + j] += vectors[i * d + e] * vectors[j * d + e];
      }
    }
  }
  expect(largest(error)).toBeLessThan(1e-12 * largest(a));
  expect(largest(gram)).toBeLessThan(1e-12);
  expect([...values]).toEqual([...values].sort((x, y) => x - y));
});

test('tiny eigenvalues beside large ones are found', () => {
  const { values } = symmetricEigen(Float64Array.of(1, 1, 1, 1 + 1e-9), 2);
  expect(values[0]).toBeCloseTo(5e-10, 14);
  expect(values[1]).toBeCloseTo(2, 8);
});
