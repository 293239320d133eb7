import { describe, expect, test } from 'vitest';
import type { Hierarchy } from '../../../../../src/main/engine/mixture/starts/hierarchy.ts';
import { kMeans } from '../../../../../src/main/engine/mixture/starts/k-means.ts';
import { deterministic, partition, startFrame, startMethod } from '../../../../../src/main/engine/mixture/starts/methods.ts';
import { quantiles } from '../../../../../src/main/engine/mixture/starts/quantiles.ts';
import { sphere, standardise } from '../../../../../src/main/engine/mixture/starts/sphere.ts';
import { ward } from '../../../../../src/main/engine/mixture/starts/ward.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import { columnMoments, type Rows } from '../../../../../src/main/engine/rows.ts';
import { blobs, faithful, finish, iris, rescaled, rowsOf } from '../../support.ts';

const sphered = (rows: Rows) => sphere(standardise(rows, finish(columnMoments(rows))));

describe('sphering', () => {
  test('gives covariance I', () => {
    const z = sphered(iris);
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let r = 0; r < 150; r++) sum += z.data[i * 150 + r] * z.data[j * 150 + r];
        expect(sum / 150).toBeCloseTo(i === j ? 1 : 0, 10);
      }
    }
  });

  test('leaves out directions that the data do not have', () => {
    const line = rowsOf(Array.from({ length: 40 }, (_, i) => [i, 3 * i, Math.sin(i)]));
    expect(sphered(line).d).toBe(2);
  });

  test('does not know the units', () => {
    const plain = sphered(faithful).data;
    sphered(rescaled(faithful, [1e6, 1e-6])).data.forEach((value, i) => {
      expect(value).toBeCloseTo(plain[i], 9);
    });
  });
});

/** The clusters of `blobs` come in turn; this says whether the labels found them. */
const found = (labels: Int32Array, k: number) => {
  const names = new Set(Array.from({ length: k }, (_, c) => labels[c]));
  return names.size === k && labels.every((label, i) => label === labels[i % k]);
};

test('k-means++ finds clusters that stand apart, and labels every row 1…K', () => {
  const rows = blobs(300, 3, 3, 30, 1);
  expect(found(finish(kMeans(rows, 3, 10, createRandom(1))), 3)).toBe(true);
});

test('k-means++ leaves no cluster empty while there are K different rows', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const labels = finish(kMeans(iris, 12, 10, createRandom(seed)));
    expect(new Set(labels).size).toBe(12);
  }
});

describe('Ward', () => {
  test('finds clusters that stand apart', () => {
    expect(found(finish(ward(blobs(200, 2, 4, 40, 2), 4)), 4)).toBe(true);
  });

  test('merges what costs least: 0 and 1, then 10 and 12, then these with 20', () => {
    const rows = rowsOf([[0], [1], [10], [12], [20]]);
    expect([...finish(ward(rows, 4))]).toEqual([1, 1, 2, 3, 4]);
    expect([...finish(ward(rows, 3))]).toEqual([1, 1, 2, 2, 3]);
    expect([...finish(ward(rows, 2))]).toEqual([1, 1, 2, 2, 2]);
    expect([...finish(ward(rows, 1))]).toEqual([1, 1, 1, 1, 1]);
    expect([...finish(ward(rows, 5))]).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('the methods', () => {
  test('of families that do not know the units never look at the rows as they are, but to draw rows', () => {
    for (let start = 0; start < 40; start++) {
      const { space, kind } = startMethod(start, { unitInvariant: true }, 2);
      expect(space !== 'raw' || kind === 'random' || kind === 'grown').toBe(true);
    }
    expect(startMethod(1, { unitInvariant: false }, 2).space).toBe('raw');
  });

  test('are deterministic only once each', () => {
    for (const d of [1, 2]) {
      for (const unitInvariant of [true, false]) {
        const names = Array.from({ length: 60 }, (_, i) => startMethod(i, { unitInvariant }, d))
          .filter(deterministic)
          .map((method) => method.name);
        expect(new Set(names).size).toBe(names.length);
        expect(names.length).toBeGreaterThan(2);
      }
    }
  });

  test('cluster a sample where the hierarchy would take too long, and leave the other rows unlabelled', () => {
    const rows = blobs(2500, 2, 2, 20, 3);
    const frame = startFrame(rows, finish(columnMoments(rows)));
    const labels = finish(partition(frame, 2, { kind: 'ward', space: 'standardised' }, noTree, createRandom(1)));
    expect(labels.filter((label) => label === 0).length).toBe(1500);
    expect(new Set(labels)).toEqual(new Set([0, 1, 2]));
  });

  test('cut one column at its quantiles, equal values together', () => {
    const rows = rowsOf([[5], [1], [1], [1], [2], [9]]);
    expect([...quantiles(rows, 2)]).toEqual([2, 1, 1, 1, 2, 2]);
    expect([...quantiles(rows, 3)]).toEqual([3, 2, 2, 2, 2, 3]);
  });
});

function* noTree(): Generator<void, Hierarchy> {
  yield;
  throw new Error('no hierarchy is wanted here');
}
