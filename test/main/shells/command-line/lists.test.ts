import { describe, expect, test } from 'vitest';
import {
  oneOf,
  parseCodes,
  parseFamilies,
  parseKs,
  parseNames,
  wholeNumber,
} from '../../../../src/main/shells/command-line/lists.ts';
import { familyCodes } from '../../../../src/shared/model/mixture.ts';

describe('--k', () => {
  test.each([
    ['3', [3]],
    ['1-9', [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['2,4,6', [2, 4, 6]],
    ['6, 2, 2', [2, 6]],
    ['1-3,8', [1, 2, 3, 8]],
    ['5-5', [5]],
    ['100', [100]],
  ])('%s is %j', (text, ks) => expect(parseKs(text)).toEqual(ks));

  test.each(['', '0', '101', '9-1', '-3', '1.5', 'two', '1-', '1,,2', '1e2', '0-4'])('%j is wrong use', (text) => {
    expect(() => parseKs(text)).toThrow(/1 to 100/);
  });
});

describe('--families', () => {
  test.each([
    ['all', [...familyCodes]],
    ['ALL', [...familyCodes]],
    ['VVV,EEE', ['VVV', 'EEE']],
    ['full,tied,diag,spherical', ['VVV', 'EEE', 'VVI', 'VII']],
    ['Spherical, vvi', ['VVI', 'VII']],
    ['full,VVV', ['VVV']],
    ['E,V', ['VVV', 'EEE']],
    ['vve,EII,full', ['VVV', 'EII', 'VVE']],
  ])('%s is %j', (text, codes) => expect(parseFamilies(text)).toEqual(codes));

  test.each(['', 'VVX', 'full,', 'all,VVV', 'diagonal'])('%j is wrong use, and the families are named', (text) => {
    expect(() => parseFamilies(text)).toThrow(/VVV \(full\), EEE \(tied\), VVI \(diag\), VII \(spherical\), EII, .*EVV, or all/);
  });
});

describe('--columns', () => {
  test.each([
    ['a', ['a']],
    ['a,b', ['a', 'b']],
    [' a , b c ', ['a', 'b c']],
    ['"a, b",c', ['a, b', 'c']],
    ['"say ""hi""",größe', ['say "hi"', 'größe']],
  ])('%s is %j', (text, names) => expect(parseNames(text)).toEqual(names));

  test.each(['', 'a,', ',a', 'a,,b', 'a,a', '"a', 'a"b"'])('%j is wrong use', (text) => {
    expect(() => parseNames(text)).toThrow();
  });

  test('a name with a quote is refused with how such names are written', () => {
    expect(() => parseNames('say "a",b')).toThrow('one with a quote as "say ""a"""');
    expect(parseNames('"say ""a"""')).toEqual(['say "a"']);
  });
});

describe('small words', () => {
  test('missing codes are trimmed, and an empty one counts', () => {
    expect(parseCodes('-999, ,x,x')).toEqual(['-999', '', 'x']);
  });
  test.each(['1', '10', '256'])('a whole number within bounds: %s', (text) => {
    expect(wholeNumber(1, 256)(text)).toBe(Number(text));
  });
  test.each(['0', '257', '-1', '1.0', '1e1', ' 1', '', 'x', '0x10'])('%j is none', (text) => {
    expect(() => wholeNumber(1, 256)(text)).toThrow(/from 1 to 256/);
  });
  test('one of a few words, in any case', () => {
    expect(oneOf(['bic', 'aic'])('BIC')).toBe('bic');
    expect(() => oneOf(['bic', 'aic'])('dic')).toThrow(/bic, aic/);
  });
});
