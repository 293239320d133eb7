import { describe, expect, it } from 'vitest';
import { createJobs } from '../../../src/main/jobs/registry.ts';
import { LensError } from '../../../src/shared/errors.ts';
import type { Job } from '../../../src/shared/model/job.ts';

function watched() {
  const told: Job[] = [];
  let wake: (() => void) | null = null;
  const jobs = createJobs((job) => {
    told.push(job);
    wake?.();
  });
  const ended = async (id: number): Promise<Job> => {
    for (;;) {
      const end = told.find((job) => job.id === id && job.status !== 'running');
      if (end) return end;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { jobs, told, ended };
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new LensError('cancelled', 'Cancelled.'))));

describe('the registry of jobs', () => {
  it('tells the start, and the end with its result', async () => {
    const { jobs, told, ended } = watched();
    const id = jobs.start('read', 'Read a.csv', async () => 42);
    expect(await ended(id)).toMatchObject({ status: 'done', share: 1, result: 42, error: null });
    expect(told[0]).toMatchObject({ id, status: 'running', title: 'Read a.csv' });
  });

  it('keeps the sentences that were noted on the way', async () => {
    const { jobs, told, ended } = watched();
    const id = jobs.start('export', 'Scores', async (handle) => {
      handle.note('One level is new.');
      handle.note('Two rows are empty.');
      return 'scores.csv';
    });
    expect((await ended(id)).notes).toEqual(['One level is new.', 'Two rows are empty.']);
    expect(told[0]?.notes).toBeUndefined();
  });

  it('tells progress at most ten times a second', async () => {
    const { jobs, told, ended } = watched();
    const id = jobs.start('fit', 'Fit', async (handle) => {
      for (let i = 1; i <= 1000; i++) handle.progress(i / 1000, `step ${i}`);
      return null;
    });
    await ended(id);
    expect(told.length).toBeLessThan(6);
  });

  it('keeps code, message and hint of a failure', async () => {
    const { jobs, ended } = watched();
    const id = jobs.start('read', 'Read', async () => {
      throw new LensError('input', 'line 3: odd', 'mend line 3');
    });
    expect(await ended(id)).toMatchObject({
      status: 'failed',
      error: { code: 'input', message: 'line 3: odd', hint: 'mend line 3' },
    });
  });

  it('answers a cancel when the job has ended', async () => {
    const { jobs } = watched();
    const id = jobs.start('fit', 'Fit', ({ signal }) => untilAborted(signal));
    expect(await jobs.cancel(id)).toMatchObject({ id, status: 'cancelled' });
  });

  it('leaves a job that has ended as it is', async () => {
    const { jobs, ended } = watched();
    const id = jobs.start('fit', 'Fit', async () => 1);
    await ended(id);
    expect(await jobs.cancel(id)).toMatchObject({ status: 'done', result: 1 });
  });

  it('names a job that is not there', async () => {
    await expect(watched().jobs.cancel(9)).rejects.toMatchObject({ code: 'missing', message: 'There is no job 9.' });
  });

  it('cancels all but the job that asks', async () => {
    const { jobs, ended } = watched();
    const other = jobs.start('fit', 'Fit', ({ signal }) => untilAborted(signal));
    const asking = jobs.start('read', 'Read', async ({ id }) => {
      await jobs.cancelAll(id);
      return id;
    });
    expect(await ended(asking)).toMatchObject({ status: 'done' });
    expect(jobs.list().find(({ id }) => id === other)?.status).toBe('cancelled');
  });
});
