import { describe, expect, test } from 'vitest';
import { bootstrapRefits } from '../../../../src/main/engine/doubt/bootstrap-refits.ts';
import { quantile, spreadOf } from '../../../../src/main/engine/doubt/spread.ts';
import { refitsToDraw, spreadOfRefits, standardErrors } from '../../../../src/main/engine/doubt/standard-errors.ts';
import type { Mixture } from '../../../../src/main/engine/mixture/mixture.ts';
import { takeRows } from '../../../../src/main/engine/rows.ts';
import type { FamilyCode } from '../../../../src/shared/model/mixture.ts';
import { faithful, finish } from '../support.ts';
import { apart, drawn, fitTo, mixtureOf } from './mixtures.ts';

const errors = (mixture: Mixture, family: FamilyCode = 'VVV', replicates = 199, rows = faithful) =>
  finish(standardErrors(rows, mixture, { family, replicates, seed: 1, floor: 1e-6 }));

describe('standard errors by weighted-likelihood bootstrap', () => {
  test('with one component are sd/√n for the means and √(2/n) variance for variances', () => {
    const { rows } = drawn({ ...apart, k: 1, weights: Float64Array.of(1), means: Float64Array.of(0, 5) }, 400, 1);
    const mixture = mixtureOf(fitTo(rows, 1));
    const { means, variances, weights, failure } = errors(mixture, 'VVV', 400, rows);
    expect(failure).toBeNull();
    for (const j of [0, 1]) {
      const variance = mixture.covariances[j * 2 + j];
      expect(means.standardErrors[j] / Math.sqrt(variance / 400)).toBeGreaterThan(0.85);
      expect(means.standardErrors[j] / Math.sqrt(variance / 400)).toBeLessThan(1.15);
      expect(variances.standardErrors[j] / (variance * Math.sqrt(2 / 400))).toBeGreaterThan(0.8);
      expect(variances.standardErrors[j] / (variance * Math.sqrt(2 / 400))).toBeLessThan(1.2);
      expect(means.lower[j]).toBeLessThan(mixture.means[j]);
      expect(means.upper[j]).toBeGreaterThan(mixture.means[j]);
      const halfWidth = (means.upper[j] - means.lower[j]) / 2;
      expect(halfWidth / means.standardErrors[j]).toBeGreaterThan(1.7);
      expect(halfWidth / means.standardErrors[j]).toBeLessThan(2.2);
    }
    expect(weights.standardErrors[0]).toBe(0);
  });

  test("of two components agree with mclust's, of 499 refits, within 15 %", () => {
    const { weights, means, covariances, variances, relabelled, failed } = errors(mixtureOf(fitTo(faithful, 2)), 'VVV', 499);
    const near = (value: number, other: number) => {
      expect(value / other).toBeGreaterThan(0.85);
      expect(value / other).toBeLessThan(1.15);
    };
    near(weights.standardErrors[0], 0.02915697);
    [0.03242877, 0.46836144, 0.02989726, 0.58343508].forEach((value, at) => {
      near(means.standardErrors[at], value);
    });
    [0.0193258, 0.2655987, 0.2655987, 4.2674253, 0.0134669, 0.1663192, 0.1663192, 4.1481038].forEach((value, at) => {
      near(covariances[at], value);
    });
    expect(variances.standardErrors[3]).toBeCloseTo(covariances[7], 10);
    expect(relabelled).toBe(0);
    expect(failed).toBe(0);
  });

  test('keep each component to itself when two are equally heavy', () => {
    const { rows } = drawn(apart, 150, 2);
    const { weights, means } = errors(mixtureOf(fitTo(rows, 3, 'EII')), 'EII', 60, rows);
    for (const error of means.standardErrors) expect(error).toBeLessThan(0.3);
    for (const error of weights.standardErrors) expect(error).toBeLessThan(0.08);
  });

  test('know only the ratios of row weights', () => {
    const mixture = mixtureOf(fitTo(faithful, 2));
    const four = errors(mixture, 'VVV', 60, { ...faithful, weights: new Float64Array(272).fill(4) });
    const one = errors(mixture, 'VVV', 60);
    expect(four.means.standardErrors[0]).toBeCloseTo(one.means.standardErrors[0], 6);
  });

  test('are the same bits for the same seed', () => {
    const mixture = mixtureOf(fitTo(faithful, 2));
    expect(errors(mixture, 'EEE', 20)).toEqual(errors(mixture, 'EEE', 20));
  });

  test('say so when refits do not end in a usable fit', () => {
    const few = takeRows(faithful, [0, 1, 2, 3, 4, 5, 6, 7]);
    const mixture = mixtureOf(fitTo(few, 2, 'EEE'));
    const { failure, replicates, means } = errors(mixture, 'VVV', 30, few);
    expect(replicates).toBeLessThan(30);
    expect(failure).toContain('of 30 refits ended in a usable fit');
    expect(means.standardErrors.every(Number.isFinite)).toBe(true);
  });
});

