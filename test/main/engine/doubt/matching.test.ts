import { expect, test } from 'vitest';
import { assign, matchComponents } from '../../../../src/main/engine/doubt/matching.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';

const total = (gains: Float64Array, columns: number, found: Int32Array) =>
  found.reduce((sum, column, row) => sum + (column < 0 ? 0 : gains[row * columns + column]), 0);

/** The largest sum by trying every assignment. */
function exhaustive(gains: Float64Array, rows: number, columns: number): number {
  const from = (row: number, free: readonly number[], skips: number): number => {
    if (row === rows) return 0;
    let best = skips > 0 ? from(row + 1, free, skips - 1) : Number.NEGATIVE_INFINITY;
    for (const column of free) {
      const rest = from(
        row + 1,
        free.filter((other) => other !== column),
        skips,
      );
      best = Math.max(best, gains[row * columns + column] + rest);
    }
    return best;
  };
  return from(
    0,
    Array.from({ length: columns }, (_, c) => c),
    Math.max(0, rows - columns),
  );
}

test.each([
  [1, 1],
  [3, 3],
  [5, 5],
  [3, 5],
  [5, 2],
])('an assignment of %i rows to %i columns is as good as the best of all', (rows, columns) => {
  const random = createRandom(rows, columns);
  for (let round = 0; round < 30; round++) {
    const gains = Float64Array.from({ length: rows * columns }, () => random.below(round < 15 ? 4 : 1000));
    const found = assign(gains, rows, columns);
    const used = [...found].filter((column) => column >= 0);
    expect(used.length).toBe(Math.min(rows, columns));
    expect(new Set(used).size).toBe(used.length);
    expect(total(gains, columns, found)).toBe(exhaustive(gains, rows, columns));
  }
});

test('components keep their names when a refit numbers them otherwise', () => {
  const before = [1, 1, 1, 2, 2, 3, 3, 3, 3];
  const now = [2, 2, 2, 3, 3, 1, 1, 1, 2];
  expect([...matchComponents(now, 3, before, 3)]).toEqual([0, 3, 1, 2]);
});

test('a component too many is new, even where it shares rows with one that is taken', () => {
  const before = [1, 1, 1, 1, 2, 2, -1, 0];
  const now = [1, 1, 1, 3, 2, 2, 3, 3];
  expect([...matchComponents(now, 3, before, 2)]).toEqual([0, 1, 2, 0]);
  expect([...matchComponents(before, 2, now, 3)]).toEqual([0, 1, 2]);
});
