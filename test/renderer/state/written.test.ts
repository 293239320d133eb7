import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Keeping, written } from '../../../src/renderer/state/written.ts';

describe('something that is written a little after it changed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Writes end when `end` says so. */
  const setUp = () => {
    const ends: ((done: boolean) => void)[] = [];
    const told: Keeping[] = [];
    const write = vi.fn(() => new Promise<boolean>((end) => ends.push(end)));
    const end = async (done = true) => {
      ends.shift()?.(done);
      await vi.advanceTimersByTimeAsync(0);
    };
    return { write, told, end, it: written(100, write, (now) => told.push(now)) };
  };

  it('is written once, so long after the last change', () => {
    const { write, it: one } = setUp();
    one.soon();
    vi.advanceTimersByTime(60);
    one.soon();
    vi.advanceTimersByTime(99);
    expect(write).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(write).toHaveBeenCalledTimes(1);
  });

  it('is kept when it is written, not before', async () => {
    const { told, end, it: one } = setUp();
    one.soon();
    vi.advanceTimersByTime(100);
    expect(told).toEqual(['due']);
    await end();
    expect(told).toEqual(['due', 'kept']);
  });

  it('is not kept by the writing of what stood before its last change', async () => {
    const { write, told, end, it: one } = setUp();
    one.soon();
    vi.advanceTimersByTime(100);
    one.soon();
    await end();
    expect(told.at(-1)).toBe('due');
    vi.advanceTimersByTime(100);
    await end();
    expect(told.at(-1)).toBe('kept');
    expect(write).toHaveBeenCalledTimes(2);
  });

  it('is written at once when flushed, and not again', async () => {
    const { write, end, it: one } = setUp();
    one.soon();
    const flushed = one.flush();
    await end();
    await flushed;
    await one.flush();
    vi.advanceTimersByTime(1000);
    expect(write).toHaveBeenCalledTimes(1);
  });

  it('is waited for by a flush while it is being written', async () => {
    const { write, end, it: one } = setUp();
    one.soon();
    vi.advanceTimersByTime(100);
    let flushed = false;
    void one.flush().then(() => {
      flushed = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(flushed).toBe(false);
    await end();
    await end();
    expect(flushed).toBe(true);
    expect(write).toHaveBeenCalledTimes(2);
  });

  it('is waited for by a flush as it stands in the end, however often it changes meanwhile', async () => {
    const { write, told, end, it: one } = setUp();
    one.soon();
    let flushed = false;
    void one.flush().then(() => {
      flushed = true;
    });
    one.soon();
    await end();
    expect(flushed).toBe(false);
    await end();
    expect(flushed).toBe(true);
    expect(told.at(-1)).toBe('kept');
    vi.advanceTimersByTime(1000);
    expect(write).toHaveBeenCalledTimes(2);
  });

  it('is told as failed when it could not be written, and tried again by the next flush', async () => {
    const { told, end, it: one } = setUp();
    one.soon();
    vi.advanceTimersByTime(100);
    await end(false);
    expect(told.at(-1)).toBe('failed');
    const flushed = one.flush();
    await end();
    await flushed;
    expect(told.at(-1)).toBe('kept');
  });

  it('is not written by a flush when nothing changed, nor after it was given up', async () => {
    const { write, told, it: one } = setUp();
    await one.flush();
    one.soon();
    one.begin();
    await one.flush();
    vi.advanceTimersByTime(1000);
    expect(write).not.toHaveBeenCalled();
    expect(told.at(-1)).toBe('kept');
  });

  it('is not kept by a write of what was given up meanwhile', async () => {
    const { told, end, it: one } = setUp();
    one.soon();
    vi.advanceTimersByTime(100);
    one.begin();
    one.soon();
    await end();
    expect(told.at(-1)).toBe('due');
  });
});
