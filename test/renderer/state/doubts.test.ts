import { describe, expect, it } from 'vitest';
import { Doubts } from '../../../src/renderer/state/doubts.svelte.ts';
import type { Doubt } from '../../../src/shared/model/doubt-results.ts';
import { answering, breathe } from './answers.ts';

const heldOut = (fit: number, folds: number): Doubt => ({
  ...{ kind: 'held-out', created: '', seconds: 1, options: { kind: 'held-out', fit, folds, seed: 1 } },
  result: { candidates: [], folds, seed: 1, best: null } as never,
});
function setUp() {
  const { client, of, asked } = answering();
  return { of, asked, doubts: new Doubts(client, () => {}) };
}

describe('the assessments of a fit', () => {
  it('are there for everyone who waits for them, though only the first asks', async () => {
    const { of, asked, doubts } = setUp();
    let there = 0;
    for (let i = 0; i < 2; i++) void doubts.load(1).then(() => there++);
    expect(asked).toHaveLength(1);
    await breathe();
    expect(there).toBe(0);
    of('doubt.list').answer([heldOut(1, 5)]);
    await breathe();
    expect(there).toBe(2);
    expect(doubts.all).toHaveLength(1);
  });

  it('are never those of a fit of the same number in another project', async () => {
    const { of, doubts } = setUp();
    void doubts.load(1);
    const before = of('doubt.list');
    doubts.forget();
    const loading = doubts.load(1);
    of('doubt.list').answer([]);
    await loading;
    before.answer([heldOut(1, 5)]);
    await breathe();
    expect(doubts.all).toEqual([]);
  });

  it('that are heard while the list is on its way are newer than the list', async () => {
    const { of, doubts } = setUp();
    const loading = doubts.load(1);
    doubts.hear(heldOut(1, 10));
    of('doubt.list').answer([heldOut(1, 5)]);
    await loading;
    expect(doubts.all.map(({ options }) => options)).toEqual([heldOut(1, 10).options]);
  });
});
