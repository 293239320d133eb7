import { describe, expect, test } from 'vitest';
import { adjustedRandIndex, bestJaccard } from '../../../../src/main/engine/doubt/ari.ts';
import { contingency } from '../../../../src/main/engine/doubt/contingency.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';

const table = (counts: readonly (readonly number[])[]) => ({
  rows: counts.length,
  columns: counts[0].length,
  counts: Float64Array.from(counts.flat()),
});

describe('the adjusted Rand index', () => {
  test("is mclust's for Ward's clusters of iris against its species", () => {
    const wardOnSpecies = table([
      [50, 0, 0],
      [0, 49, 15],
      [0, 1, 35],
    ]);
    expect(adjustedRandIndex(wardOnSpecies)).toBeCloseTo(0.731198556770774, 14);
  });

  test('is 1 for the same groups under other names, whichever names', () => {
    const a = [1, 1, 2, 2, 3, 0];
    const b = [2, 2, 3, 3, 1, 0];
    expect(adjustedRandIndex(contingency(a, 3, b, 3))).toBe(1);
    expect(adjustedRandIndex(contingency([1, 1, 1], 1, [2, 2, 2], 2))).toBe(1);
  });

  test('is near 0 for labels drawn at random, and falls below it when labels avoid each other', () => {
    const random = createRandom(3);
    const draw = () => Int32Array.from({ length: 5000 }, () => 1 + random.below(4));
    expect(Math.abs(adjustedRandIndex(contingency(draw(), 4, draw(), 4)))).toBeLessThan(0.005);
    expect(adjustedRandIndex(contingency([1, 1, 2, 2], 2, [1, 2, 1, 2], 2))).toBeCloseTo(-0.5, 14);
  });

  test('leaves out rows that only one of the labellings knows', () => {
    expect(adjustedRandIndex(contingency([1, 1, 2, 2, -1], 2, [1, 1, 2, 2, 1], 2))).toBe(1);
  });
});

describe("a cluster's best Jaccard coefficient", () => {
  test('is the share of rows in common of all rows in either', () => {
    const found = bestJaccard(contingency([1, 1, 1, 1, 2, 2, 0], 3, [1, 1, 1, 2, 2, 2, 0], 2));
    expect(found).toEqual([0, 3 / 4, 2 / 3, null]);
  });
});
