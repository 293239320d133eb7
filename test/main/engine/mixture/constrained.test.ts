import { describe, expect, test } from 'vitest';
import { constrained, rowCovariance } from '../../../../src/main/engine/mixture/constrained.ts';
import { type CandidateOptions, searchCandidate } from '../../../../src/main/engine/mixture/search.ts';
import { columnMoments, type Rows } from '../../../../src/main/engine/rows.ts';
import { faithful, finish, iris } from '../support.ts';

const covarianceOf = (rows: Rows) => finish(rowCovariance(rows, finish(columnMoments(rows))));
const search = (rows: Rows, more: Partial<CandidateOptions>) =>
  finish(searchCandidate(rows, { k: 2, family: 'VVV', starts: 3, seed: 1, floor: 1e-6, startLabels: null, ...more }));

describe('the covariance of rows', () => {
  test('is that of R’s var()', () => {
    const [a, b, , e] = covarianceOf(faithful);
    expect(a).toBeCloseTo(1.302728, 6);
    expect(b).toBeCloseTo(13.97781, 5);
    expect(e).toBeCloseTo(184.8233, 4);
  });

  test('counts rows by their weight', () => {
    const twice = {
      n: 544,
      d: 2,
      data: Float64Array.from({ length: 1088 }, (_, at) => faithful.data[272 * Math.floor(at / 544) + (at % 272)]),
    };
    const weighted = covarianceOf({ ...faithful, weights: new Float64Array(272).fill(2) });
    covarianceOf(twice).forEach((value, at) => {
      expect(weighted[at]).toBeCloseTo(value, 10);
    });
  });

  test('has the variances of the cells that are there, and stays a covariance', () => {
    const data = iris.data.map((value, at) => (at % 7 === 3 ? Number.NaN : value));
    const rows = { ...iris, data, missing: true };
    const covariance = covarianceOf(rows);
    const { variances } = finish(columnMoments(rows));
    for (let j = 0; j < 4; j++) expect(covariance[j * 5]).toBeCloseTo((variances[j] * 150) / 149, 10);
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < i; j++) expect(covariance[i * 4 + j] ** 2).toBeLessThan(covariance[i * 5] * covariance[j * 5]);
    }
  });
});

test('nothing asked is the family of the table', () => {
  const family = finish(constrained(iris, finish(columnMoments(iris)), 'VEE', 3, {}));
  expect(family).toMatchObject({ code: 'VEE', proportions: 'free', prior: null });
});

test('a search with equal proportions has a K-th each, K − 1 parameters less and no higher log-likelihood', () => {
  const free = search(faithful, {});
  const equal = search(faithful, { proportions: 'equal' });
  expect([...(equal.mixture?.weights ?? [])]).toEqual([0.5, 0.5]);
  expect(equal.parameters).toBe(free.parameters - 1);
  expect(equal.logLikelihood).toBeLessThan(free.logLikelihood ?? 0);
  expect(equal.bic).toBeCloseTo(-2 * (equal.logLikelihood ?? 0) + 10 * Math.log(272), 8);
});

test('a search with a prior tells the log-likelihood at the posterior mode, which is a little lower', () => {
  const free = search(faithful, {});
  const mode = search(faithful, { prior: true });
  expect(mode.failure).toBeNull();
  expect(mode.parameters).toBe(free.parameters);
  expect(mode.logLikelihood).toBeLessThan(free.logLikelihood ?? 0);
  expect(mode.logLikelihood).toBeGreaterThan((free.logLikelihood ?? 0) - 10);
  expect(mode.bic).toBeCloseTo(-2 * (mode.logLikelihood ?? 0) + 11 * Math.log(272), 8);
  expect(mode.trace.at(-1)).not.toBe(mode.logLikelihood);
});

test.each(['VVV', 'EEV', 'VEV', 'EII'] as const)('a search with a prior can be gone on from where it ended, %s', (family) => {
  const options = { k: 3, family, prior: true, starts: 4 } as const;
  const found = search(iris, options);
  const again = search(iris, { ...options, known: found, refine: false });
  expect(again).toMatchObject({ converged: true, failure: null });
  expect(Math.abs((again.logLikelihood ?? 0) - (found.logLikelihood ?? 0))).toBeLessThan(1e-5);
  expect(again.trace.at(-1)).toBeGreaterThanOrEqual(found.trace.at(-1) ?? 0);
});

test('a prior that a family cannot have is a named failure of that candidate', () => {
  const result = search(faithful, { family: 'EVV', prior: true });
  expect(result.mixture).toBeNull();
  expect(result.failure).toMatch(/^There is no conjugate prior for EVV\. Try EII, .*, or fit without a prior\.$/);
});
