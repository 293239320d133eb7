import { describe, expect, test } from 'vitest';
import { differenceOf, pairsOf, rankingOf } from '../../../../src/main/engine/scoreboard/compare.ts';
import { type ScoredModel, scoreOf } from '../../../../src/main/engine/scoreboard/score.ts';
import type { ScoreModel } from '../../../../src/shared/model/scoreboard.ts';

const places = Int32Array.from([0, 1, 2, 3, 4, 5]);
const model = (name: ScoreModel, logDensity: number[] | null, variance: number[] | null = null): ScoredModel =>
  scoreOf(
    name,
    6,
    [
      {
        ...{ model: name, held: 0, places, choice: '', parameters: null, caution: null },
        logDensity: logDensity && Float64Array.from(logDensity),
        variance: variance && Float64Array.from(variance),
        failure: logDensity ? null : 'It could not be.',
      },
    ],
    [1],
  );

const first = model('mixture', [-1, -2, -3, -1, -2, -3]);
const second = model('bayesian', [-1.3, -1.9, -3.1, -0.9, -2.4, -2.9]);
const last = model('gaussian-full', [-2, -3, -4, -2.1, -3.1, -4]);

test('a score is the mean over the rows with sd / √n', () => {
  expect(first.score.nats).toBe(-2);
  expect(first.score.standardError).toBeCloseTo(Math.sqrt(0.8 / 6), 12);
});

test('a bound tells of its draws: Monte-Carlo error √Σv / n, and half the mean variance that it lies low', () => {
  const { score } = model('vae', [-1, -1, -1, -1, -1, -1], [0.01, 0.01, 0.01, 0.01, 0.01, 0.04]);
  expect(score.lowerBound).toBe(true);
  expect(score.monteCarloError).toBeCloseTo(Math.sqrt(0.09) / 6, 12);
  expect(score.looseness).toBeCloseTo(0.0075, 12);
});

test('differences are paired: far more certain than the two scores by themselves', () => {
  const pairs = pairsOf([first, last]);
  expect(pairs).toHaveLength(1);
  const { difference, standardError } = differenceOf(pairs, 'gaussian-full', 'mixture');
  expect(difference).toBeCloseTo(-1 - 0.2 / 6, 12);
  expect(standardError).toBeLessThan(0.05);
  expect(first.score.standardError).toBeGreaterThan(0.3);
});

describe('the ranking', () => {
  const rank = (...models: ScoredModel[]) =>
    rankingOf(
      models.map(({ score }) => score),
      pairsOf(models),
    );

  test('puts together what cannot be told apart from the first of its group', () => {
    expect(rank(last, second, first).map(({ model, group }) => [model, group])).toEqual([
      ['mixture', 0],
      ['bayesian', 0],
      ['gaussian-full', 1],
    ]);
  });

  test('has no place for a model without a figure', () => {
    expect(rank(first, model('vae', null)).map((one) => one.model)).toEqual(['mixture']);
    expect(rank(model('vae', null))).toEqual([]);
  });

  test('does not tell apart what differs by rounding', () => {
    const same = model('pca', [-2 - 1e-15, -3, -4, -2.1, -3.1, -4]);
    expect(rank(same, last).map(({ model, group }) => [model, group])).toEqual([
      ['gaussian-full', 0],
      ['pca', 0],
    ]);
  });

  test('holds a bound to be worse only by what it may lie low more', () => {
    const exact = model('pca', [-1, -1, -1, -1, -1, -1]);
    const below = [-1.2, -1.2, -1.2, -1.2, -1.2, -1.2];
    expect(rank(exact, model('vae', below, [0, 0, 0, 0, 0, 0]))[1].group).toBe(1);
    expect(rank(exact, model('vae', below, [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]))[1].group).toBe(0);
  });
});
