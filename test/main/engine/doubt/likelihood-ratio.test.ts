import { describe, expect, test } from 'vitest';
import { likelihoodRatio } from '../../../../src/main/engine/doubt/likelihood-ratio.ts';
import type { LikelihoodRatioOptions } from '../../../../src/main/engine/doubt/ratio-test.ts';
import type { Rows } from '../../../../src/main/engine/rows.ts';
import { faithful, finish, rowsOf } from '../support.ts';
import { apart, drawn, fitTo, mixtureOf, settings, spheres } from './mixtures.ts';

const defaults: LikelihoodRatioOptions = {
  family: 'VVV',
  from: 1,
  upTo: 4,
  replicates: 39,
  level: 0.05,
  search: settings,
  known: [],
};
const run = (rows: Rows, options: Partial<LikelihoodRatioOptions> = {}) =>
  finish(likelihoodRatio(rows, { ...defaults, ...options }));

describe('the bootstrap likelihood-ratio test', () => {
  const result = run(faithful, { replicates: 49 });

  test("says of Old Faithful that one component is too few, by mclust's statistic", () => {
    const [one] = result.tests;
    expect(result.failure).toBeNull();
    expect(one.statistic).toBeCloseTo(319.065, 1);
    expect(one.pValue).toBe(0.02);
  });

  // mclust stops at K = 2, since its one start ends in a third component at 6.13 where 31.6 is to be had.
  test('is as good as the optima that it compares', () => {
    const [, two] = result.tests;
    expect(two.statistic).toBeGreaterThan(6.130516);
    expect(result.tests.map((t) => t.k)).toEqual([1, 2, 3]);
    expect(result.tests.map((t) => t.pValue > 0.05)).toEqual([false, false, true]);
    expect(result.k).toBe(3);
  });

  test('tells p by its formula', () => {
    for (const { statistic, pValue, bootstrap } of result.tests) {
      expect(bootstrap.length).toBe(49);
      expect(pValue).toBe((1 + bootstrap.filter((value) => value >= statistic).length) / 50);
      expect(bootstrap.every((value) => value > -0.1)).toBe(true);
    }
  });

  test('takes fits that are known already', () => {
    const known = [1, 2, 3, 4].map((k) => {
      const fit = fitTo(faithful, k);
      return { mixture: mixtureOf(fit), logLikelihood: fit.logLikelihood ?? 0 };
    });
    const again = run(faithful, { replicates: 49, known });
    expect(again.tests.map((t) => t.pValue)).toEqual(result.tests.map((t) => t.pValue));
    expect(again.k).toBe(result.k);
  });

  test('is the same bits for the same seed, and others for another', () => {
    const once = run(faithful, { from: 2, upTo: 2, replicates: 5 });
    expect(run(faithful, { from: 2, upTo: 2, replicates: 5 })).toEqual(once);
    const other = run(faithful, { from: 2, upTo: 2, replicates: 5, search: { ...settings, seed: 2 } });
    expect(other.tests[0].bootstrap).not.toEqual(once.tests[0].bootstrap);
  });
});

test('finds the true number of clusters that are apart', () => {
  const { rows } = drawn(apart, 150, 4);
  expect(run(rows, { family: 'EII' }).k).toBe(3);
});

test('its p-values are roughly uniform where there is nothing to find', () => {
  const values: number[] = [];
  for (let seed = 0; seed < 24; seed++) {
    const { rows } = drawn(spheres([[0, 0]]), 60, 100 + seed);
    values.push(...run(rows, { upTo: 1, replicates: 19 }).tests.map((t) => t.pValue));
  }
  expect(values.length).toBe(24);
  const mean = values.reduce((sum, p) => sum + p, 0) / 24;
  expect(mean).toBeGreaterThan(0.33);
  expect(mean).toBeLessThan(0.7);
  expect(values.filter((p) => p <= 0.1).length).toBeLessThanOrEqual(7);
});

test('goes on to the last K asked for when every test is significant', () => {
  const { rows } = drawn(apart, 150, 4);
  const { tests, k, failure } = run(rows, { family: 'EII', upTo: 2 });
  expect(tests.map((t) => t.k)).toEqual([1, 2]);
  expect([k, failure]).toEqual([null, null]);
});

test('samples too few for the level decide nothing', () => {
  const { tests, k, failure } = run(faithful, { upTo: 1, replicates: 9 });
  expect(tests).toHaveLength(1);
  expect(k).toBeNull();
  expect(failure).toBe('9 samples cannot give a p-value of 0.05 or less: ask for 19 or more.');
});

test('what cannot be tested is named, and the tests before it are kept', () => {
  const few = rowsOf(Array.from({ length: 8 }, (_, i) => [i < 4 ? i * 0.1 : 50 + i * 0.13 + (i % 2) * 0.05]));
  const { tests, failure } = run(few, { family: 'EEE', level: 1, replicates: 19 });
  expect(tests.length).toBeLessThan(4);
  expect(failure).toMatch(/^K = \d/);
  const weighted = run({ ...faithful, weights: new Float64Array(272).fill(1) });
  expect(weighted.failure).toContain('weighted rows');
  expect(run(faithful, { search: { ...settings, prior: true } }).failure).toContain('prior');
  const noise = { weight: 0.1, logDensity: -6, perColumn: null };
  const known = [1, 2].map((k) => ({ mixture: { ...mixtureOf(fitTo(faithful, k)), noise }, logLikelihood: -1100 }));
  expect(run(faithful, { known }).failure).toContain('noise');
});

test('rows too few for one component more are named as such', () => {
  const five = rowsOf(Array.from({ length: 5 }, (_, i) => [i, Math.sin(3 * i)]));
  expect(run(five, {}).failure).toBe(
    'K = 1 against 2: K = 2, VVV in 2 columns needs at least 6 rows (3 a component); there are 5. Try fewer components, fewer columns, one size for all (EII, EEI) or more rows.',
  );
});

test('its share never falls and says which sample', () => {
  let share = 0;
  const told = new Set<string>();
  for (const step of likelihoodRatio(faithful, { ...defaults, replicates: 3, upTo: 2 })) {
    expect(step.share).toBeGreaterThanOrEqual(share);
    expect(step.share).toBeLessThanOrEqual(1);
    share = step.share;
    told.add(step.doing);
  }
  expect(told.has('K = 1 against 2, sample 3 of 3')).toBe(true);
});

/** The rows with every seventh cell of the second column missing. */
const holed: Rows = {
  ...faithful,
  missing: true,
  data: faithful.data.map((value, at) => (at > faithful.n && at % 7 === 0 ? Number.NaN : value)),
};

test('samples have missing cells where the rows have them', () => {
  const { tests, failure } = run(holed, { upTo: 1, replicates: 5, level: 0.2 });
  expect(failure).toBeNull();
  expect(tests[0].statistic).toBeGreaterThan(200);
  expect(tests[0].bootstrap.every((value) => value > -0.1 && value < 60)).toBe(true);
});

test('samples have rows of noise where the fit has them', () => {
  const { tests, failure } = run(faithful, { upTo: 1, replicates: 5, level: 0.2, search: { ...settings, noise: true } });
  if (failure === null) expect(tests[0].pValue).toBe(1 / 6);
  else expect(failure).toContain('not a box along the axes');
});
