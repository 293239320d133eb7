import { availableParallelism } from 'node:os';
import { type App, createApp } from '../../app.ts';
import { type Client, createClient } from './client.ts';
import type { Console } from './console.ts';
import { listenForInterrupt } from './interrupt.ts';
import { places } from './places.ts';
import { createProgressBar } from './progress-bar.ts';

export interface Running {
  readonly app: App;
  readonly client: Client;
  readonly signal: AbortSignal;
}

/** Gives the command an application of its own and closes it in the end. Answers with the exit code. */
export async function withApp(
  options: { readonly memory: boolean; readonly threads?: number | undefined },
  console: Console,
  command: (running: Running) => Promise<number>,
): Promise<number> {
  const where = places();
  const interrupt = listenForInterrupt();
  const app = createApp({
    dataFolder: where.data,
    samplesFolder: where.samples,
    version: where.version,
    threads: options.threads ?? availableParallelism(),
    worker: where.worker,
    memory: options.memory,
  });
  try {
    const client = createClient(app, createProgressBar(console), interrupt.signal);
    return await command({ app, client, signal: interrupt.signal });
  } catch (thrown) {
    const code = interrupt.code();
    if (code === null) throw thrown;
    console.err.write('latent-lens: Interrupted.\n');
    return code;
  } finally {
    await app.close();
    interrupt.dispose();
  }
}
