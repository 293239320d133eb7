import { describe, expect, it } from 'vitest';
import { newestOnly } from '../../../src/renderer/state/newest.ts';

/** Questions that are answered when the test says so. */
function pending() {
  const open: { question: number; resolve: (answer: number) => void; reject: (why: Error) => void }[] = [];
  const told: number[] = [];
  const ask = newestOnly(
    (question: number) => new Promise<number>((resolve, reject) => open.push({ question, resolve, reject })),
    (answer) => told.push(answer),
  );
  const settled = () => new Promise((done) => setImmediate(done));
  return { open, told, ask, settled };
}

describe('questions under a moving pointer', () => {
  it('are asked one at a time, and only the newest of those that came meanwhile', async () => {
    const { open, told, ask, settled } = pending();
    for (const question of [1, 2, 3]) ask(question);
    expect(open.map(({ question }) => question)).toEqual([1]);
    open[0]!.resolve(10);
    await settled();
    expect(open.map(({ question }) => question)).toEqual([1, 3]);
    open[1]!.resolve(30);
    await settled();
    expect(told).toEqual([10, 30]);
    expect(open).toHaveLength(2);
  });

  it('go on after one that failed', async () => {
    const { open, told, ask, settled } = pending();
    ask(1);
    open[0]!.reject(new Error('the line is down'));
    await settled();
    ask(2);
    open[1]!.resolve(20);
    await settled();
    expect(told).toEqual([20]);
  });
});
