import { expect, test } from 'vitest';
import { cellCount, cellText, sharedCodes, sharedValues } from '../../../src/main/datasets/cells.ts';
import type { ColumnCells, ColumnType } from '../../../src/shared/model/column.ts';

const values = (...numbers: number[]): ColumnCells => ({ kind: 'values', values: Float64Array.from(numbers) });
const texts = (cells: ColumnCells, type: ColumnType) =>
  Array.from({ length: cellCount(cells) }, (_, i) => cellText(cells, type, i));

test('numbers are as short as reads back to the same bits', () => {
  expect(texts(values(0.1, 3, -0.25, 1e21, 5e-324, 0.1 + 0.2), 'number')).toEqual([
    '0.1',
    '3',
    '-0.25',
    '1e+21',
    '5e-324',
    '0.30000000000000004',
  ]);
});

test('missing is null, infinities are Inf and -Inf, a negative zero is zero', () => {
  expect(texts(values(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0), 'number')).toEqual([
    null,
    'Inf',
    '-Inf',
    '0',
  ]);
});

test('dates are ISO, with a time only where there is one', () => {
  const cells = values(Date.UTC(2024, 1, 29), Date.UTC(2024, 1, 29, 12, 30), Date.UTC(1969, 11, 31, 23, 59, 59, 500), Number.NaN);
  expect(texts(cells, 'date')).toEqual(['2024-02-29', '2024-02-29T12:30:00', '1969-12-31T23:59:59.500', null]);
});

test('codes are their level, −1 is null', () => {
  expect(texts({ kind: 'codes', codes: Int32Array.of(1, -1, 0), levels: ['a', ''] }, 'category')).toEqual(['', null, 'a']);
});

test('new cells lie in shared memory and are missing', () => {
  expect(sharedValues(3).buffer).toBeInstanceOf(SharedArrayBuffer);
  expect([...sharedValues(2)]).toEqual([Number.NaN, Number.NaN]);
  expect([...sharedCodes(2)]).toEqual([-1, -1]);
});
