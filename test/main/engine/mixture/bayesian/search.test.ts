import { describe, expect, test } from 'vitest';
import { type PriorChoice, usualChoice } from '../../../../../src/main/engine/mixture/bayesian/default-prior.ts';
import { searchVariational, type VariationalOptions } from '../../../../../src/main/engine/mixture/bayesian/search.ts';
import { weightIntervals } from '../../../../../src/main/engine/mixture/bayesian/summary.ts';
import { searchCandidate } from '../../../../../src/main/engine/mixture/search.ts';
import { createRandom, type Random } from '../../../../../src/main/engine/random/generator.ts';
import type { Rows } from '../../../../../src/main/engine/rows.ts';
import type { FamilyCode } from '../../../../../src/shared/model/mixture.ts';
import { blobs, faithful, finish, iris, normal, rowsOf } from '../../support.ts';

const search = (rows: Rows, k: number, prior: Partial<PriorChoice> = {}, more: Partial<VariationalOptions> = {}) =>
  finish(
    searchVariational(rows, {
      ...{ k, family: 'VVV' as const, starts: 5, seed: 1, startLabels: null },
      ...more,
      prior: { ...usualChoice, ...prior },
    }),
  );
const inUse = (weights: Float64Array) => weights.filter((weight) => weight > 0.01).length;

describe('Old Faithful with ten components', () => {
  test.each([0.001, 0.01, 0.1, 1, 10, 100])(
    'a Dirichlet process at concentration %d leaves two weights above 0.01',
    (concentration) => {
      const { found, converged } = search(faithful, 10, { weights: 'process', concentration });
      expect(converged).toBe(true);
      expect(inUse(found?.weights.mean ?? new Float64Array(0))).toBe(2);
      expect(found?.effectiveComponents).toBe(2);
    },
  );
  test('a Dirichlet distribution at concentration 100 keeps all ten', () => {
    const { found } = search(faithful, 10, { weights: 'distribution', concentration: 100 });
    expect(inUse(found?.weights.mean ?? new Float64Array(0))).toBe(10);
    expect(found?.effectiveComponents).toBe(10);
  });
});

test('the prior shown is scikit-learn’s default: 1 / K, 1, d, and the data’s own mean and covariance', () => {
  const { found } = search(faithful, 4);
  const { weights, concentration, meanPrecision, degrees, mean, scale } = found!.model.prior;
  expect([weights, concentration, meanPrecision, degrees]).toEqual(['process', 0.25, 1, 2]);
  expect(mean[0]).toBeCloseTo(3.487783, 6);
  expect(mean[1]).toBeCloseTo(70.897059, 6);
  expect(scale[0]).toBeCloseTo(1.302728, 6);
  expect(scale[1]).toBeCloseTo(13.977808, 6);
  expect(scale[3]).toBeCloseTo(184.823312, 6);
});

test.each(['VVV', 'EEE', 'VVI', 'VII'] as const)('with many rows it agrees with EM, %s', (family: FamilyCode) => {
  const rows = blobs(12_000, 2, 3, 7, 4);
  const { found } = search(rows, 3, { weights: 'distribution' }, { family, starts: 3 });
  const { mixture } = finish(searchCandidate(rows, { k: 3, family, starts: 3, seed: 1, floor: 1e-6, startLabels: null }));
  const order = [0, 1, 2].map((c) => [0, 1, 2].sort((a, b) => away(mixture!.means, c, found!.mixture.means, a) - away(mixture!.means, c, found!.mixture.means, b))[0]); // biome-ignore format: one line
  order.forEach((other, c) => {
    expect(found!.mixture.weights[other]).toBeCloseTo(mixture!.weights[c], 3);
    for (let j = 0; j < 2; j++) expect(found!.mixture.means[other * 2 + j]).toBeCloseTo(mixture!.means[c * 2 + j], 2);
    for (let i = 0; i < 4; i++)
      expect(Math.abs(found!.mixture.covariances[other * 4 + i] - mixture!.covariances[c * 4 + i])).toBeLessThan(0.03);
  });
  expect(found!.logLikelihood).toBeLessThan(0);
});

const away = (a: Float64Array, c: number, b: Float64Array, other: number): number =>
  Math.hypot(a[c * 2] - b[other * 2], a[c * 2 + 1] - b[other * 2 + 1]);

