import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../../src/shared/model/comparison.ts';
import type { Merge } from '../../../src/shared/model/doubt-results.ts';
import { comparisonSentence, leftOutSentence } from '../../../src/shared/words/comparison.ts';
import { clusterName, oddsSentence, oddsText, signed } from '../../../src/shared/words/log-odds.ts';
import { cutSentence, mergeSentence } from '../../../src/shared/words/merging.ts';
import { andList, profileSentence } from '../../../src/shared/words/profile.ts';

const contrast = (difference: number, overlap = 0.3) => ({ mean: 0, sd: 1, restMean: 0, difference, higher: 0.5, overlap });

describe('words about rows and clusters', () => {
  it('say odds as one says them', () => {
    expect([0, 0.49, -0.49, 3, 7.906, 30].map(oddsText)).toEqual([
      ...['even odds', '1.6 to 1', '1.6 to 1', '20.1 to 1', '2,710 to 1', '10^13 to 1'],
    ]);
    expect([signed(1.234), signed(-0.5, 1), signed(0)]).toEqual(['+1.23', '−0.5', '0.00']);
  });

  it('say what speaks most for either side', () => {
    const odds = { total: 0.5, prior: 1, columns: Float64Array.of(0.2, -0.7), orders: null };
    expect(oddsSentence(odds, ['a', 'b'], clusterName(2), clusterName(0))).toBe(
      'The mixing weights speak most for cluster 2 (+1.00), b speaks most for the noise (−0.70).',
    );
    expect(oddsSentence(odds, ['a', 'b'], clusterName(2, '2 late'), clusterName(0))).toMatch(/most for cluster 2 late \(/);
    const nothing = { total: 0, prior: 0, columns: Float64Array.of(0), orders: null };
    expect(oddsSentence(nothing, ['a'], clusterName(1), clusterName(2, '2 late'))).toBe('Nothing tells them apart for this row.');
  });

  it('say in which columns a cluster is high and low, the most telling first', () => {
    expect(profileSentence(['a', 'b', 'c', 'd'], [contrast(0.6), contrast(1.31), contrast(-0.9), contrast(0.1)])).toBe(
      'High in b (+1.3 sd) and a (+0.6 sd), low in c (−0.9 sd).',
    );
    expect(profileSentence(['a', 'b'], [contrast(0.1, 0.5), contrast(0.2, 0.9)])).toMatch(/how a is spread/);
    expect(profileSentence(['a'], [contrast(0.1, 0.9)])).toMatch(/^Like the rest/);
    expect(profileSentence(['a'], null)).toMatch(/no other cluster/);
  });

  it('list names as a sentence does', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(andList)).toEqual(['', 'a', 'a and b', 'a, b and c']);
  });

  it('say how well clusters follow known labels, and which rows were not counted', () => {
    const comparison: Comparison = {
      ...{ column: 'kind', levels: [], clusters: [], counts: [], matched: [], rows: 90, excluded: 3, missing: 1 },
      ...{ ari: 0.57, homogeneity: 0.58, completeness: 1, vMeasure: 0.73, agreement: 0.67 },
    };
    expect(comparisonSentence(comparison)).toMatch(
      /^The clusters have something to do with kind: 67 % .* \(ARI 0\.57\)\. They are coarser/,
    );
    expect(comparisonSentence({ ...comparison, ari: 0.95 })).toMatch(/^The clusters are nearly the groups of kind/);
    expect(comparisonSentence({ ...comparison, rows: 0 })).toMatch(/^No row/);
    expect(leftOutSentence(comparison)).toBe(
      '90 rows counted; not counted: 3 rows left out of the fit, 1 row without a value in kind.',
    );
    expect(leftOutSentence({ ...comparison, excluded: 0, missing: 0 })).toBe('');
  });

  it('say where the entropy bends and what a cut puts together', () => {
    const level = (groups: number[][], entropy: number) => ({
      clusters: groups.length,
      groups,
      entropy,
      merged: null,
      mergedRows: 0,
    });
    const merge: Merge = {
      levels: [level([[1], [2], [3]], 5), level([[1, 3], [2]], 2), level([[1, 2, 3]], 0)],
      suggested: 2,
      suggestedByRows: 3,
    };
    expect(mergeSentence(merge)).toBe('The entropy bends at 2 clusters; with each merge weighed by its rows, nowhere.');
    expect(mergeSentence({ ...merge, suggestedByRows: 2 })).toMatch(/whichever way/);
    expect(cutSentence(merge, 2)).toBe('2 clusters: components 1 + 3 are one. The entropy falls by 3 nats.');
    expect(cutSentence(merge, 3)).toBe('All 3 components are clusters of their own.');
  });
});
