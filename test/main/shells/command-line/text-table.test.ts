import { expect, test } from 'vitest';
import { count, digits, digitsAmong, textTable } from '../../../../src/main/shells/command-line/text-table.ts';

test.each([
  [null, '–'],
  [Number.NaN, '–'],
  [0, '0'],
  [272, '272'],
  [3.487783, '3.4878'],
  [70.897, '70.897'],
  [-1130.26396, '-1130.3'],
  [0.00123456, '0.0012346'],
  [1.5, '1.5'],
  [1e-9, '1.000e-9'],
  [123456789, '1.235e+8'],
])('%d reads %s', (value, text) => expect(digits(value)).toBe(text));

test.each([
  [1_000_000_004.2, 2.74, '1000000004.2'],
  [-1_000_000_004.2, 0.0311, '-1000000004.200'],
  [2007.5, 1.5, '2007.5'],
  [70.897, 13.6, '70.897'],
  [1e-9, 1e-9, '1.000e-9'],
  [1e9, 0, '1.000e+9'],
  [1e9, null, '1.000e+9'],
  [null, 1, '–'],
])('%d within %d of others reads %s', (value, spread, text) => expect(digitsAmong(value, spread)).toBe(text));

test('columns are as wide as their widest cell', () => {
  expect(
    textTable(
      ['name', 'n'],
      [
        ['größe', '1'],
        ['x', '100'],
      ],
      ['left', 'right'],
    ),
  ).toBe('name     n\ngröße    1\nx      100\n');
});

test('one row is a row', () => {
  expect([0, 1, 2].map((n) => count(n, 'row'))).toEqual(['0 rows', '1 row', '2 rows']);
});
