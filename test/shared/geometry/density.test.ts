import { describe, expect, test } from 'vitest';
import { densityCurves, marginalOf, normalDensity } from '../../../src/shared/geometry/density.ts';

const area = (x: Float64Array, y: Float64Array): number => {
  let sum = 0;
  for (let i = 1; i < x.length; i++) sum += ((x[i]! - x[i - 1]!) * (y[i]! + y[i - 1]!)) / 2;
  return sum;
};

describe('the normal density', () => {
  test('is 1/√(2π) at the mean of the standard normal, and falls by exp(−1/2) one sd away', () => {
    expect(normalDensity(0, 0, 1)).toBeCloseTo(0.3989422804014327, 14);
    expect(normalDensity(7, 5, 4) / normalDensity(5, 5, 4)).toBeCloseTo(Math.exp(-0.5), 14);
  });
});

describe('the curves of a mixture', () => {
  const marginal = { weights: [0.7, 0.3], means: [0, 40], variances: [1e-4, 100] };

  test('integrate to 1, and each component to its weight, however narrow it is', () => {
    const curves = densityCurves(marginal, [-20, 100]);
    expect(area(curves.x, curves.total)).toBeCloseTo(1, 2);
    expect(area(curves.x, curves.components[0]!)).toBeCloseTo(0.7, 2);
    expect(area(curves.x, curves.components[1]!)).toBeCloseTo(0.3, 2);
  });

  test('reach the height of a narrow component', () => {
    const curves = densityCurves(marginal, [-20, 100]);
    expect(Math.max(...curves.total)).toBeCloseTo(0.7 * normalDensity(0, 0, 1e-4), 3);
  });

  test('run over the range asked for, in ascending order', () => {
    const { x } = densityCurves(marginal, [-1, 2], 50);
    expect([x[0], x.at(-1)]).toEqual([-1, 2]);
    for (let i = 1; i < x.length; i++) expect(x[i]!).toBeGreaterThan(x[i - 1]!);
  });
});

test('the marginal of a column is its means and the diagonal of its covariances', () => {
  const mixture = {
    weights: [1],
    means: [[3, 4]],
    covariances: [
      [
        [1, 2],
        [2, 9],
      ],
    ],
  };
  expect(marginalOf(mixture, 1)).toEqual({ weights: [1], means: [4], variances: [9] });
});
