import { expect, test } from 'vitest';
import { underflowWords } from '../../../src/main/use-cases/underflow.ts';

const column = (name: string, ...values: number[]) => ({
  name,
  cells: { kind: 'values', values: Float64Array.from(values) } as const,
});
const model = {
  means: [
    [0, 0],
    [10, 0],
  ],
  covariances: Array.from({ length: 2 }, () => [
    [1, 0],
    [0, 100],
  ]),
};
const beyond = Number.NEGATIVE_INFINITY;
const words = (logDensity: number[], ...columns: ReturnType<typeof column>[]) =>
  underflowWords({ logDensity: Float64Array.from(logDensity) }, model, columns);

test('no row beyond the numbers: nothing is said', () => {
  expect(words([-3, -1e300], column('x', 1, 2), column('y', 1, 2))).toBeNull();
});

test('a row is named with the column that takes it farthest', () => {
  expect(words([-3, beyond], column('x', 1, 1e200), column('y', 1, 1e200))).toBe(
    "1 row lies beyond all numbers from every component, row 2 by its 1e+200 in column 'x': its log density is -Infinity, and its cluster says nothing.",
  );
  expect(words([beyond], column('x', Number.NaN), column('y', -1e300))).toContain("row 1 by its -1e+300 in column 'y'");
});

test('of many the first three are named, the others counted', () => {
  const said = words(Array(5).fill(beyond), column('x', ...Array(5).fill(1e300)), column('y', 0, 0, 0, 0, 0));
  expect(said).toMatch(/^5 rows lie .*row 1 by .*, row 2 by .*, row 3 by .* and 2 more: their log density is -Infinity/);
});
