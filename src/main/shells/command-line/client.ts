import type { CallName, Input, Output } from '../../../shared/contract.ts';
import { fromErrorValue, LensError } from '../../../shared/errors.ts';
import type { Dataset, ReadOptions } from '../../../shared/model/dataset.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { App } from '../../app.ts';
import { dispatch } from '../../dispatch.ts';
import type { ProgressBar } from './progress-bar.ts';

/** The contract as a command uses it: calls that throw LensError, and jobs awaited to their end. */
export interface Client {
  call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>>;
  /** Starts a job and answers when it is done; throws as it failed, 'cancelled' when it was interrupted. */
  run(start: () => Promise<{ readonly job: number }>): Promise<Job>;
}

/** An abort of the signal cancels the job that runs, and every job after it before it starts. */
export function createClient(app: App, bar: ProgressBar, signal: AbortSignal): Client {
  const call: Client['call'] = async (name, input) => {
    const result = await dispatch(app, name, input);
    if (!result.ok) throw fromErrorValue(result.error);
    return result.value as Output<typeof name>;
  };

  const run: Client['run'] = async (start) => {
    if (signal.aborted) throw new LensError('cancelled', 'Interrupted.');
    const ended = new Map<number, Job>();
    let awaited: number | null = null;
    let settle: (job: Job) => void = () => {};
    const end = new Promise<Job>((resolve) => {
      settle = resolve;
    });
    const unsubscribe = app.subscribe((event) => {
      if (event.name !== 'job') return;
      const job = event.value;
      const running = job.status === 'running' || job.status === 'queued';
      if (!running) ended.set(job.id, job);
      if (job.id !== awaited) return;
      if (running) bar.show(job);
      else settle(job);
    });
    const cancel = () => {
      if (awaited !== null) void dispatch(app, 'jobs.cancel', { job: awaited });
    };
    signal.addEventListener('abort', cancel);
    try {
      awaited = (await start()).job;
      if (signal.aborted) cancel();
      const job = ended.get(awaited) ?? (await end);
      if (job.error) throw fromErrorValue(job.error);
      if (job.status !== 'done' || signal.aborted) throw new LensError('cancelled', 'Interrupted.');
      return job;
    } finally {
      unsubscribe();
      signal.removeEventListener('abort', cancel);
      bar.clear();
    }
  };
  return { call, run };
}

/** Reads a table into the app's project and answers with what was read. */
export async function readTable(client: Client, path: string, options: ReadOptions): Promise<Dataset> {
  await client.run(() => client.call('dataset.read', { source: { kind: 'path', path }, options }));
  const { dataset } = await client.call('project.read', {});
  if (!dataset) throw new LensError('internal', 'The table was read, but is not there.');
  return dataset;
}
