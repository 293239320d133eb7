import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../../src/main/app.ts';
import { fromErrorValue } from '../../../src/shared/errors.ts';
import type { Job } from '../../../src/shared/model/job.ts';
import { FitOptions } from '../../../src/shared/model/mixture.ts';

export interface TestApp {
  readonly app: App;
  readonly folder: string;
  /** The job's result; rejects with its error. */
  done(job: number): Promise<Job['result']>;
  /** Writes the text to a file and reads it into a new project. */
  table(name: string, text: string): Promise<void>;
  /** Reads a file of the folder into a new project. */
  read(name: string): Promise<void>;
  fit(options: Partial<FitOptions> & Pick<FitOptions, 'columns'>): Promise<number>;
  close(): Promise<void>;
}

/** The real application over real workers, in a folder of its own. */
export function testApp(folder = mkdtempSync(join(tmpdir(), 'lens-app-')), threads = 2): TestApp {
  const root = join(import.meta.dirname, '..', '..', '..');
  const app = createApp({
    dataFolder: join(folder, 'home'),
    samplesFolder: join(root, 'resources', 'samples'),
    version: 'test',
    threads,
    worker: new URL('../../../src/main/jobs/worker.ts', import.meta.url),
    memory: false,
  });
  const done = (id: number) =>
    new Promise<Job['result']>((found, fail) => {
      const settle = (job: Job) => {
        if (job.id !== id || job.status === 'running' || job.status === 'queued') return;
        stop();
        if (job.status === 'done') found(job.result);
        else fail(job.error ? fromErrorValue(job.error) : new Error(job.status));
      };
      const stop = app.subscribe((event) => event.name === 'job' && settle(event.value));
      void app.call('jobs.list', {}).then((jobs) => jobs.forEach(settle));
    });
  const read = async (name: string) => {
    const { job } = await app.call('dataset.read', { source: { kind: 'path', path: join(folder, name) }, options: {} });
    await done(job);
  };
  return {
    app,
    folder,
    done,
    read,
    table: async (name, text) => {
      writeFileSync(join(folder, name), text);
      await read(name);
    },
    fit: async (options) => {
      const { job, fit } = await app.call('fit.start', FitOptions.parse({ ks: [2], families: ['VVV'], starts: 3, ...options }));
      await done(job);
      return fit;
    },
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Two groups of rows in the columns a and b, and the group as text; made, not random. */
export function twoGroups(rows = 80, scale = 1): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const group = i % 2;
    const a = group * 10 + Math.sin(i * 1.7) * 2;
    const b = group * 5 + Math.cos(i * 2.3) + Math.sin(i);
    return `${a * scale},${b},${group === 0 ? 'left' : 'right'}`;
  });
  return `a,b,group\n${lines.join('\n')}\n`;
}
