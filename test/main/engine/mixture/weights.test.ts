import { describe, expect, test } from 'vitest';
import { em } from '../../../../src/main/engine/mixture/em.ts';
import { familyOf } from '../../../../src/main/engine/mixture/family/table.ts';
import { fromLabels } from '../../../../src/main/engine/mixture/from-labels.ts';
import { createPlainPass } from '../../../../src/main/engine/mixture/pass/plain.ts';
import { posterior } from '../../../../src/main/engine/mixture/posterior.ts';
import { type CandidateOptions, searchCandidate } from '../../../../src/main/engine/mixture/search.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import { columnMoments, countDistinct, type Rows, takeRows, totalWeight } from '../../../../src/main/engine/rows.ts';
import { type FamilyCode, familyCodes } from '../../../../src/shared/model/mixture.ts';
import { faithful, finish, iris, listOf, rowsOf } from '../support.ts';

const short = { tolerance: 0, gain: 0, maxIterations: 10 };
const random = createRandom(3, 'weights');
/** 0, 1, 2 or 3 a row; each cluster of iris keeps many rows. */
const weights = Float64Array.from({ length: 150 }, () => random.below(4));
const thirds = Int32Array.from({ length: 150 }, (_, i) => 1 + Math.floor(i / 50));
const times = <T>(list: readonly T[]): T[] => list.flatMap((item, i) => new Array<T>(weights[i]).fill(item));
const weighted: Rows = { ...iris, weights };
const repeated = rowsOf(times(listOf(iris)));
const repeatedLabels = Int32Array.from(times([...thirds]));
const search = (rows: Rows, more: Partial<CandidateOptions>) =>
  finish(searchCandidate(rows, { k: 3, family: 'VVV', starts: 2, seed: 1, floor: 1e-6, startLabels: null, ...more }));

function run(rows: Rows, code: FamilyCode, labels: Int32Array) {
  const family = familyOf(code);
  const floor = { share: 1e-6, variances: finish(columnMoments(rows)).variances };
  const first = finish(fromLabels(rows, labels, 3, family, floor, 0));
  return finish(em(createPlainPass(rows, 3, family.shape), rows.n, family, floor, first, short));
}

const close = (a: number, b: number) => Math.abs(a - b) <= 1e-10 * Math.max(1, Math.abs(b));

test.each(familyCodes)('EM with whole weights is EM on repeated rows, with %s', (code) => {
  const one = run(weighted, code, thirds);
  const other = run(repeated, code, repeatedLabels);
  // Where gains are down to rounding, rounding decides which of the two stops first.
  const common = Math.min(one.trace.length, other.trace.length);
  expect(common).toBeGreaterThan(7);
  for (let t = 0; t < common; t++) expect(close(one.trace[t], other.trace[t])).toBe(true);
  for (const part of ['weights', 'means', 'covariances'] as const) {
    one.parameters[part].forEach((value, i) => {
      expect(Math.abs(value - other.parameters[part][i])).toBeLessThan(1e-8);
    });
  }
});

test('weights in any unit give the same parameters, and scale the log-likelihood', () => {
  const one = run(weighted, 'VVV', thirds);
  const half = run({ ...iris, weights: weights.map((w) => w / 2) }, 'VVV', thirds);
  expect(close(half.logLikelihood, one.logLikelihood / 2)).toBe(true);
  half.parameters.means.forEach((mean, i) => {
    expect(close(mean, one.parameters.means[i])).toBe(true);
  });
});

test('the criteria of whole weights are those of the repeated rows', () => {
  const one = search(weighted, { startLabels: thirds });
  const other = search(repeated, { startLabels: repeatedLabels });
  for (const part of ['logLikelihood', 'bic', 'aic', 'icl'] as const)
    expect(close(Number(one[part]), Number(other[part]))).toBe(true);
  expect(one.sizes.reduce((sum, size) => sum + size, 0)).toBe(weights.filter((w) => w > 0).length);
});

test('a search over weighted rows finds at least the optimum of the repeated rows', () => {
  const one = search(weighted, { starts: 10 });
  const other = search(repeated, { starts: 10 });
  expect(one.failure).toBeNull();
  expect(Math.abs(Number(one.logLikelihood) - Number(other.logLikelihood))).toBeLessThan(1e-4);
});

describe('a row of weight 0', () => {
  const data = Float64Array.from(faithful.data);
  data[5] = 1e6;
  const w = new Float64Array(272).fill(1);
  w[5] = 0;

  test('takes no part, wherever it lies', () => {
    const rest = takeRows(
      faithful,
      Int32Array.from({ length: 272 }, (_, i) => i).filter((i) => i !== 5),
    );
    const one = search({ ...faithful, data, weights: w }, { k: 2 });
    const other = search(rest, { k: 2 });
    expect(one.logLikelihood).toBeCloseTo(Number(other.logLikelihood), 6);
    expect(one.bic).toBeCloseTo(Number(other.bic), 6);
  });

  test('takes no part even where its density is 0', () => {
    const far = Float64Array.from(faithful.data);
    far[5] = 1e200;
    const found = search({ ...faithful, data: far, weights: w }, { k: 2 });
    expect(found.failure).toBeNull();
    expect(Number.isFinite(found.logLikelihood)).toBe(true);
  });

  test('has a posterior all the same', () => {
    const { mixture } = search(faithful, { k: 2 });
    if (!mixture) throw new Error('no fit');
    const { labels } = finish(posterior({ ...faithful, weights: w }, mixture));
    expect(labels).toEqual(finish(posterior(faithful, mixture)).labels);
    expect(labels[5]).toBeGreaterThan(0);
  });
});

describe('what weights make impossible is named for the candidate', () => {
  const failing = (w: Float64Array, k = 2) => search({ ...faithful, weights: w }, { k }).failure;
  const ones = () => new Float64Array(272).fill(1);

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('a weight of %d', (value) => {
    const w = ones();
    w[3] = value;
    expect(failing(w)).toContain(`The weight of row 4 is ${value}`);
  });
  test('nothing but zeros', () => {
    expect(failing(new Float64Array(272))).toContain('weight 0');
  });
  test('too little weight for the components', () => {
    expect(failing(new Float64Array(272).fill(0.01))).toContain('counted by their weights');
  });
  test('fewer different rows of weight above 0 than components', () => {
    const w = new Float64Array(272);
    w[0] = 100;
    w[1] = 100;
    expect(countDistinct({ ...faithful, weights: w }, 5)).toBe(2);
    expect(failing(w, 3)).toContain('different rows');
  });
});

test('moments, totals and parts of the rows know the weights', () => {
  const { means, variances } = finish(columnMoments(weighted));
  const expected = finish(columnMoments(repeated));
  means.forEach((mean, j) => {
    expect(mean).toBeCloseTo(expected.means[j], 12);
    expect(variances[j]).toBeCloseTo(expected.variances[j], 12);
  });
  expect(totalWeight(weighted)).toBe(repeated.n);
  expect(totalWeight(iris)).toBe(150);
  expect([...(takeRows(weighted, [4, 2]).weights ?? [])]).toEqual([weights[4], weights[2]]);
});
