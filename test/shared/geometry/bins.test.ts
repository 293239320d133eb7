import { describe, expect, test } from 'vitest';
import { binCounts, binOf, binsEnd, equalBins, niceBins, suggestedBins } from '../../../src/shared/geometry/bins.ts';

/** A small linear congruential generator: the same numbers on every run. */
function numbers(n: number, seed = 1): Float64Array {
  let state = seed;
  return Float64Array.from({ length: n }, () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return (state / 2 ** 32) * 50 - 7;
  });
}

describe('bins', () => {
  const values = numbers(2000);

  test('count every finite value once', () => {
    const bins = niceBins([-7, 43], 24);
    const counts = binCounts(values, bins);
    expect(counts.reduce((a, b) => a + b, 0)).toBe(2000);
  });

  test('count as a naive reading of their edges does', () => {
    const bins = equalBins([-7, 43], 17);
    const naive = Array.from({ length: 17 }, (_, i) => {
      const low = bins.start + i * bins.width;
      return [...values].filter((v) => v >= low && v < low + bins.width).length;
    });
    expect([...binCounts(values, bins)]).toEqual(naive);
  });

  test('take the largest value into the last bin', () => {
    const bins = equalBins([0, 4], 4);
    expect([...binCounts([0, 1, 2, 3, 4], bins)]).toEqual([1, 1, 1, 2]);
    expect([binOf(bins, 4), binOf(bins, 4.01), binOf(bins, -0.01), binOf(bins, Number.NaN)]).toEqual([3, -1, -1, -1]);
  });

  test('leave out missing and infinite values', () => {
    expect([...binCounts([Number.NaN, 1, Infinity], equalBins([0, 2], 2))]).toEqual([0, 1]);
  });

  test('count only selected rows when flags are given', () => {
    expect([...binCounts([0, 1, 1, 2], equalBins([0, 2], 2), new Uint8Array([1, 0, 3, 2]))]).toEqual([1, 1]);
    expect([...binCounts([0, 1, 1, 2], equalBins([0, 2], 2), new Uint8Array([5, 4, 3, 0]))]).toEqual([0, 1]);
    expect([...binCounts([0, 1, 1, 2], equalBins([0, 2], 2), new Uint8Array([5, 4, 3, 0]), 'included')]).toEqual([0, 2]);
  });

  test('have round edges that hold the whole range', () => {
    const bins = niceBins([1.63, 5.07], 20);
    expect(bins.width).toBeCloseTo(0.2, 12);
    expect(bins.start).toBeLessThanOrEqual(1.63);
    expect(binsEnd(bins)).toBeGreaterThanOrEqual(5.07);
  });

  test('stand around whole numbers where the values are whole', () => {
    const bins = niceBins([0, 16], 17, true);
    expect(bins).toEqual({ start: -0.5, width: 1, count: 17 });
    expect([...binCounts([0, 0, 16], bins)].filter((count) => count > 0)).toEqual([2, 1]);
  });

  test('are one bin for one value', () => {
    expect([...binCounts([3, 3], niceBins([3, 3], 20))]).toEqual([2]);
  });
});

describe('the suggested number of bins', () => {
  test('is Freedman and Diaconis’ for a column with far outliers', () => {
    // 62 values with a middle half of 31, from 0 to 300: 300 / (2 · 31 / 62^(1/3)) = 19.2
    const values = [...Array.from({ length: 61 }, (_, i) => i), 300];
    expect(suggestedBins(values)).toBe(19);
  });

  test('is √n where the rule would hide clusters', () => {
    const clusters = numbers(400).map((value, i) => (i % 2 ? value : value + 500));
    expect(suggestedBins(clusters)).toBe(20);
    expect(suggestedBins([0, ...new Array(62).fill(5), 10])).toBe(8);
  });

  test('lies between 5 and 100', () => {
    expect(suggestedBins(numbers(100), 100)).toBe(suggestedBins(numbers(100)));
    expect(suggestedBins([])).toBe(5);
    expect(suggestedBins([Number.NaN])).toBe(5);
    expect(suggestedBins([1, 2])).toBe(5);
    expect(suggestedBins(numbers(100_000))).toBe(100);
  });
});
