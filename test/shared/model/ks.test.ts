import { expect, test } from 'vitest';
import { goneBeyond, ksText, rangeTried, withSingle } from '../../../src/shared/model/ks.ts';

test('K = 1 is always beside, once', () => {
  expect(withSingle([3, 4])).toEqual([1, 3, 4]);
  expect(withSingle([2, 1])).toEqual([1, 2]);
});

test('a K = 1 that stands alone is not of the range that was tried', () => {
  expect(rangeTried([1, 4, 5])).toEqual([4, 5]);
  expect(rangeTried([1, 2, 3])).toEqual([1, 2, 3]);
  expect(rangeTried([1])).toEqual([1]);
});

test('going on adds half as many again, at least two, and never goes above a hundred', () => {
  expect(goneBeyond([1, 2, 3])).toEqual([1, 2, 3, 4, 5]);
  expect(goneBeyond([1, 9])).toEqual([1, 9, 10, 11, 12, 13, 14]);
  expect(Math.max(...goneBeyond([99]))).toBe(100);
});

test('K in words', () => {
  expect(ksText([1, 2, 3])).toBe('1–3');
  expect(ksText([4, 5, 6, 1])).toBe('1, 4–6');
  expect(ksText([1, 2])).toBe('1, 2');
  expect(ksText([8])).toBe('8');
});
