import { describe, expect, test } from 'vitest';
import { profileColumn } from '../../../src/main/datasets/profile.ts';
import { ColumnProfile } from '../../../src/shared/model/column.ts';

const numbers = (...values: number[]) => profileColumn('x', 'number', { kind: 'values', values: Float64Array.from(values) });

describe('a column of numbers', () => {
  test('moments are over its finite cells; sd divides by n − 1', () => {
    expect(numbers(2, Number.NaN, 4, 4, 4, 5, 5, 7, 9, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)).toMatchObject({
      missing: 1,
      infinite: 2,
      min: 2,
      max: 9,
      mean: 5,
      sd: Math.sqrt(32 / 7),
      levelCount: null,
      levels: null,
    });
  });

  test('24 bins of equal width hold every finite cell; the largest lies in the last', () => {
    const { histogram } = numbers(...Array.from({ length: 49 }, (_, i) => i));
    expect(histogram).toMatchObject({ min: 0, max: 48 });
    expect(histogram?.counts).toEqual([...new Array(23).fill(2), 3]);
  });

  test('one value, one bin, no spread', () => {
    expect(numbers(7, 7, 7)).toMatchObject({ min: 7, max: 7, mean: 7, sd: 0, histogram: { min: 7, max: 7, counts: [3] } });
    expect(numbers(7)).toMatchObject({ mean: 7, sd: null });
  });

  test('without a finite cell there are no figures', () => {
    expect(numbers(Number.NaN, Number.POSITIVE_INFINITY)).toMatchObject({
      missing: 1,
      infinite: 1,
      min: null,
      max: null,
      mean: null,
      sd: null,
      histogram: null,
    });
  });

  for (const unit of [1e-300, 1e-9, 1, 1e9, 1e300])
    test(`a unit of ${unit} keeps all digits`, () => {
      const { mean, sd, histogram } = numbers(1 * unit, 2 * unit, 3 * unit, 4 * unit);
      expect(mean! / unit).toBeCloseTo(2.5, 12);
      expect(sd! / unit).toBeCloseTo(Math.sqrt(5 / 3), 12);
      expect(histogram?.counts.reduce((a, b) => a + b)).toBe(4);
    });

  test('the extremes of the doubles do not overflow', () => {
    const { mean, sd, histogram } = numbers(-Number.MAX_VALUE, Number.MAX_VALUE);
    expect(mean).toBe(0);
    // Its sd is beyond the doubles.
    expect(sd).toBeNull();
    expect(histogram?.counts.at(-1)).toBe(1);
  });

  test('a far mean does not swallow a small spread', () => {
    expect(numbers(1e9 + 1, 1e9 + 2, 1e9 + 3).sd).toBeCloseTo(1, 9);
  });
});

describe('a column of codes', () => {
  const levels = ['rare', 'often', 'never', 'some'];
  const profile = profileColumn('c', 'category', { kind: 'codes', codes: Int32Array.of(1, 3, 1, -1, 0, 1, 3), levels });

  test('levels that occur are counted, the most frequent first', () => {
    expect(profile).toMatchObject({
      missing: 1,
      levelCount: 3,
      levels: [
        { name: 'often', count: 3 },
        { name: 'some', count: 2 },
        { name: 'rare', count: 1 },
      ],
      min: null,
      histogram: null,
    });
  });

  test('no more than fifty are named, of however many', () => {
    const n = 20_000;
    const codes = Int32Array.from({ length: 2 * n }, (_, i) => (i < n ? i : 19_990));
    const many = profileColumn('c', 'text', { kind: 'codes', codes, levels: Array.from({ length: n }, (_, i) => `l${i}`) });
    expect(many.levelCount).toBe(n);
    expect(many.levels).toHaveLength(50);
    expect(many.levels?.slice(0, 2)).toEqual([
      { name: 'l19990', count: n + 1 },
      { name: 'l0', count: 1 },
    ]);
  });

  test('both forms are what the contract says', () => {
    expect(ColumnProfile.parse(profile)).toEqual(profile);
    expect(ColumnProfile.parse(numbers(1, 2))).toEqual(numbers(1, 2));
  });
});