test("quantiles are R's default ones", () => {
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
  expect(quantile([10, 20, 30], 0.025)).toBeCloseTo(10.5, 12);
  expect(quantile([7], 0.975)).toBe(7);
});

test('spread needs two draws', () => {
  expect([...spreadOf([Float64Array.of(5)], 1).standardErrors]).toEqual([0]);
  expect([...spreadOf([Float64Array.of(1), Float64Array.of(3)], 1).standardErrors]).toEqual([Math.SQRT2]);
});

describe('refits in parts', () => {
  test('come to the same bits as all in one go', () => {
    const mixture = mixtureOf(fitTo(faithful, 2));
    const options = { family: 'VVV', replicates: 20, seed: 1, floor: 1e-6 } as const;
    const parts = [
      [0, 7],
      [7, 8],
      [8, 20],
    ].flatMap(([from, to]) => finish(bootstrapRefits(faithful, mixture, options, from, to)));
    expect(spreadOfRefits(parts, mixture, 20)).toEqual(errors(mixture, 'VVV', 20));
  });

  test('are drawn until there are enough, or too many have failed', () => {
    const one = { weights: new Float64Array(1), means: new Float64Array(1), covariances: new Float64Array(1), relabelled: false };
    expect(refitsToDraw([], 5)).toBe(5);
    expect(refitsToDraw([one, null, one], 5)).toBe(3);
    expect(refitsToDraw([one, one], 2)).toBe(0);
    expect(refitsToDraw(new Array(11).fill(null), 5)).toBe(0);
  });
});

describe('standard errors under constraints', () => {
  test('are none for proportions held equal, and of the same size for the means', () => {
    const { rows } = drawn(apart, 240, 3);
    const mixture = { ...mixtureOf(fitTo(rows, 3, 'EII')), weights: new Float64Array(3).fill(1 / 3) };
    const options = { family: 'EII', replicates: 60, seed: 1, floor: 1e-6 } as const;
    const equal = finish(standardErrors(rows, mixture, { ...options, proportions: 'equal' }));
    const free = finish(standardErrors(rows, mixture, options));
    for (const error of equal.weights.standardErrors) expect(error).toBeLessThan(1e-12);
    equal.means.standardErrors.forEach((error, at) => {
      expect(error / free.means.standardErrors[at]).toBeGreaterThan(0.8);
      expect(error / free.means.standardErrors[at]).toBeLessThan(1.25);
    });
  });

  test('go with a noise component beside', () => {
    const mixture = mixtureOf(fitTo(faithful, 2, 'VVV', { noise: true }));
    const { failure, means } = errors(mixture, 'VVV', 40);
    expect(mixture.noise).not.toBeNull();
    expect(failure).toBeNull();
    expect(means.standardErrors.every((error) => error > 0)).toBe(true);
  });
});
