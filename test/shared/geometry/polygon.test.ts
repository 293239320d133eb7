import { describe, expect, test } from 'vitest';
import { inPolygon, rowsBetween, rowsInBox, rowsInPolygon } from '../../../src/shared/geometry/polygon.ts';

describe('a lasso', () => {
  // a U, open at the top
  const u = Float64Array.of(0, 0, 6, 0, 6, 6, 4, 6, 4, 2, 2, 2, 2, 6, 0, 6);

  test('holds the points inside it and not those in its bay', () => {
    expect(inPolygon(u, 1, 5)).toBe(true);
    expect(inPolygon(u, 5, 5)).toBe(true);
    expect(inPolygon(u, 3, 1)).toBe(true);
    expect(inPolygon(u, 3, 4)).toBe(false);
    expect(inPolygon(u, 7, 1)).toBe(false);
  });

  test('marks rows, and never a row without a value', () => {
    expect([...rowsInPolygon([1, 3, Number.NaN, 5], [5, 4, 1, Number.NaN], u)]).toEqual([1, 0, 0, 0]);
  });

  test('marks the rows that the rule for one point says, whatever its shape', () => {
    let state = 7;
    const random = () => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state / 2147483648;
    };
    for (let turn = 0; turn < 20; turn++) {
      const polygon = Float64Array.from({ length: 2 * (3 + turn * 4) }, () => Math.round(random() * 40) / 4);
      const xs = Array.from({ length: 400 }, () => Math.round(random() * 48) / 4 - 1);
      const ys = Array.from({ length: 400 }, () => Math.round(random() * 48) / 4 - 1);
      const found = rowsInPolygon(xs, ys, polygon);
      expect([...found]).toEqual(xs.map((x, i) => (inPolygon(polygon, x, ys[i]!) ? 1 : 0)));
    }
  });

  test('without height holds nothing', () => {
    expect([...rowsInPolygon([1], [2], Float64Array.of(0, 2, 2, 2, 4, 2))]).toEqual([0]);
  });

  test('of fewer than three corners holds nothing', () => {
    expect([...rowsInPolygon([0], [0], Float64Array.of(0, 0, 1, 1))]).toEqual([0]);
  });
});

test('a rectangle may be drawn from any corner, and holds its edges', () => {
  expect([...rowsInBox([0, 1, 2, Number.NaN], [0, 1, 3, 1], [2, 2, 0, 0])]).toEqual([1, 1, 0, 0]);
});

test('a range of bins is open on the right unless it is the last', () => {
  expect([...rowsBetween([1, 2, 3], 1, 3, false)]).toEqual([1, 1, 0]);
  expect([...rowsBetween([1, 2, 3, Number.NaN], 1, 3)]).toEqual([1, 1, 1, 0]);
});
