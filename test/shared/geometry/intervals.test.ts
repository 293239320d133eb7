import { describe, expect, test } from 'vitest';
import { rowsInState, rowsWithinAll, spreadRows } from '../../../src/shared/geometry/intervals.ts';

describe('intervals on several columns', () => {
  const a = Float64Array.of(1, 2, 3, 4, Number.NaN);
  const b = Float64Array.of(9, 8, 7, 6, 8);

  test('mean the rows within all of them, ends included', () => {
    const mask = rowsWithinAll([
      { values: a, within: [2, 4] },
      { values: b, within: [7, 8] },
    ]);
    expect([...mask]).toEqual([0, 1, 1, 0, 0]);
  });

  test('leave out rows without a value', () => {
    expect([...rowsWithinAll([{ values: a, within: [-Infinity, Infinity] }])]).toEqual([1, 1, 1, 1, 0]);
  });

  test('without any interval mean no row', () => {
    expect(rowsWithinAll([])).toHaveLength(0);
  });
});

describe('a spread of rows', () => {
  const rows = Int32Array.from({ length: 1000 }, (_, i) => i);

  test('is all of them while they are few', () => {
    expect(spreadRows(rows, 1000)).toBe(rows);
  });

  test('has one of each stretch, in order, no row twice', () => {
    const spread = [...spreadRows(rows, 100)];
    expect(spread).toHaveLength(100);
    spread.forEach((row, i) => {
      expect(Math.floor(row / 10)).toBe(i);
    });
  });

  test('does not follow the period of a table', () => {
    const places = new Set([...spreadRows(rows, 100)].map((row) => row % 10));
    expect(places.size).toBe(10);
  });

  test('is the same at every call', () => {
    expect(spreadRows(rows, 37)).toEqual(spreadRows(rows, 37));
  });
});

test('rows are found by their state', () => {
  const flags = Uint8Array.of(0, 1, 2, 3, 5);
  expect([...rowsInState(flags, 5, 3, 1)]).toEqual([1, 4]);
  expect([...rowsInState(flags, 5, 2, 0)]).toEqual([0, 1, 4]);
  expect([...rowsInState(null, 3, 2, 0)]).toEqual([0, 1, 2]);
});
