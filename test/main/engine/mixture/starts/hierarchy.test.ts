import { describe, expect, test } from 'vitest';
import { cutHierarchy, hierarchyOf } from '../../../../../src/main/engine/mixture/starts/hierarchy.ts';
import { halfSphere, standardise } from '../../../../../src/main/engine/mixture/starts/sphere.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import { columnMoments, type Rows } from '../../../../../src/main/engine/rows.ts';
import { blobs, finish, iris, rescaled, rowsOf } from '../../support.ts';

const treeOf = (rows: Rows) =>
  finish(hierarchyOf(halfSphere(standardise(rows, finish(columnMoments(rows)))), createRandom(1, 'hierarchy')));
const cut = (rows: Rows, k: number) => cutHierarchy(treeOf(rows), rows.n, k) ?? new Int32Array(0);
const sizes = (labels: Int32Array) =>
  [...new Set(labels)].map((c) => labels.filter((label) => label === c).length).sort((a, b) => b - a);

describe('the model-based hierarchy', () => {
  test('cuts iris as mclust 6.0.0 does (hcVVV, "SVD")', () => {
    expect(sizes(cut(iris, 2))).toEqual([101, 49]);
    expect(sizes(cut(iris, 3))).toEqual([62, 49, 39]);
    expect(sizes(cut(iris, 5))).toEqual([44, 39, 33, 18, 16]);
    expect(sizes(cut(iris, 9))).toEqual([35, 20, 18, 17, 16, 13, 12, 10, 9]);
  });

  test('finds clusters that stand apart', () => {
    const labels = cut(blobs(300, 3, 3, 30, 1), 3);
    expect(labels.every((label, i) => label === labels[i % 3])).toBe(true);
    expect(new Set(labels).size).toBe(3);
  });

  test('does not know the units', () => {
    expect(cut(rescaled(iris, [1000, 1, 1, 0.001]), 4)).toEqual(cut(iris, 4));
  });

  test('keeps copies of a row together, and has no more clusters than different rows', () => {
    const rows = rowsOf(Array.from({ length: 60 }, (_, i) => [i % 6, (i % 6) ** 2]));
    const tree = treeOf(rows);
    expect(tree.distinct).toBe(6);
    const labels = cutHierarchy(tree, 60, 6) ?? new Int32Array(0);
    expect(labels.every((label, i) => label === labels[i % 6])).toBe(true);
    expect(cutHierarchy(tree, 60, 7)).toBeNull();
  });

  test('takes at most 1,500 different rows of a sample, fewer of many columns, and leaves the others unlabelled', () => {
    const rows = blobs(3000, 2, 2, 30, 2);
    const tree = treeOf(rows);
    expect(tree.distinct).toBe(1500);
    const labels = cutHierarchy(tree, 3000, 2) ?? new Int32Array(0);
    expect(labels.filter((label) => label === 0).length).toBe(1500);
    expect(treeOf(blobs(900, 40, 2, 30, 2)).distinct).toBeLessThan(900);
  });
});
