import { describe, expect, it } from 'vitest';
import { mergeByEntropy } from '../../../src/main/engine/doubt/merge.ts';
import { mergeFrames, mergeHeight, mergeOption } from '../../../src/renderer/charts/merge-option.ts';
import { mergeTree } from '../../../src/renderer/charts/merge-tree.ts';
import { tokens } from '../../../src/renderer/charts/tokens.ts';
import type { Merge } from '../../../src/shared/model/doubt-results.ts';

const level = (groups: number[][], entropy: number, merged: [number[], number[]] | null = null) => ({
  clusters: groups.length,
  groups,
  entropy,
  merged,
  mergedRows: 10,
});
const merge: Merge = {
  levels: [
    level([[1], [2], [3], [4]], 9),
    level([[1, 4], [2], [3]], 5, [[1], [4]]),
    level(
      [
        [1, 4],
        [2, 3],
      ],
      1,
      [[2], [3]],
    ),
    level([[1, 2, 3, 4]], 0, [
      [1, 4],
      [2, 3],
    ]),
  ],
  suggested: 2,
  suggestedByRows: 3,
};

/** Made responsibilities of n rows over K components. */
function merged(k: number): Merge {
  const n = 60;
  const r = new Float64Array(n * k);
  for (let i = 0; i < n; i++) {
    let whole = 0;
    for (let c = 0; c < k; c++) whole += r[i * k + c] = Math.exp(3 * Math.sin(i * (c + 1) * 0.7));
    for (let c = 0; c < k; c++) r[i * k + c]! /= whole;
  }
  const run = mergeByEntropy(r, k);
  for (;;) {
    const { done, value } = run.next();
    if (done) return value as unknown as Merge;
  }
}

describe('the tree of merged components', () => {
  it('puts its leaves so that no branches cross', () => {
    const tree = mergeTree(merge);
    expect(tree.leaves).toEqual([1, 4, 2, 3]);
    expect(tree.joints).toEqual([
      { x: 1, low: 0, high: 1, group: [1, 4] },
      { x: 2, low: 2, high: 3, group: [2, 3] },
      { x: 3, low: 0.5, high: 2.5, group: [1, 2, 3, 4] },
    ]);
    expect(tree.branches.find(({ group }) => group.length === 4)).toMatchObject({ y: 1.5, from: 3 });
  });

  it.each([1, 2, 3, 7, 15])('has at each number of clusters as many branches, %i components', (k) => {
    const of = merged(k);
    const tree = mergeTree(of);
    expect([...tree.leaves].sort((a, b) => a - b)).toEqual(Array.from({ length: k }, (_, c) => c + 1));
    expect(tree.branches).toHaveLength(2 * k - 1);
    for (const { clusters, groups } of of.levels) {
      const at = k - clusters;
      const alive = tree.branches.filter(({ from, to }) => from <= at && to > at).map(({ group }) => group.join());
      expect(alive.sort()).toEqual(groups.map((group) => group.join()).sort());
    }
    for (const { group, y } of tree.branches) {
      const places = group.map((component) => tree.leaves.indexOf(component)).sort((a, b) => a - b);
      // A cluster's leaves stand side by side.
      expect(places[places.length - 1]! - places[0]!).toBe(group.length - 1);
      expect(y >= places[0]! && y <= places[places.length - 1]!).toBe(true);
    }
  });

  it('numbers the clusters of the cut where it crosses them, over one axis with the entropy', () => {
    const frames = mergeFrames({ width: 600, height: mergeHeight(4) }, merge);
    expect(frames.tree.x).toEqual(frames.entropy.x);
    expect([frames.tree.left, frames.tree.width]).toEqual([frames.entropy.left, frames.entropy.width]);
    expect(frames.entropy.top + frames.entropy.height).toBeLessThan(mergeHeight(4));
    const option = mergeOption({
      frames,
      merge,
      tree: mergeTree(merge),
      cut: 3,
      weights: [0.4, 0.3, 0.2, 0.1],
      tokens: tokens.dark,
    });
    const series = option.series as { id: string; data: { value: number[]; label: { formatter: string } }[] }[];
    const clusters = series.find(({ id }) => id === 'clusters')!;
    expect(clusters.data.map(({ value, label }) => [...value, label.formatter])).toEqual([
      [1, 2.5, '1'],
      [1, 1, '2'],
      [1, 0, '3'],
    ]);
    expect(series.find(({ id }) => id === 'entropy')!.data.map(({ value }) => value)).toEqual([[0, 9], [1, 5], [2, 1], [3, 0]]); // biome-ignore format: points
  });
});
