import { describe, expect, test } from 'vitest';
import { symmetricEigenByQl } from '../../../../src/main/engine/linear-algebra/symmetric-eigen.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import { symmetricEigen } from '../../../../src/shared/geometry/eigen.ts';

/** A symmetric matrix with the given eigenvalues, turned at random. */
function turned(values: readonly number[], seed: number): Float64Array {
  const d = values.length;
  const random = createRandom(seed);
  const a = new Float64Array(d * d);
  for (let i = 0; i < d; i++) a[i * d + i] = values[i];
  for (let p = 0; p < d; p++) {
    for (let q = p + 1; q < d; q++) {
      const angle = 7 * random.next();
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      for (let i = 0; i < d; i++) {
        const [x, y] = [a[i * d + p], a[i * d + q]];
        a[i * d + p] = c * x - s * y;
        a[i * d + q] = s * x + c * y;
      }
      for (let i = 0; i < d; i++) {
        const [x, y] = [a[p * d + i], a[q * d + i]];
        a[p * d + i] = c * x - s * y;
        a[q * d + i] = s * x + c * y;
      }
    }
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) a[j * d + i] = a[i * d + j];
  return a;
}

/** The largest entry of V A Vᵀ − Λ and of V Vᵀ − I, relative to the largest value. */
function misfit(a: Float64Array, d: number): number {
  const { values, vectors } = symmetricEigenByQl(a, d);
  const size = Math.max(...values.map(Math.abs), Number.MIN_VALUE);
  let most = 0;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      let form = 0;
      let inner = 0;
      for (let m = 0; m < d; m++) {
        inner += vectors[i * d + m] * vectors[j * d + m];
        for (let n = 0; n < d; n++) form += vectors[i * d + m] * a[m * d + n] * vectors[j * d + n];
      }
      most = Math.max(most, Math.abs(form - (i === j ? values[i] : 0)) / size, Math.abs(inner - (i === j ? 1 : 0)));
    }
  }
  return most;
}

describe('eigenvalues and eigenvectors by QL', () => {
  test.each([1, 2, 3, 7, 20, 50])('d = %i: take the matrix apart', (d) => {
    const values = Array.from({ length: d }, (_, i) => (i + 1) * (i % 3 === 0 ? 1 : 0.01));
    const a = turned(values, d);
    expect(misfit(a, d)).toBeLessThan(1e-13);
    const found = symmetricEigenByQl(a, d).values;
    values.sort((x, y) => x - y);
    for (const [i, value] of values.entries()) expect(Math.abs(found[i] - value)).toBeLessThan(1e-12 * d);
  });

  test('are those that rotations find, the smallest among them', () => {
    const a = turned([1e-9, 1e-6, 0.3, 0.3, 1, 2, 2.5, 3, 4, 4, 5, 30], 1);
    const one = symmetricEigenByQl(a, 12).values;
    const other = symmetricEigen(a, 12).values;
    for (const [i, value] of one.entries()) expect(Math.abs(value - other[i])).toBeLessThan(1e-13 * 30);
  });

  test('stand where the matrix is diagonal, all alike, or nought', () => {
    expect([...symmetricEigenByQl(Float64Array.of(3, 0, 0, 0, 1, 0, 0, 0, 2), 3).values]).toEqual([1, 2, 3]);
    expect(misfit(turned([2, 2, 2, 2], 3), 4)).toBeLessThan(1e-14);
    const none = symmetricEigenByQl(new Float64Array(9), 3);
    expect([...none.values]).toEqual([0, 0, 0]);
    expect(misfit(turned([0, 0, 0, 0, 5], 4), 5)).toBeLessThan(1e-14);
  });

  test('keep to any scale', () => {
    for (const scale of [1e-150, 1e150]) {
      const a = turned([1, 2, 3, 4, 5, 6], 2).map((value) => value * scale);
      expect(misfit(a, 6)).toBeLessThan(1e-13);
    }
  });
});
