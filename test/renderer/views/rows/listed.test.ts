import { describe, expect, it } from 'vitest';
import { countBeyond, listedRows, lowestHundredth, sortingOf } from '../../../../src/renderer/views/rows/listed.ts';

const uncertainty = Float64Array.of(0.1, 0.4, Number.NaN, 0.3, 0);
const logDensity = Float64Array.of(-3, -1, Number.NaN, -9, -2);

describe('the list of rows', () => {
  it('begins with the rows most in doubt', () => {
    const sorting = sortingOf(uncertainty, logDensity, 'uncertainty');
    expect([...sorting.order]).toEqual([1, 3, 0, 4]);
    expect([0.35, 0.3, 0].map((bound) => countBeyond(sorting, bound))).toEqual([1, 1, 3]);
    expect([...listedRows(sorting, 2, 'beyond', new Uint8Array(0), false)]).toEqual([1, 3]);
  });

  it('or with those that fit nowhere', () => {
    const sorting = sortingOf(uncertainty, logDensity, 'density');
    expect([...sorting.order]).toEqual([3, 0, 4, 1]);
    expect([-9, -2.5, 0].map((bound) => countBeyond(sorting, bound))).toEqual([0, 2, 4]);
    expect(lowestHundredth(sorting)).toBe(-3);
  });

  it('or stands by number, all or selected ones', () => {
    const sorting = sortingOf(uncertainty, logDensity, 'row');
    expect([...listedRows(sorting, 0, 'all', new Uint8Array(0), true)]).toEqual([0, 1, 3, 4]);
    expect([...listedRows(sorting, 0, 'selected', Uint8Array.of(1, 0, 1, 3, 2), true)]).toEqual([0, 3]);
    expect([...sorting.order]).toEqual([1, 3, 0, 4]);
  });

  it('is empty where no row takes part', () => {
    const none = sortingOf(new Float64Array(0), new Float64Array(0), 'density');
    expect([lowestHundredth(none), countBeyond(none, 0)]).toEqual([0, 0]);
  });
});
