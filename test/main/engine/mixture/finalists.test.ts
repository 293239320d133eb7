import { describe, expect, test } from 'vitest';
import type { Attempt } from '../../../../src/main/engine/mixture/attempt.ts';
import type { Known } from '../../../../src/main/engine/mixture/explore.ts';
import { chooseFinalists, mostFinalists } from '../../../../src/main/engine/mixture/finalists.ts';

const size = 10_000;
const at = (start: number, perRow: number, more: Partial<Attempt> = {}): Attempt => ({
  start,
  method: 'a start',
  logLikelihood: perRow * size,
  iterations: 9,
  converged: false,
  degenerate: null,
  like: null,
  result: null,
  failure: null,
  ...more,
});
const known = { start: 0 } as Known;

describe('who goes on from the screen', () => {
  test('one of each optimum, the best first, as long as it is near enough', () => {
    const attempts = [at(0, -2), at(1, -1.999), at(2, -1), at(3, -1.00001), at(4, -1.003), at(5, -1.5)];
    const { chosen, groups } = chooseFinalists(attempts, attempts, null, size);
    expect(chosen).toEqual([2, 4]);
    expect(groups[0]).toEqual([2, 3]);
  });

  test('by what they are on all rows, where the screen had it otherwise', () => {
    const attempts = [at(0, -1), at(1, -1.002)];
    expect(chooseFinalists(attempts, [at(0, -1.01), at(1, -1.001)], null, size).chosen).toEqual([1]);
  });

  test('neither those that were left behind nor degenerate ones, unless there is nothing else', () => {
    const attempts = [at(0, -1, { behind: true }), at(1, -1.2, { degenerate: 'flat' }), at(2, -1.3)];
    expect(chooseFinalists(attempts, attempts, null, size).chosen).toEqual([2]);
    const flat = attempts.slice(0, 2);
    expect(chooseFinalists(flat, flat, null, size).chosen).toEqual([1]);
  });

  test('never more than are allowed', () => {
    const attempts = Array.from({ length: 9 }, (_, i) => at(i, -1 - 6e-4 * i));
    expect(chooseFinalists(attempts, attempts, null, size).chosen).toEqual([0, 2, 4].slice(0, mostFinalists));
  });

  test('what is known always, and others only where they may be better', () => {
    const attempts = [at(0, -1), at(1, -1.00001), at(2, -0.999), at(3, -1.01)];
    expect(chooseFinalists(attempts, attempts, known, size).chosen).toEqual([0, 2]);
    // The same on the screen, but better on all rows.
    expect(chooseFinalists(attempts, [at(0, -1), at(1, -0.99), at(2, -1.02), at(3, -1.02)], known, size).chosen).toEqual([
      0, 1, 2,
    ]);
  });
});
