import { describe, expect, it } from 'vitest';
import { applyJob } from '../../../src/renderer/state/job-list.ts';
import type { Job } from '../../../src/shared/model/job.ts';

const job = (id: number, status: Job['status'], share: number | null = null): Job => ({
  id,
  kind: 'fit',
  title: '',
  status,
  share,
  eta: null,
  detail: '',
  error: null,
  result: null,
});

describe('the list of live jobs', () => {
  it('takes a new one at its end, and news in its place', () => {
    const two = applyJob(applyJob([], job(1, 'queued')), job(2, 'running'));
    expect(applyJob(two, job(1, 'running', 0.5)).map((one) => [one.id, one.share])).toEqual([
      [1, 0.5],
      [2, null],
    ]);
  });

  it.each(['done', 'cancelled', 'failed'] as const)('lets go of one that is %s', (status) => {
    expect(applyJob([job(1, 'running')], job(1, status))).toEqual([]);
  });

  it('never holds one that ended before it was heard of', () => {
    expect(applyJob([], job(1, 'done'))).toEqual([]);
  });
});
