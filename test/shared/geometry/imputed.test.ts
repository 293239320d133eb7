import { expect, test } from 'vitest';
import { withImputed } from '../../../src/shared/geometry/imputed.ts';
import type { GaussianMixture } from '../../../src/shared/model/mixture.ts';

const nan = Number.NaN;
const one: GaussianMixture = {
  weights: [1],
  means: [[1, 2]],
  covariances: [
    [
      [4, 3],
      [3, 9],
    ],
  ],
};
const two: GaussianMixture = {
  weights: [0.5, 0.5],
  means: [
    [-1, -10],
    [1, 10],
  ],
  covariances: [1, 1].map(() => [
    [1, 0],
    [0, 1],
  ]),
};

test('a missing cell becomes its regression on the known ones', () => {
  const { columns, filled, empty } = withImputed([Float64Array.of(5, nan), Float64Array.of(nan, 8)], one);
  expect(columns[1]![0]).toBeCloseTo(2 + (3 / 4) * (5 - 1), 12);
  expect(columns[0]![1]).toBeCloseTo(1 + (3 / 9) * (8 - 2), 12);
  expect({ filled, empty }).toEqual({ filled: 2, empty: 0 });
});

test('components share a cell by their responsibilities given the known cells', () => {
  const { columns } = withImputed([Float64Array.of(0, 0.5), Float64Array.of(nan, nan)], two);
  expect(columns[1]![0]).toBeCloseTo(0, 12);
  expect(columns[1]![1]).toBeCloseTo(10 * Math.tanh(0.5), 10);
});

test('what is given stays as it is; complete columns are not copied', () => {
  const given = [Float64Array.of(1, 2), Float64Array.of(3, nan)];
  const { columns } = withImputed(given, one);
  expect(columns[0]).toBe(given[0]);
  expect(given[1]![1]).toBeNaN();
  expect(columns[1]![0]).toBe(3);
});

test('a row without any known cell stays empty', () => {
  const { columns, filled, empty } = withImputed([Float64Array.of(nan), Float64Array.of(nan)], one);
  expect(columns[0]![0]).toBeNaN();
  expect({ filled, empty }).toEqual({ filled: 0, empty: 1 });
});

test('a row far from every component still gets finite cells', () => {
  const { columns } = withImputed([Float64Array.of(1e6), Float64Array.of(nan)], two);
  expect(columns[1]![0]).toBeCloseTo(10, 6);
});
