import { describe, expect, it } from 'vitest';
import { cellCache } from '../../../src/renderer/state/cells.ts';
import type { ColumnCells } from '../../../src/shared/model/column.ts';

const values = (name: string): ColumnCells => ({ kind: 'values', values: Float64Array.of(name.length) });
function setUp() {
  const asked: string[][] = [];
  let broken = false;
  const cache = cellCache(async (columns) => {
    asked.push([...columns]);
    if (broken) throw new Error('line broke');
    return columns.map(values);
  });
  const breakLine = (to: boolean) => {
    broken = to;
  };
  return { asked, cache, breakLine };
}

describe('cells of columns', () => {
  it('asked for in one turn travel in one call, each to who asked for it', async () => {
    const { asked, cache } = setUp();
    const [a, long] = await Promise.all([cache.get('a'), cache.get('long')]);
    expect(asked).toEqual([['a', 'long']]);
    expect([a, long]).toEqual([values('a'), values('long')]);
  });

  it('are fetched once', async () => {
    const { asked, cache } = setUp();
    expect(await cache.get('a')).toBe(await cache.get('a'));
    expect(asked).toEqual([['a']]);
  });

  it('are fetched again after a failure', async () => {
    const { asked, cache, breakLine } = setUp();
    breakLine(true);
    await expect(cache.get('a')).rejects.toThrow('line broke');
    breakLine(false);
    expect(await cache.get('a')).toEqual(values('a'));
    expect(asked).toEqual([['a'], ['a']]);
  });

  it('are forgotten with the data set', async () => {
    const { asked, cache } = setUp();
    await cache.get('a');
    cache.clear();
    await cache.get('a');
    expect(asked).toEqual([['a'], ['a']]);
  });
});
