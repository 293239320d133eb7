import { expect, test } from 'vitest';
import { concentrationAt } from '../../../src/shared/geometry/prior-weights.ts';

test('a slider in tenths of a power of ten stands at preferred numbers, and nearest to its own place', () => {
  const decade = Array.from({ length: 10 }, (_, i) => concentrationAt(i / 10));
  expect(decade).toEqual([1, 1.3, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 7.9]);
  for (let tenth = -40; tenth <= 40; tenth++)
    expect(Math.round(Math.log10(concentrationAt(tenth / 10)) * 10)).toBeCloseTo(tenth, 9);
});
