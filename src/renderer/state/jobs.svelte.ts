import type { Job } from '../../shared/model/job.ts';
import { applyJob, isLive } from './job-list.ts';

/** The jobs that run, and how those ended that somebody waits for. */
export class Jobs {
  live: readonly Job[] = $state.raw([]);
  readonly #ended = new Map<number, Job>();
  readonly #waiting = new Map<number, ((job: Job) => void)[]>();
  readonly #onEnd: (job: Job) => void;

  constructor(onEnd: (job: Job) => void) {
    this.#onEnd = onEnd;
  }

  apply(job: Job): void {
    // An answer may tell how it stood before the event of its end.
    if (isLive(job) && this.#ended.has(job.id)) return;
    this.live = applyJob(this.live, job);
    if (isLive(job) || this.#ended.has(job.id)) return;
    this.#ended.set(job.id, job);
    if (this.#ended.size > 200) this.#ended.delete(this.#ended.keys().next().value!);
    for (const settle of this.#waiting.get(job.id) ?? []) settle(job);
    this.#waiting.delete(job.id);
    this.#onEnd(job);
  }

  /** After the line broke: what is no longer known to the application has ended unseen. */
  resync(all: readonly Job[]): void {
    const known = new Set(all.map((one) => one.id));
    for (const job of this.live) {
      if (known.has(job.id)) continue;
      const message = `${job.title} was interrupted.`;
      this.apply({ ...job, status: 'failed', error: { code: 'internal', message, hint: 'Start it again.' } });
    }
    for (const job of all) if (isLive(job) || this.#waiting.has(job.id)) this.apply(job);
  }

  ended(id: number): Promise<Job> {
    const there = this.#ended.get(id);
    if (there) return Promise.resolve(there);
    return new Promise((settle) => this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), settle]));
  }
}
