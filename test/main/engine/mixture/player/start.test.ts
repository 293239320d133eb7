import { describe, expect, test } from 'vitest';
import { familyOf } from '../../../../../src/main/engine/mixture/family/table.ts';
import { play } from '../../../../../src/main/engine/mixture/player/play.ts';
import { type Start, startOf } from '../../../../../src/main/engine/mixture/player/start.ts';
import { columnMoments, type Rows } from '../../../../../src/main/engine/rows.ts';
import type { FamilyCode } from '../../../../../src/shared/model/mixture.ts';
import { faithful, finish, listOf, rowsOf } from '../../support.ts';

function start(rows: Rows, from: Start, k: number, seed = 1, code: FamilyCode = 'VVV') {
  const moments = finish(columnMoments(rows));
  const floor = { share: 1e-6, variances: moments.variances };
  return startOf(rows, from, { k, family: familyOf(code), floor, moments, seed });
}
const options = { k: 2, family: 'VVV', seed: 1, limit: 5, floor: 1e-6, columns: ['eruptions', 'waiting'] } as const;

describe('a run that is watched starts', () => {
  test('from random rows: equal weights, means at different rows, one covariance', () => {
    const { weights, means, covariances } = start(faithful, { kind: 'random' }, 3);
    for (const weight of weights) expect(weight).toBeCloseTo(1 / 3, 12);
    const rows = listOf(faithful).map(([x, y]) => `${x.toFixed(9)} ${y.toFixed(9)}`);
    const found = [0, 1, 2].map((c) => `${means[2 * c].toFixed(9)} ${means[2 * c + 1].toFixed(9)}`);
    for (const mean of found) expect(rows).toContain(mean);
    expect(new Set(found).size).toBe(3);
    expect([...covariances.slice(4, 8)]).toEqual([...covariances.slice(0, 4)]);
  });

  test('from different rows also where nearly all rows are the same', () => {
    const rows = rowsOf([...Array.from({ length: 500 }, () => [1, 1]), [2, 3], [4, 5]]);
    const { means } = start(rows, { kind: 'random' }, 3);
    expect([...means].map((x) => Math.round(x)).sort()).toEqual([1, 1, 2, 3, 4, 5]);
  });

  test('at the means that are given', () => {
    const { means } = start(faithful, { kind: 'means', means: new Float64Array([2, 55, 4, 80]) }, 2);
    [2, 55, 4, 80].forEach((value, i) => {
      expect(means[i]).toBeCloseTo(value, 10);
    });
  });

  test('from a group of rows as component 1, with the others beside it', () => {
    const group = Int32Array.from(faithful.data.subarray(0, 272).keys()).filter((i) => faithful.data[i] < 3);
    const { weights, means } = start(faithful, { kind: 'group', rows: group }, 2);
    expect(weights[0]).toBeCloseTo(group.length / 272, 12);
    const mean = group.reduce((sum, i) => sum + faithful.data[i], 0) / group.length;
    expect(means[0]).toBeCloseTo(mean, 10);
    expect(means[2]).toBeGreaterThan(3);
  });

  test.each(['VVV', 'EEE', 'VVI', 'VII'] as const)('from a whole mixture of %s as it is', (code) => {
    const { weights, means, covariances } = start(faithful, { kind: 'k-means++' }, 3, 4, code);
    const again = start(faithful, { kind: 'mixture', mixture: { k: 3, d: 2, weights, means, covariances } }, 3, 1, code);
    again.means.forEach((value, i) => {
      expect(value).toBeCloseTo(means[i], 9);
    });
    again.covariances.forEach((value, i) => {
      expect(value).toBeCloseTo(covariances[i], 9);
    });
    again.weights.forEach((value, i) => {
      expect(value).toBeCloseTo(weights[i], 12);
    });
  });

  test('from a mixture with noise without it', () => {
    const { means, covariances } = start(faithful, { kind: 'random' }, 2);
    const noise = { weight: 0.2, logDensity: -5, perColumn: null };
    const mixture = { k: 2, d: 2, weights: new Float64Array([0.6, 0.2]), means, covariances, noise };
    const { weights, noise: none } = start(faithful, { kind: 'mixture', mixture }, 2);
    expect(none).toBeNull();
    expect([...weights]).toEqual([expect.closeTo(0.75, 12), expect.closeTo(0.25, 12)]);
  });

  test.each(['random', 'k-means++'] as const)('%s the same for the same seed, otherwise for another', (kind) => {
    expect(start(faithful, { kind }, 3, 7).means).toEqual(start(faithful, { kind }, 3, 7).means);
    expect(start(faithful, { kind }, 3, 7).means).not.toEqual(start(faithful, { kind }, 3, 8).means);
  });

  test('not from an empty group, from too many rows, from the wrong number of means, or in other columns', () => {
    const all = Int32Array.from({ length: 272 }, (_, i) => i);
    expect(() => start(faithful, { kind: 'group', rows: new Int32Array(0) }, 2)).toThrow(/No selected row/);
    expect(() => start(faithful, { kind: 'group', rows: all }, 2)).toThrow(/0 rows are not selected/);
    expect(() => start(faithful, { kind: 'means', means: new Float64Array(3) }, 2)).toThrow(/2 × 2 finite means/);
    const { weights, means, covariances } = start(faithful, { kind: 'random' }, 2);
    const mixture = { k: 2, d: 2, weights, means, covariances };
    expect(() => start(faithful, { kind: 'mixture', mixture }, 3)).toThrow(/2 components in 2 columns/);
  });
});

test('a run tells each mixture once', () => {
  const { mixtures, steps, converged } = finish(play(faithful, { ...options, start: { kind: 'random' } }));
  expect(converged).toBe(false);
  expect(steps.map(({ kind }) => kind).join(' ')).toBe('start E M E M E M E M E M E');
  expect(steps.map(({ mixture }) => mixture)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
  expect(mixtures).toHaveLength(6);
});

test('what cannot be fitted is said before anything runs', () => {
  const flat = rowsOf(listOf(faithful).map(([x]) => [x, 1]));
  expect(() => finish(play(flat, { ...options, start: { kind: 'random' } }))).toThrow(/same value in column 'waiting'/);
  const few = rowsOf([[1, 2], [2, 1], [3, 5]]); // biome-ignore format: a small shape
  expect(() => finish(play(few, { ...options, start: { kind: 'random' } }))).toThrow(/needs at least 6 rows/);
});
