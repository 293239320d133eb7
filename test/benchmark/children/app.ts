import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type App, createApp } from '../../../src/main/app.ts';
import { dispatch } from '../../../src/main/dispatch.ts';
import type { CallName, Input, Output } from '../../../src/shared/contract.ts';
import { root } from '../setting.ts';

/** The application as a shell has it, with the built workers. */
export const startApp = (dataFolder: string): App =>
  createApp({
    dataFolder,
    samplesFolder: join(root, 'resources', 'samples'),
    version: 'benchmark',
    threads: availableParallelism(),
    worker: pathToFileURL(join(root, 'out', 'main', 'worker.js')),
    memory: false,
  });

export async function call<N extends CallName>(app: App, name: N, input: Input<N>): Promise<Output<N>> {
  const result = await dispatch(app, name, input);
  if (!result.ok) throw new Error(`${name}: ${result.error.message} ${result.error.hint}`);
  return result.value as Output<N>;
}

/** Starts a job and answers when it has ended. */
export function ended(app: App, begin: () => Promise<{ readonly job: number }>): Promise<void> {
  return new Promise((done, fail) => {
    let awaited: number | null = null;
    const over = new Map<number, string | null>();
    const settle = () => {
      if (awaited === null || !over.has(awaited)) return;
      const error = over.get(awaited);
      if (error) fail(new Error(error));
      else done();
    };
    app.subscribe(({ name, value }) => {
      if (name !== 'job' || value.status === 'running' || value.status === 'queued') return;
      over.set(value.id, value.error?.message ?? null);
      settle();
    });
    begin().then(({ job }) => {
      awaited = job;
      settle();
    }, fail);
  });
}
