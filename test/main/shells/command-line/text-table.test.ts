import { expect, test } from 'vitest';
import { count, digits, textTable } from '../../../../src/main/shells/command-line/text-table.ts';

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
