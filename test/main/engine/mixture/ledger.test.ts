import { expect, test } from 'vitest';
import { type Ended, ledgerOf, optimaOf, rank } from '../../../../src/main/engine/mixture/ledger.ts';

const ended = (start: number, logLikelihood: number | null, more: Partial<Ended> = {}): Ended => ({
  start,
  method: 'k-means++',
  logLikelihood,
  iterations: 5,
  converged: true,
  degenerate: null,
  like: null,
  ...more,
});

test('a fit that counts stands before any that does not, however high that is', () => {
  const all = [
    ended(0, null),
    ended(1, 50, { degenerate: 'a spike' }),
    ended(2, 20, { converged: false }),
    ended(3, 10),
    ended(4, 11),
  ];
  expect([...all].sort(rank).map((e) => e.start)).toEqual([4, 3, 2, 1, 0]);
});

test('starts within the tolerance share an optimum, failed ones have none', () => {
  const all = [ended(0, 9), ended(1, 10), ended(2, 10.0001), ended(3, null), ended(4, 10, { degenerate: 'a spike' })];
  expect(ledgerOf(all, 1e-3).map((record) => record.optimum)).toEqual([1, 0, 0, null, 2]);
  expect(optimaOf(all, 1e-6).length).toBe(4);
});

test('a start that was seen to be like another shares its optimum', () => {
  const all = [ended(0, 9, { like: 1, converged: false }), ended(1, 10), ended(2, 9.5)];
  expect(ledgerOf(all, 1e-3).map((record) => record.optimum)).toEqual([0, 0, 1]);
});

test('the ledger is in the order of the starts and holds what a stored record may', () => {
  const [first] = ledgerOf([ended(1, 3), ended(0, 2)], 1e-3);
  expect(first).toEqual({
    start: 0,
    method: 'k-means++',
    logLikelihood: 2,
    iterations: 5,
    converged: true,
    degenerate: null,
    optimum: 1,
  });
});
