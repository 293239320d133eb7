import { expect, test } from 'vitest';
import { columnsInWords } from '../../../src/shared/words/columns.ts';

test('few columns are named, of many the first, and long names are only counted', () => {
  expect(columnsInWords(['a'])).toBe('a');
  expect(columnsInWords(['a', 'b', 'c', 'd'])).toBe('a, b, c, d');
  expect(columnsInWords(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more columns');
  const long = 'a name that goes on and on, and has a reason to do so';
  expect(columnsInWords([long, long, long])).toBe('3 columns');
  expect(columnsInWords([long, long, long, long, long])).toBe('5 columns');
  expect(columnsInWords(['x'.repeat(200)])).toBe('x'.repeat(200));
});
