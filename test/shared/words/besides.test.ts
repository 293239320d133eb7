import { expect, test } from 'vitest';
import { FitOptions } from '../../../src/shared/model/mixture.ts';
import { besides } from '../../../src/shared/words/besides.ts';

const plain = FitOptions.parse({ columns: ['x'], ks: [1], families: ['VVV'] });

test('a plain fit has nothing to say of itself', () => {
  expect(besides({ options: plain, excluded: 3 })).toEqual([]);
});

test('fits that differ in one option differ in words', () => {
  const others = [
    { noise: true },
    { prior: true },
    { proportions: 'equal' as const },
    { weights: 'count' },
    { missing: 'drop' as const },
  ].map((change) => besides({ options: { ...plain, ...change }, excluded: 3 }).join(', '));
  expect(others).toEqual(['with noise', 'with a prior', 'equal mixing weights', 'rows weighed by count', 'complete rows only']);
});

test('rows are said to be complete only where some were not', () => {
  expect(besides({ options: { ...plain, missing: 'drop' }, excluded: 0 })).toEqual([]);
});
