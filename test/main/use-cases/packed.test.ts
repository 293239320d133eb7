import { expect, test } from 'vitest';
import { packed, unpacked } from '../../../src/main/use-cases/packed.ts';

const mixture = {
  k: 2,
  d: 2,
  weights: Float64Array.of(0.3, 0.6),
  means: Float64Array.of(1 / 3, -2, 1e-300, 4e20),
  covariances: Float64Array.of(1, 0.1, 0.1, 2, 3, -0.7, -0.7, Math.PI),
  noise: { weight: 0.1, logDensity: -7, perColumn: null },
};

test('a mixture comes back with the same bits, with the noise of its candidate', () => {
  const like = { k: 2, d: 2, noise: { weight: 0.9, logDensity: -7, perColumn: null } };
  expect(unpacked(packed(mixture), like)).toEqual(mixture);
  expect(unpacked(packed({ ...mixture, noise: null }), { k: 2, d: 2 })).toEqual({ ...mixture, noise: null });
});

test('text of another shape is no mixture', () => {
  expect(unpacked(packed(mixture), { k: 3, d: 2 })).toBeNull();
  expect(unpacked('', { k: 2, d: 2 })).toBeNull();
});
