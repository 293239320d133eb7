import { LensError, toErrorValue } from '../../shared/errors.ts';
import type { Job, JobKind } from '../../shared/model/job.ts';
import { eta } from './eta.ts';
import { throttle } from './throttle.ts';

export interface JobHandle {
  readonly id: number;
  readonly signal: AbortSignal;
  progress(share: number | null, detail: string): void;
  /** A sentence that the job is to be remembered with. */
  note(words: string): void;
}

export interface Jobs {
  /** Starts the work at once and answers with the job's id; its end is told by the last event. */
  start(kind: JobKind, title: string, work: (handle: JobHandle) => Promise<Job['result']>): number;
  cancel(id: number): Promise<Job>;
  /** All that run, but the one that asks (it would wait for itself). */
  cancelAll(asking?: number): Promise<void>;
  list(): Job[];
}

/** How many ended jobs are remembered. */
const remembered = 50;

interface Entry {
  job: Job;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** All long work by id: progress (at most ten events a second), ETA, cancel, how it ended. */
export function createJobs(emit: (job: Job) => void): Jobs {
  const entries = new Map<number, Entry>();
  let nextId = 1;

  const forget = () => {
    const over = entries.size - remembered;
    if (over <= 0) return;
    for (const id of [...entries]
      .filter(([, entry]) => entry.job.status !== 'running')
      .map(([id]) => id)
      .slice(0, over))
      entries.delete(id);
  };

  const start: Jobs['start'] = (kind, title, work) => {
    const id = nextId++;
    const abort = new AbortController();
    const since = performance.now();
    const tell = throttle(100, emit);
    const first: Job = { id, kind, title, status: 'running', share: null, eta: null, detail: '', error: null, result: null };

    const run = async () => {
      // The caller learns the id before the first event.
      await Promise.resolve();
      const handle: JobHandle = {
        id,
        signal: abort.signal,
        progress: (share, detail) => {
          if (entry.job.status !== 'running') return;
          entry.job = { ...entry.job, share, detail, eta: eta(share, (performance.now() - since) / 1000) };
          tell(entry.job);
        },
        note: (words) => {
          entry.job = { ...entry.job, notes: [...(entry.job.notes ?? []), words] };
        },
      };
      try {
        if (abort.signal.aborted) throw new LensError('cancelled', 'Cancelled.');
        const result = await work(handle);
        entry.job = { ...entry.job, status: 'done', share: 1, eta: 0, result };
      } catch (thrown) {
        const error = toErrorValue(thrown);
        entry.job = { ...entry.job, status: error.code === 'cancelled' ? 'cancelled' : 'failed', eta: null, error };
      }
      emit(entry.job);
      forget();
    };

    const entry: Entry = { job: first, abort, ended: Promise.resolve().then(run) };
    entries.set(id, entry);
    queueMicrotask(() => emit(first));
    return id;
  };

  const cancel: Jobs['cancel'] = async (id) => {
    const entry = entries.get(id);
    if (!entry) throw new LensError('missing', `There is no job ${id}.`, 'It may have ended long ago.');
    entry.abort.abort();
    await entry.ended;
    return entry.job;
  };

  return {
    start,
    cancel,
    cancelAll: async (asking) => {
      const chosen = [...entries.values()].filter((entry) => entry.job.status === 'running' && entry.job.id !== asking);
      await Promise.all(chosen.map((entry) => cancel(entry.job.id)));
    },
    list: () => [...entries.values()].map((entry) => entry.job),
  };
}
