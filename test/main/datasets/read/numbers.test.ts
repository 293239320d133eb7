import { describe, expect, test } from 'vitest';
import { guessDecimal, hasLeadingZero, losesDigits, parseNumber } from '../../../../src/main/datasets/read/numbers.ts';

describe('a text as a number', () => {
  test.each([
    ['1', 1],
    [' -2.5 ', -2.5],
    ['+.5', 0.5],
    ['3.', 3],
    ['1e-3', 0.001],
    ['1E+5', 100_000],
    ['1,234,567.8', 1_234_567.8],
    ['Inf', Number.POSITIVE_INFINITY],
    ['-infinity', Number.NEGATIVE_INFINITY],
  ])('%s with a decimal point', (text, value) => expect(parseNumber(text, '.')).toBe(value));

  test.each([
    ['1,5', 1.5],
    ['1.234,5', 1234.5],
    ['1.234', 1234],
    ['-,5', -0.5],
    ['1,5e3', 1500],
  ])('%s with a decimal comma', (text, value) => expect(parseNumber(text, ',')).toBe(value));

  test.each(['', ' ', '-', '.', 'e5', '1e', '1_000', '0x10', '1 000', '12,34', '1,2345', '1.2.3', '5%', '$5', 'nan', '١'])(
    '%j is none',
    (text) => expect(parseNumber(text, '.')).toBeNaN(),
  );

  test.each(['1.5', '1.23', '12.3456', '1.234.56'])('%s is none with a decimal comma', (text) =>
    expect(parseNumber(text, ',')).toBeNaN(),
  );
});

test('leading zeros', () => {
  expect(['00', '007', ' 01 '].every(hasLeadingZero)).toBe(true);
  expect(['0', '0.5', '10', '0e1', '01/02'].some(hasLeadingZero)).toBe(false);
});

test('integers that a double cannot hold', () => {
  expect(['9007199254740993', '-12345678901234567890'].every(losesDigits)).toBe(true);
  expect(
    ['9007199254740992', '9007199254740991', '1000000000000000000000', '1e300', '1.2345678901234567'].some(losesDigits),
  ).toBe(false);
});

describe('the decimal mark', () => {
  test.each([
    [['1,5', '2'], ';', ','],
    [['1.5', '2'], ';', '.'],
    [['1.234,5', '1.234'], ';', ','],
    [['1,234.5', '1,234'], ';', '.'],
    [['1,234', '2,345'], ';', ','],
    [['1,234', '2,345'], ',', '.'],
    [['0,234'], '\t', ','],
    [['a', '7'], ',', '.'],
  ] as const)('of %j between %j is %j', (fields, delimiter, mark) => expect(guessDecimal(fields, delimiter)).toBe(mark));
});
