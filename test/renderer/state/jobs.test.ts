import { describe, expect, it, vi } from 'vitest';
import { Jobs } from '../../../src/renderer/state/jobs.svelte.ts';
import type { Job } from '../../../src/shared/model/job.ts';

const job = (status: Job['status'], id = 1): Job => ({
  ...{ id, kind: 'fit', title: 'Fit', status, share: null, eta: null, detail: '', error: null, result: null },
});

describe('jobs', () => {
  it('that ended do not come back by an answer that was older than their end', () => {
    const end = vi.fn();
    const jobs = new Jobs(end);
    jobs.apply(job('running'));
    jobs.apply(job('done'));
    jobs.apply(job('running'));
    jobs.resync([job('running')]);
    expect(jobs.live).toEqual([]);
    expect(end).toHaveBeenCalledTimes(1);
  });

  it('are told of their end, before it and after it', async () => {
    const jobs = new Jobs(() => {});
    const before = jobs.ended(1);
    jobs.apply(job('running'));
    jobs.apply(job('cancelled'));
    expect(await before).toMatchObject({ status: 'cancelled' });
    expect(await jobs.ended(1)).toMatchObject({ status: 'cancelled' });
  });
});
