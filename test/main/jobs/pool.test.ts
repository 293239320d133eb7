import { afterEach, describe, expect, it } from 'vitest';
import { createPool, type Pool } from '../../../src/main/jobs/pool.ts';

const entry = new URL('./fixture-worker.ts', import.meta.url);
const pools: Pool[] = [];
const pool = (size: number, from = entry) => {
  const made = createPool(from, size);
  pools.push(made);
  return made;
};
const act = (
  on: Pool,
  what: string,
  value: unknown = null,
  watch: { signal?: AbortSignal; progress?: (p: unknown) => void } = {},
) => on.run('prepare', { act: what, value } as never, watch as never) as Promise<unknown>;

afterEach(async () => {
  await Promise.all(pools.splice(0).map((one) => one.close()));
});

describe('a pool of worker threads', () => {
  it('answers each task with its own result, more tasks than threads', async () => {
    const one = pool(2);
    const answers = await Promise.all([1, 2, 3, 4, 5].map((value) => act(one, 'answer', value)));
    expect(answers).toEqual([1, 2, 3, 4, 5]);
  });

  it('tells progress before the result', async () => {
    const heard: unknown[] = [];
    await act(pool(1), 'progress', 0.5, { progress: (share) => heard.push(share) });
    expect(heard).toEqual([0.5]);
  });

  it('keeps code, message and hint of an error that a task names', async () => {
    await expect(act(pool(1), 'fail')).rejects.toMatchObject({ code: 'input', message: 'bad cell', hint: 'mend it' });
  });

  it('shares memory with its threads instead of copying it', async () => {
    const shared = new Float64Array(new SharedArrayBuffer(16));
    const back = (await act(pool(1), 'answer', shared)) as Float64Array;
    shared[1] = 7;
    expect(back[1]).toBe(7);
  });

  it.each(['throw', 'exit'])('fails the task of a thread that dies (%s) and serves the next', async (death) => {
    const one = pool(1);
    const dying = act(one, death);
    const next = act(one, 'answer', 'alive');
    await expect(dying).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining("worker thread of 'prepare' stopped"),
    });
    await expect(next).resolves.toBe('alive');
  });

  it.each(['wait', 'spin'])('ends a cancelled task within 200 ms, whether it listens or not (%s)', async (deed) => {
    const one = pool(1);
    await act(one, 'answer');
    const abort = new AbortController();
    const running = act(one, deed, null, { signal: abort.signal });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const since = performance.now();
    abort.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - since).toBeLessThan(200);
    await expect(act(one, 'answer', 'next')).resolves.toBe('next');
  });

  it('takes a cancelled task out of the line without starting it', async () => {
    const one = pool(1);
    const abort = new AbortController();
    const first = act(one, 'wait', null, { signal: abort.signal });
    const secondAbort = new AbortController();
    const second = act(one, 'throw', null, { signal: secondAbort.signal });
    secondAbort.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    abort.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('rejects what runs and what waits when it is closed', async () => {
    const one = pool(1);
    const running = act(one, 'wait');
    const waiting = act(one, 'answer');
    const ends = Promise.allSettled([running, waiting]);
    await one.close();
    expect((await ends).map((end) => end.status)).toEqual(['rejected', 'rejected']);
    await expect(act(one, 'answer')).rejects.toMatchObject({ code: 'cancelled' });
  });

  it.each(['deafen', 'spin'])('is closed though a thread does not end by itself (%s)', async (deed) => {
    const one = pool(2);
    await act(one, 'answer');
    const running = act(one, deed);
    const ends = Promise.allSettled([running]);
    await one.close();
    expect((await ends).map((end) => end.status)).toEqual(['rejected']);
  });

  // Cut off from outside, a thread's exit code is 1; by itself it ends with 0.
  it('lets a thread that still loads end by itself', async () => {
    const one = pool(1, new URL('./fixture-slow-worker.ts', import.meta.url));
    const running = act(one, 'wait');
    const [end] = await Promise.all([Promise.allSettled([running]), one.close()]);
    expect(String((end[0] as PromiseRejectedResult).reason.message)).toContain('exit code 0');
  });

  it('hears of a cancellation while its thread still loads, and serves the next', async () => {
    const one = pool(1, new URL('./fixture-slow-worker.ts', import.meta.url));
    const abort = new AbortController();
    const running = act(one, 'wait', null, { signal: abort.signal });
    abort.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled', message: 'heard' });
    await expect(act(one, 'answer', 'next')).resolves.toBe('next');
  });
});
