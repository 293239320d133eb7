import { describe, expect, test } from 'vitest';
import { decimalsOf, finiteRange, joined, niceStep, padded, ticks } from '../../../src/shared/geometry/nice.ts';

describe('a nice step', () => {
  test('is 1, 2 or 5 times a power of ten', () => {
    for (const span of [1e-9, 0.3, 1, 7, 53, 96.4, 1e6, 3.7e12]) {
      const step = niceStep(span, 6);
      const mantissa = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
      expect([1, 2, 5].some((nice) => Math.abs(nice - mantissa) < 1e-9)).toBe(true);
      expect(span / step).toBeGreaterThan(3);
      expect(span / step).toBeLessThan(9.5);
    }
  });

  test('is 1 for a span that is none', () => {
    expect(niceStep(0, 5)).toBe(1);
    expect(niceStep(Number.NaN, 5)).toBe(1);
  });
});

describe('ticks', () => {
  test('lie within the range, without the dust of binary fractions', () => {
    expect(ticks(0, 1, 10).values).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(ticks(43, 96, 5).values).toEqual([50, 60, 70, 80, 90]);
    expect(ticks(-1.2, 1.2, 4).values).toEqual([-1, -0.5, 0, 0.5, 1]);
  });

  test('are none where the range is not finite', () => {
    expect(ticks(Number.NaN, 1, 5).values).toEqual([]);
    expect(ticks(0, Infinity, 5).values).toEqual([]);
  });

  test('know their decimals', () => {
    expect([1000, 1, 0.5, 0.2, 0.01].map(decimalsOf)).toEqual([0, 0, 1, 1, 2]);
  });
});

describe('ranges', () => {
  test('leave out what is not finite', () => {
    expect(finiteRange([Number.NaN, 3, Infinity, -1])).toEqual([-1, 3]);
    expect(finiteRange([Number.NaN])).toBeNull();
  });

  test('are joined with another, but not beyond a share of their own span', () => {
    expect(joined([0, 10], [-1, 8], 0.2)).toEqual([-1, 10]);
    expect(joined([0, 10], [-50, 11], 0.2)).toEqual([-2, 11]);
    expect(joined([0, 10], null, 0.2)).toEqual([0, 10]);
  });

  test('get room on both sides, also around a single value', () => {
    expect(padded([0, 10], 0.05)).toEqual([-0.5, 10.5]);
    expect(padded([5, 5], 0.05)).toEqual([4.5, 5.5]);
    expect(padded([0, 0], 0.05)).toEqual([-1, 1]);
  });
});
