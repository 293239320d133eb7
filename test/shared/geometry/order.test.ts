import { describe, expect, it } from 'vitest';
import { countAbove, orderOf } from '../../../src/shared/geometry/order.ts';

const values = (n: number) =>
  Float64Array.from({ length: n }, (_, i) => {
    const at = Math.imul(i + 1, 2654435761) >>> 0;
    return (
      [at / 2 ** 31 - 1, 0, -0, 1e-300, -1e300, Number.NaN, Number.POSITIVE_INFINITY][at % 7]! *
      (at % 7 === 0 ? 10 ** (at % 5) : 1)
    );
  });

describe('the order of rows by a value', () => {
  it.each([0, 1, 50, 5000])('is that of a comparison, equal values by row, with %i rows', (n) => {
    const all = values(n);
    const rows = Array.from(all.keys()).filter((row) => Number.isFinite(all[row]!));
    expect([...orderOf(all)]).toEqual([...rows].sort((a, b) => all[a]! - all[b]! || a - b));
    expect([...orderOf(all, 'descending')]).toEqual([...rows].sort((a, b) => all[b]! - all[a]! || a - b));
  });

  it('leaves rows without a finite value out, and the values as they are', () => {
    const all = Float64Array.of(Number.NaN, 2, Number.NEGATIVE_INFINITY, 1);
    expect([...orderOf(all)]).toEqual([3, 1]);
    expect([...all]).toEqual([Number.NaN, 2, Number.NEGATIVE_INFINITY, 1]);
  });

  it('tells how many lie above a bound', () => {
    const all = Float64Array.of(0.1, 0.5, 0.3, 0.3, Number.NaN, 0);
    const order = orderOf(all, 'descending');
    expect([0.6, 0.5, 0.3, 0.29, 0, -1].map((bound) => countAbove(all, order, bound))).toEqual([0, 0, 1, 3, 4, 5]);
  });
});
