import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../src/main/app.ts';

export interface Application {
  readonly app: App;
  close(): Promise<void>;
}

/** The real application with its workers, in a folder of its own. */
export function startApplication(): Application {
  const dataFolder = mkdtempSync(join(tmpdir(), 'latent-lens-contract-'));
  const app = createApp({
    dataFolder,
    samplesFolder: join(import.meta.dirname, '../../resources/samples'),
    version: '1.2.3-test',
    threads: 2,
    worker: new URL('../../src/main/jobs/worker.ts', import.meta.url),
    memory: false,
  });
  return {
    app,
    async close() {
      await app.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
