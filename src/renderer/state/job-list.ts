import type { Job } from '../../shared/model/job.ts';

export const isLive = (job: Job): boolean => job.status === 'queued' || job.status === 'running';

/** The list of live jobs after news of one: replaced in its place, added at the end, or gone. */
export function applyJob(live: readonly Job[], job: Job): readonly Job[] {
  if (!isLive(job)) return live.filter((one) => one.id !== job.id);
  return live.some((one) => one.id === job.id) ? live.map((one) => (one.id === job.id ? job : one)) : [...live, job];
}
