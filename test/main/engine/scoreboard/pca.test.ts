import { expect, test } from 'vitest';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import type { Fitted } from '../../../../src/main/engine/scoreboard/fitted.ts';
import { scorePca } from '../../../../src/main/engine/scoreboard/pca.ts';
import { symmetricEigen } from '../../../../src/shared/geometry/eigen.ts';
import { finish, iris, normal, rowsOf } from '../support.ts';

const fitted = (...input: Parameters<typeof scorePca>): Fitted => {
  const outcome = finish(scorePca(...input));
  if ('failure' in outcome) throw new Error(outcome.failure);
  return outcome;
};

/** A line in five columns, with the same noise in each. */
const line = (n: number, noise: number) => {
  const random = createRandom(3, 'line');
  return rowsOf(
    Array.from({ length: n }, () => {
      const z = normal(random);
      return [1, 2, -1, 0.5, 1.5].map((w) => w * z + noise * normal(random));
    }),
  );
};

test('finds how many dimensions the rows have', () => {
  expect(fitted(line(400, 0.3), line(50, 0.3), 'bic').choice).toBe('1 dimension');
  const sphere = rowsOf(
    Array.from({ length: 300 }, (_, i) => {
      const r = createRandom(i, 's');
      return [normal(r), normal(r), normal(r)];
    }),
  );
  expect(fitted(sphere, sphere, 'bic').choice).toBe('0 dimensions');
});

test('counts free parameters: with one axis less than columns as many as a full Gaussian has', () => {
  const { choice, parameters } = fitted(iris, iris, 'aic');
  expect(choice).toBe('3 dimensions');
  expect(parameters).toBe(4 + 10);
});

test('is the Gaussian N(mean, W Wᵀ + σ²I): the rows fitted to have the log-likelihood that chose it', () => {
  const rows = line(400, 0.3);
  const { logDensity, parameters } = fitted(rows, rows, 'bic');
  const total = logDensity.reduce((sum, nats) => sum + nats, 0);
  const aic = fitted(rows, rows, 'aic');
  expect(parameters).toBe(5 + 5 + 1);
  // −½ (d log 2π + log λ₁ + (d − 1) log σ² + d) a row, σ² the mean of the other eigenvalues (Tipping & Bishop 1999, eq. 8).
  const means = [0, 1, 2, 3, 4].map((j) => rows.data.subarray(j * 400, (j + 1) * 400).reduce((sum, x) => sum + x / 400, 0));
  const cell = (i: number, j: number) => rows.data[j * 400 + i] - means[j];
  const covariance = Float64Array.from({ length: 25 }, (_, at) =>
    Array.from({ length: 400 }, (__, i) => (cell(i, Math.floor(at / 5)) * cell(i, at % 5)) / 400).reduce((a, b) => a + b, 0),
  );
  const { values } = symmetricEigen(covariance, 5);
  const noise = (values[0] + values[1] + values[2] + values[3]) / 4;
  const row = -0.5 * (5 * Math.log(2 * Math.PI) + Math.log(values[4]) + 4 * Math.log(noise) + 5);
  expect(total).toBeCloseTo(400 * row, 7);
  // More axes fit these rows better, if by little.
  expect(aic.logDensity.reduce((sum, nats) => sum + nats, 0)).toBeGreaterThanOrEqual(total - 1e-9);
});

test('a covariance of 0 in the rows trained on is named where there is one row', () => {
  expect(finish(scorePca(rowsOf([[1, 2]]), iris, 'bic'))).toEqual({
    failure: 'There is 1 row to train on. Ask for fewer folds.',
  });
});
