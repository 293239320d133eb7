import { expect, test } from 'vitest';
import { gaussianEllipse, squaredRadius } from '../../../src/shared/geometry/ellipse.ts';
import { meanEllipse, studentSquaredRadius } from '../../../src/shared/geometry/student.ts';
import type { GaussianMixture } from '../../../src/shared/model/mixture.ts';

test('the radius is that of F tables: 2 F(0.95; 2, 10) = 2 × 4.10282', () => {
  expect(studentSquaredRadius(0.95, 10)).toBeCloseTo(2 * 4.102821, 4);
  expect(studentSquaredRadius(0.95, 1e9)).toBeCloseTo(squaredRadius(0.95), 6);
});

const mixture = (structure: 'full' | 'spherical', degrees: number): GaussianMixture => ({
  weights: [1],
  means: [[1, 2]],
  covariances: [[[4, 1], [1, 9]]], // biome-ignore format: a matrix
  variational: {
    structure,
    prior: { weights: 'process', concentration: 1, meanPrecision: 1, mean: [0, 0], degreesOfFreedom: 2, covariance: [[1, 0], [0, 1]] }, // biome-ignore format: a matrix
    ...{ counts: [10], concentration: [11], rest: [1], meanPrecision: [100], degreesOfFreedom: [degrees] },
  },
});

test('the ellipse of a mean is that of Σ / β where degrees are many, and wider where they are few', () => {
  const limit = gaussianEllipse([1, 2], { xx: 0.04, xy: 0.01, yy: 0.09 }, 0.95)!;
  const many = meanEllipse(mixture('full', 1e8), 0, [0, 1], 0.95)!;
  expect(many.long).toBeCloseTo(limit.long, 6);
  expect(many.short).toBeCloseTo(limit.short, 6);
  expect([many.x, many.y, many.angle]).toEqual([1, 2, limit.angle]);
  expect(meanEllipse(mixture('full', 5), 0, [0, 1], 0.95)!.long).toBeGreaterThan(limit.long * 1.1);
});

test('a mixture by EM has none', () => {
  expect(meanEllipse({ ...mixture('full', 5), variational: null }, 0, [0, 1], 0.95)).toBeNull();
});