test('spare components fade: three blobs are three components out of twelve', () => {
  for (const weights of ['process', 'distribution'] as const) {
    const { found, ledger, starts } = search(blobs(600, 3, 3, 6, 9), 12, { weights });
    expect(found?.effectiveComponents).toBe(3);
    expect(found?.weights.mean.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(ledger).toHaveLength(starts);
    expect(found!.terms).toHaveLength(found!.trace.length);
    expect(found!.terms.at(-1)?.elbo).toBeCloseTo(found!.elbo, 6);
  }
});

test('components come in order of their expected rows, whichever start won', () => {
  const { found } = search(iris, 6, { concentration: 5 }, { family: 'VVI' });
  const { counts } = found!.posterior;
  for (let c = 1; c < 6; c++) expect(counts[c]).toBeLessThanOrEqual(counts[c - 1] + 1e-6);
});

test('the same seed gives the same bits', () => {
  expect(search(iris, 5)).toEqual(search(iris, 5));
});

test('from labels the ascent is plain, and the sticks keep the order of the labels', () => {
  const labels = Int32Array.from({ length: 272 }, (_, i) => (faithful.data[i] > 3 ? 2 : 1));
  const { found, starts, ledger } = search(faithful, 2, {}, { startLabels: labels });
  expect([starts, ledger[0].method]).toEqual([1, 'start labels']);
  expect(found!.mixture.weights[0]).toBeLessThan(found!.mixture.weights[1]);
});

describe('credible intervals of weights', () => {
  /** Gamma(shape) by Marsaglia & Tsang (2000). */
  const gamma = (random: Random, shape: number): number => {
    if (shape < 1) return gamma(random, shape + 1) * random.next() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal(random);
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  test.each(['process', 'distribution'] as const)('hold 95 of 100 draws of the posterior, Dirichlet %s', (weights) => {
    const { found } = search(iris, 6, { weights, concentration: 3 }, { family: 'VVI' });
    const { model, posterior } = found!;
    const { lower, upper } = weightIntervals(model, posterior);
    const random = createRandom(3, weights);
    const inside = new Float64Array(6);
    const draws = 4000;
    for (let draw = 0; draw < draws; draw++) {
      let left = 1;
      const raw = Array.from(posterior.concentration, (a, c) => {
        const one = gamma(random, a);
        if (weights === 'distribution') return one;
        const v = one / (one + gamma(random, posterior.rest[c]));
        const own = left * v;
        left -= own;
        return own;
      });
      const total = raw.reduce((sum, value) => sum + value, 0);
      raw.forEach((value, c) => {
        if (value / total >= lower[c] && value / total <= upper[c]) inside[c]++;
      });
    }
    for (const count of inside) {
      expect(count / draws).toBeGreaterThan(0.93);
      expect(count / draws).toBeLessThan(0.97);
    }
  });
});

describe('what cannot be fitted is said in words', () => {
  test('a shape without a conjugate prior', () => {
    expect(() => search(iris, 3, {}, { family: 'VEV' })).toThrow(/VVV, EEE, VVI and VII/);
  });
  test.each([
    [{ concentration: 0 }, /concentration is 0; it must be above 0/],
    [{ meanPrecision: -1 }, /mean precision/],
    [{ degrees: 3 }, /degrees of freedom is 3; it must be above 3/],
    [{ mean: new Float64Array(2) }, /prior mean needs 4 finite numbers/],
    [{ scale: new Float64Array(16) }, /symmetric positive definite/],
  ])('a prior that is none: %o', (prior, words) => {
    expect(() => search(iris, 3, prior)).toThrow(words);
  });
  test('a constant column is named', () => {
    const { found, failure } = search(rowsOf([[1, 5], [2, 5], [4, 5], [7, 5]]), 2); // biome-ignore format: a small table
    expect(found).toBeNull();
    expect(failure).toContain('column 2');
  });
});

test('columns that follow from one another, few rows and equal rows are fitted: the prior holds them up', () => {
  const twice = rowsOf(Array.from({ length: 30 }, (_, i) => [i % 7, 2 * (i % 7)]));
  expect(search(twice, 5).converged).toBe(true);
  const few = rowsOf([[1, 2], [3, 4], [9, 1], [1, 2]]); // biome-ignore format: a small table
  const { found, converged } = search(few, 10);
  expect(converged).toBe(true);
  for (const value of [...found!.mixture.means, ...found!.mixture.covariances, found!.elbo])
    expect(Number.isFinite(value)).toBe(true);
});
