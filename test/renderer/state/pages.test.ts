import { describe, expect, it, vi } from 'vitest';
import { type Page, pages } from '../../../src/renderer/state/pages.ts';

function setUp(options: { rows?: number; size?: number; keep?: number } = {}) {
  const asked: { from: number; count: number; settle: () => void; fail: () => void }[] = [];
  const arrived = vi.fn();
  const all = { rows: 100, size: 10, keep: 3, ...options };
  const cache = pages(
    (from, count) =>
      new Promise<Page>((settle, reject) => {
        const cells = [Array.from({ length: count }, (_, i) => (from + i === 5 ? null : `r${from + i}`))];
        asked.push({ from, count, settle: () => settle(cells), fail: () => reject(new Error('line broke')) });
      }),
    all,
    arrived,
  );
  return { cache, asked, arrived, turn: () => new Promise<void>((settle) => setImmediate(settle)) };
}

describe('pages of a table', () => {
  it('are fetched when in sight, and tell a missing cell from one on its way', async () => {
    const { cache, asked, arrived, turn } = setUp();
    cache.want(0, 9);
    expect(cache.cell(5, 0)).toBeUndefined();
    asked[0]!.settle();
    await turn();
    expect(arrived).toHaveBeenCalledTimes(1);
    expect(cache.cell(4, 0)).toBe('r4');
    expect(cache.cell(5, 0)).toBeNull();
  });

  it('never ask for rows beyond the last', () => {
    const { cache, asked } = setUp({ rows: 13 });
    cache.want(8, 40);
    expect(asked.map(({ from, count }) => [from, count])).toEqual([
      [0, 10],
      [10, 3],
    ]);
  });

  it('passed over by a fast scroll are not fetched: at most two on their way, then the latest wish', async () => {
    const { cache, asked, turn } = setUp();
    cache.want(0, 5);
    cache.want(20, 25);
    cache.want(40, 45);
    cache.want(90, 95);
    expect(asked.map((one) => one.from)).toEqual([0, 20]);
    asked[0]!.settle();
    await turn();
    expect(asked.map((one) => one.from)).toEqual([0, 20, 90]);
  });

  it('that did not come are asked for again when next in sight', async () => {
    const { cache, asked, turn } = setUp();
    cache.want(0, 5);
    asked[0]!.fail();
    await turn();
    expect(asked.length).toBe(1);
    cache.want(0, 5);
    expect(asked.length).toBe(2);
  });

  it('are let go beyond so many, the ones in sight last', async () => {
    const { cache, asked, turn } = setUp({ keep: 2 });
    for (const from of [0, 10, 20, 30]) {
      cache.want(from, from + 5);
      asked.at(-1)!.settle();
      await turn();
    }
    expect(cache.cell(0, 0)).toBeUndefined();
    expect(cache.cell(10, 0)).toBeUndefined();
    expect(cache.cell(20, 0)).toBe('r20');
    expect(cache.cell(30, 0)).toBe('r30');
  });
});
