import { describe, expect, it } from 'vitest';
import { clustersOf, mergeRows, mergingOf, withMerging } from '../../../src/shared/model/merging.ts';

const key = { fit: 1, k: 3, family: 'VVV' };
const results = {
  k: 3,
  labels: Int32Array.of(1, 3, 0, -1),
  uncertainty: Float64Array.of(0.5, 0.4, 0.45, Number.NaN),
  logDensity: Float64Array.of(-1, -2, -3, Number.NaN),
  responsibilities: Float32Array.of(0.5, 0.125, 0.375, 0.375, 0, 0.625, 0.25, 0.125, 0.125, Number.NaN, Number.NaN, Number.NaN),
  noise: Float64Array.of(0, 0, 0.5, Number.NaN),
};

describe('components combined into clusters', () => {
  it('sum their responsibilities, and labels and uncertainty follow', () => {
    const merged = mergeRows(results, [[1, 3], [2]]);
    expect(merged.k).toBe(2);
    expect([...merged.labels]).toEqual([1, 1, 0, -1]);
    expect([...merged.responsibilities.subarray(0, 6)]).toEqual([0.875, 0.125, 1, 0, 0.375, 0.125]);
    expect([...merged.uncertainty]).toEqual([0.125, 0, 0.5, Number.NaN]);
    expect(merged.logDensity).toBe(results.logDensity);
  });

  it('are never less sure than their components were', () => {
    const { uncertainty } = mergeRows({ ...results, noise: null }, [[1, 2, 3]]);
    expect(uncertainty[0]).toBe(0);
  });

  it('are kept for each candidate, and let go of where nothing is combined', () => {
    const kept = withMerging([], key, [[1, 3], [2]]);
    expect(mergingOf(kept, key)).toEqual([[1, 3], [2]]);
    expect(mergingOf(kept, { ...key, family: 'EEE' })).toBeNull();
    const again = withMerging(kept, key, [[1, 2, 3]]);
    expect(again).toHaveLength(1);
    expect(mergingOf(again, key)).toEqual([[1, 2, 3]]);
    expect(withMerging(again, key, [[1], [2], [3]])).toEqual([]);
  });

  it.each([[[[1, 2]]], [[[1, 2], [2]]], [[[1, 2], [3], []]], [[[1, 4], [2]]]])(
    'are not believed when they hold %j of three',
    (groups) => {
      expect(mergingOf([{ ...key, groups }], key)).toBeNull();
    },
  );

  it('say for each component where it went', () => {
    expect([...clustersOf([[1, 4], [2], [3]], 4)]).toEqual([0, 1, 2, 0]);
  });
});
