import { expect, test } from 'vitest';
import { heightWords } from '../../../src/shared/words/optimum.ts';

test('another optimum lies below, is the same, or should have been found', () => {
  expect(heightWords(7, 12.5, 272, false)).toBe('The optimum of start 7 lies 12.50 nats below the best');
  expect(heightWords(7, -0.004, 272, false)).toMatch(/^Start 7, .* as high as the best/);
  expect(heightWords(7, 0.05, 100_000, false)).toMatch(/as high as the best/);
  expect(heightWords(7, -3, 272, false)).toMatch(/^Start 7, .* 3\.00 nats above the best: fit again/);
  expect(heightWords(7, -38, 272, true)).toBe('Start 7 ends 38.00 nats above the best, but degenerate: it cannot win');
});
