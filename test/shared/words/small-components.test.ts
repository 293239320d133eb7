import { expect, test } from 'vitest';
import type { CandidateDetail } from '../../../src/shared/model/mixture.ts';
import { smallComponents } from '../../../src/shared/words/small-components.ts';

const of = (sizes: number[], more = {}) =>
  smallComponents(
    { candidate: { k: sizes.length, degenerate: false, ...more } as CandidateDetail['candidate'], sizes, variational: null },
    4,
  );

test('a cluster of a single row is told of, as are those of few', () => {
  expect(of([40, 30, 5])).toEqual([]);
  expect(of([40, 30, 1])).toEqual(['Cluster 3 is a single row: that tells of an outlier, not of a cluster.']);
  expect(of([40, 1, 1])).toEqual(['Clusters 2 and 3 are a single row each: that tells of outliers, not of clusters.']);
  expect(of([40, 4, 30, 2, 1])).toEqual([
    'Cluster 5 is a single row: that tells of an outlier, not of a cluster.',
    'Clusters 2 and 4 have at most 4 rows, in 4 columns: outliers may make up a cluster of so few.',
  ]);
  expect(of([40, 3])).toEqual(['Cluster 2 has only 3 rows, in 4 columns: outliers may make up a cluster of so few.']);
});

test('nothing is added to what is refused, nor to a single component', () => {
  expect(of([40, 1], { degenerate: true })).toEqual([]);
  expect(of([1])).toEqual([]);
});
