import { describe, expect, test } from 'vitest';
import { elbow } from '../../../../src/main/engine/doubt/elbow.ts';
import { mergeByEntropy, mergeResponsibilities } from '../../../../src/main/engine/doubt/merge.ts';
import { posterior } from '../../../../src/main/engine/mixture/posterior.ts';
import type { Rows } from '../../../../src/main/engine/rows.ts';
import { faithful, finish } from '../support.ts';
import { apart, drawn, fitTo, mixtureOf, spheres } from './mixtures.ts';

const centres = [
  [1.8, 52],
  [2.2, 58],
  [3.6, 70],
  [4, 78],
  [4.3, 80],
  [4.7, 85],
];

/** Responsibilities by a rule that the figures below were made with too. */
function six(rows: Rows): Float64Array {
  const out = new Float64Array(rows.n * 6);
  for (let i = 0; i < rows.n; i++) {
    const density = centres.map(([x, y]) =>
      Math.exp(-0.5 * (((rows.data[i] - x) / 0.4) ** 2 + ((rows.data[rows.n + i] - y) / 6) ** 2)),
    );
    const sum = density.reduce((a, b) => a + b, 0);
    for (let c = 0; c < 6; c++) out[i * 6 + c] = density[c] / sum;
  }
  return out;
}

describe('merging by entropy', () => {
  const result = finish(mergeByEntropy(six(faithful), 6));

  test("goes through the merges and entropies that mclust's clustCombi prints", () => {
    expect(result.levels.map((level) => level.groups.map((group) => group.join('+')).join(' '))).toEqual([
      '1 2 3 4 5 6',
      '1 2 3 4+5 6',
      '1 2 3 4+5+6',
      '1+2 3 4+5+6',
      '1+2 3+4+5+6',
      '1+2+3+4+5+6',
    ]);
    const entropies = [229.66292299, 163.048073898, 89.2039165966, 35.6565768892, 2.29581495645, 0];
    result.levels.forEach((level, index) => {
      expect(level.entropy).toBeCloseTo(entropies[index], 7);
    });
    expect(result.levels.map((level) => level.mergedRows)).toEqual([0, 107, 161, 97, 175, 272]);
  });

  test('suggests the number of clusters where mclust sees the elbow', () => {
    expect(result.suggested).toBe(3);
    expect(result.suggestedByRows).toBe(3);
  });

  test('gives merged responsibilities that sum to 1 and have the entropy told', () => {
    for (const { groups, clusters, entropy } of result.levels) {
      const merged = mergeResponsibilities(six(faithful), 6, groups);
      expect(merged.length).toBe(272 * clusters);
      let sum = 0;
      for (let i = 0; i < 272; i++) {
        const row = merged.subarray(i * clusters, (i + 1) * clusters);
        expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
        for (const t of row) if (t > 0) sum -= t * Math.log(t);
      }
      expect(sum).toBeCloseTo(entropy, 2);
    }
  });

  test('counts a row of weight 2 as two rows, and one of weight 0 as none', () => {
    const t = six(faithful).subarray(0, 60);
    const twice = finish(mergeByEntropy(Float64Array.of(...t, ...t.subarray(0, 30)), 6));
    const weights = Float64Array.of(2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 0);
    const weighted = finish(mergeByEntropy(Float64Array.of(...t, 1, 0, 0, 0, 0, 0), 6, weights));
    expect(weighted.levels.map((level) => level.groups)).toEqual(twice.levels.map((level) => level.groups));
    weighted.levels.forEach((level, index) => {
      expect(level.entropy).toBeCloseTo(twice.levels[index].entropy, 10);
      expect(level.mergedRows).toBe(twice.levels[index].mergedRows);
    });
  });

  test('has nothing to do for one component', () => {
    const { levels, suggested } = finish(mergeByEntropy(new Float64Array(5).fill(1), 1));
    expect(levels).toEqual([{ clusters: 1, groups: [[1]], entropy: 0, merged: null, mergedRows: 0 }]);
    expect(suggested).toBe(1);
  });
});

test('components that model one skew cluster together are joined first, and the others are left apart', () => {
  const bent = drawn(
    spheres([
      [0, 0],
      [2, 0.3],
      [20, 0],
      [0, 20],
    ]),
    400,
    2,
  ).rows;
  const mixture = mixtureOf(fitTo(bent, 4, 'EII'));
  const { responsibilities, labels } = finish(posterior(bent, mixture));
  const { levels, suggested } = finish(mergeByEntropy(responsibilities, 4));
  expect(suggested).toBe(3);
  const [first] = levels[1].merged ?? [[]];
  const partner = levels[1].merged?.[1] ?? [];
  for (const c of [...first, ...partner]) {
    const x = bent.data.filter((_, at) => at < bent.n && labels[at] === c);
    expect(Math.max(...x)).toBeLessThan(10);
  }
  expect(levels[1].entropy).toBeLessThan(0.05 * levels[0].entropy);
});

test('clusters far apart have no entropy to lose', () => {
  const { rows } = drawn(apart, 300, 1);
  const { responsibilities } = finish(posterior(rows, mixtureOf(fitTo(rows, 3, 'EII'))));
  const [all] = finish(mergeByEntropy(responsibilities, 3)).levels;
  expect(all.entropy / 300).toBeLessThan(0.05);
});

test('the elbow of two lines is where they meet; fewer than three points have none', () => {
  expect(elbow([1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 13, 23])).toBe(3);
  expect(elbow([1, 2], [0, 1])).toBeNull();
  expect(elbow([0, 0, 4, 8], [1, 1, 1, 9])).toBe(2);
});
