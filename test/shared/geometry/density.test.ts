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

describe('noise in one column', () => {
  const mixture = {
    weights: [0.8],
    means: [[5, 0]],
    covariances: [
      [
        [1, 0],
        [0, 1],
      ],
    ],
    noise: { weight: 0.2, logDensity: -Math.log(20), perColumn: [-Math.log(10), -Math.log(2)] },
  };

  test('is constant over the rows’ range, where its volume is a box along the axes', () => {
    const { x, noise, total } = densityCurves(marginalOf(mixture, 0, [0, 10]), [-5, 15]);
    expect(x.every((at, i) => Math.abs(noise![i]! - (at >= 0 && at <= 10 ? 0.02 : 0)) < 1e-15)).toBe(true);
    expect(area(x, noise!)).toBeCloseTo(0.2, 4);
    expect(area(x, total)).toBeCloseTo(1, 2);
  });

  test('is left out of the total too where no column alone knows it', () => {
    const turned = { ...mixture, noise: { ...mixture.noise, perColumn: null } };
    const { x, noise, total } = densityCurves(marginalOf(turned, 0, [0, 10]), [-5, 15]);
    expect(noise).toBeNull();
    expect(area(x, total)).toBeCloseTo(0.8, 2);
  });
});
