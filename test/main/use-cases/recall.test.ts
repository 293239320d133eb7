import { describe, expect, it } from 'vitest';
import { createRecall } from '../../../src/main/use-cases/recall.ts';

describe('recall', () => {
  it('computes once for a key, also when two ask at the same time', async () => {
    const recall = createRecall(2);
    let computed = 0;
    const compute = async () => ++computed;
    expect(await Promise.all([recall('a', compute), recall('a', compute)])).toEqual([1, 1]);
    expect(await recall('a', compute)).toBe(1);
  });

  it('forgets the key asked longest ago when it holds too many', async () => {
    const recall = createRecall(2);
    const ask = (key: string, value: string) => recall(key, async () => value);
    await ask('a', 'first');
    await ask('b', 'first');
    await ask('a', 'second');
    await ask('c', 'first');
    expect(await ask('a', 'third')).toBe('first');
    expect(await ask('b', 'third')).toBe('third');
  });

  it('does not keep a failure', async () => {
    const recall = createRecall(2);
    await expect(recall('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await recall('a', async () => 'yes')).toBe('yes');
  });
});
