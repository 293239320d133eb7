import { expect, test } from 'vitest';
import { columnMoments, countDistinct, takeRows } from '../../../src/main/engine/rows.ts';
import { faithful, finish, listOf, rowsOf } from './support.ts';

test('moments divide by n and keep their digits far from the origin', () => {
  const far = rowsOf([1, 2, 3, 4].map((x) => [x + 1e9, x * 1e-9]));
  const { means, variances } = finish(columnMoments(far));
  expect(means[0]).toBe(1e9 + 2.5);
  expect(variances[0]).toBe(1.25);
  expect(variances[1]).toBeCloseTo(1.25e-18, 30);
});

test('a constant column has variance exactly 0, whatever its value', () => {
  const { variances } = finish(columnMoments(rowsOf(Array.from({ length: 7 }, () => [0.1, 1e300]))));
  expect([...variances]).toEqual([0, 0]);
});

test('values whose squares overflow give a variance that is not finite, not a wrong one', () => {
  const { variances } = finish(columnMoments(rowsOf([[1e300], [-1e300], [0]])));
  expect(Number.isFinite(variances[0])).toBe(false);
});

test('rows are taken in the order asked for', () => {
  expect(listOf(takeRows(faithful, [2, 0]))).toEqual([listOf(faithful)[2], listOf(faithful)[0]]);
});

test('different rows are counted no further than needed', () => {
  const rows = rowsOf([
    [1, 2],
    [1, 2],
    [1, 3],
    [0, 2],
    [-0, 2],
  ]);
  expect(countDistinct(rows, 10)).toBe(3);
  expect(countDistinct(rows, 2)).toBe(2);
});
