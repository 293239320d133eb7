import { expect, test } from 'vitest';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import type { Fitted } from '../../../../src/main/engine/scoreboard/fitted.ts';
import { scorePca } from '../../../../src/main/engine/scoreboard/pca.ts';
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
  // More axes fit these rows better, if by little.
  expect(aic.logDensity.reduce((sum, nats) => sum + nats, 0)).toBeGreaterThanOrEqual(total - 1e-9);
});

test('a covariance of 0 in the rows trained on is named where there is one row', () => {
  expect(finish(scorePca(rowsOf([[1, 2]]), iris, 'bic'))).toEqual({
    failure: 'There is 1 row to train on. Ask for fewer folds.',
  });
});
