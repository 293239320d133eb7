import { describe, expect, test } from 'vitest';
import { type Doubt, type DoubtOf, doubtOf, withDoubt } from '../../../src/shared/model/doubt-results.ts';
import {
  apart,
  heldOutKs,
  heldOutSentence,
  likelihoodRatioSentence,
  pText,
  stabilitySentence,
} from '../../../src/shared/model/doubt-words.ts';

const done = { created: '2026-01-01T00:00:00Z', seconds: 1 };
/** [K, nats below the best, error of that] of EEE. */
const heldOut = (figures: readonly (readonly [number, number, number])[], simplest: number | null): DoubtOf<'held-out'> => ({
  kind: 'held-out',
  options: { kind: 'held-out', fit: 1, folds: 5, seed: 1 },
  result: {
    candidates: figures.map(([k, difference, differenceError]) => ({
      ...{ k, family: 'EEE' as const, parameters: 3 * k, nats: -4.2 + difference, standardError: 0.05 },
      ...{ difference, differenceError, folds: [], failure: null },
    })),
    best: figures.findIndex(([, difference]) => difference === 0),
    simplest,
  },
  ...done,
});
const ratio = (ps: readonly number[], k: number | null, failure: string | null = null): DoubtOf<'likelihood-ratio'> => ({
  kind: 'likelihood-ratio',
  options: { kind: 'likelihood-ratio', fit: 1, family: 'EEE', replicates: 199, level: 0.05, seed: 1 },
  result: { tests: ps.map((pValue, i) => ({ k: i + 1, statistic: 9, pValue, bootstrap: [], redrawn: 0 })), k, failure },
  ...done,
});
const stability = (aris: readonly (number | null)[]): DoubtOf<'stability'> => ({
  kind: 'stability',
  options: { kind: 'stability', fit: 1, family: 'EEE', subsamples: 50, seed: 1 },
  result: {
    candidates: aris.map((ari, i) => ({
      ...{ k: i + 1, family: 'EEE' as const, ari, ariSd: 0.1, clusters: [], fitted: 50, doubtful: 0, unfitted: 0, failure: null },
    })),
  },
  ...done,
});

describe('held-out likelihood in words', () => {
  test('cannot tell K apart that lie within one standard error of the best', () => {
    const found = heldOut([[1, -0.5, 0.04], [2, -0.018, 0.026], [3, 0, 0], [4, -0.03, 0.02]], 1); // biome-ignore format: a table
    expect(heldOutKs(found.result)).toEqual([2, 3]);
    expect(heldOutSentence(found)).toBe(
      'K = 3, EEE predicts rows that it has not seen best (−4.200 ± 0.050 nats a row); K = 2, EEE, the simplest within one standard error, would do.',
    );
  });

  test('says when nothing simpler comes near', () => {
    const found = heldOut([[1, -0.5, 0.04], [2, 0, 0]], 1); // biome-ignore format: a table
    expect(heldOutKs(found.result)).toEqual([2]);
    expect(heldOutSentence(found)).toMatch(/nothing simpler comes within one standard error\.$/);
  });

  test('names K that it cannot tell apart', () => {
    expect([apart([2, 3]), apart([2, 3, 4]), apart([2, 4, 5])]).toEqual(['2 from 3', '2 to 4 apart', '2, 4 and 5 apart']);
  });
});

describe('the likelihood-ratio test in words', () => {
  test('stops at the first that is not significant', () => {
    expect(likelihoodRatioSentence(ratio([0.005, 0.005, 0.31], 3))).toBe(
      'EEE: 3 against 4 is the first test that is not significant (p = 0.31), so K = 3.',
    );
  });
  test('asks for larger K when all were', () => {
    expect(likelihoodRatioSentence(ratio([0.005, 0.01], null))).toBe(
      'EEE: every component up to 3 improves the fit (p ≤ 0.05); try larger K.',
    );
  });
  test('tells a failure as it is', () => {
    expect(likelihoodRatioSentence(ratio([], null, 'With a prior there is no test.'))).toBe('With a prior there is no test.');
    expect(likelihoodRatioSentence(ratio([0.005], null, 'K = 2: no fit.'))).toMatch(/up to 2 .*ended there: K = 2: no fit\.$/);
  });
  test('writes p-values with the digits they deserve', () => {
    expect([pText(0.0004), pText(0.005), pText(0.095), pText(0.31)]).toEqual(['< 0.001', '0.005', '0.095', '0.31']);
  });
});

describe('stability in words', () => {
  test('says where labels are found again and where they are not', () => {
    expect(stabilitySentence(stability([null, 0.993, 0.8, 0.5]))).toBe(
      'EEE: labels are most stable at K = 2 (ARI 0.99); at K = 4 they are not to be trusted (below 0.6).',
    );
  });
  test('has nothing to compare at one component', () => {
    expect(stabilitySentence(stability([null]))).toMatch(/no labels to compare/);
  });
});

test('a newer assessment takes the place of the former of its subject', () => {
  const all = [heldOut([[1, 0, 0]], 0), ratio([0.4], 1)].reduce<readonly Doubt[]>(withDoubt, []);
  const next = withDoubt(all, ratio([0.01], null));
  expect(next).toHaveLength(2);
  expect(doubtOf(next, 'likelihood-ratio', 'EEE')?.result.k).toBeNull();
  expect(doubtOf(next, 'likelihood-ratio', 'VVV')).toBeNull();
});

test('tests that were stopped are told as far as they went', () => {
  const stopped = ratio([0.005, 0.01], null);
  expect(likelihoodRatioSentence({ ...stopped, result: { ...stopped.result, stopped: true } })).toBe(
    'EEE: every component up to 3 improves the fit (p ≤ 0.05), as far as it was tested: the last test is of 2 against 3.',
  );
});
