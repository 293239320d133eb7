import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { later } from '../../../src/renderer/state/later.ts';

describe('something to be done later', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const setUp = () => {
    const run = vi.fn(async () => {});
    return { run, task: later(100, run) };
  };

  it('is done once, so long after the last time that it was asked for', () => {
    const { run, task } = setUp();
    task.soon();
    vi.advanceTimersByTime(60);
    task.soon();
    vi.advanceTimersByTime(99);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('is done at once when flushed, and not again', async () => {
    const { run, task } = setUp();
    task.soon();
    await task.flush();
    vi.advanceTimersByTime(1000);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('is not done by a flush when nobody asked for it', async () => {
    const { run, task } = setUp();
    await task.flush();
    expect(run).not.toHaveBeenCalled();
  });

  it('is not done after it was dropped', async () => {
    const { run, task } = setUp();
    task.soon();
    task.drop();
    await task.flush();
    vi.advanceTimersByTime(1000);
    expect(run).not.toHaveBeenCalled();
  });
});
