import { expect, test } from 'vitest';
import { RunShelf, type Shelved } from '../../../src/renderer/state/run-shelf.ts';

const left = (at: number) => ({ at, count: 0, values: [], run: {} }) as unknown as Shelved;

test('runs that were left are found by their number, as they were left last', () => {
  const shelf = new RunShelf();
  shelf.put(1, left(3));
  shelf.put(2, left(0));
  shelf.put(1, left(7));
  expect([shelf.get(1)?.at, shelf.get(2)?.at, shelf.get(3)]).toEqual([7, 0, null]);
});

test('the ones left longest ago make room', () => {
  const shelf = new RunShelf(2);
  for (const number of [1, 2, 1, 3]) shelf.put(number, left(number));
  expect([1, 2, 3].map((number) => shelf.get(number)?.at ?? null)).toEqual([1, null, 3]);
});
