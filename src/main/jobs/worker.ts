import { parentPort } from 'node:worker_threads';
import { toErrorValue } from '../../shared/errors.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { createTasks, type TaskName, type Tasks } from './tasks.ts';
import { throttle } from './throttle.ts';
import { transferables } from './transferables.ts';
import type { Watch } from './watch.ts';

/** The entry of a worker thread: runs one task at a time, hears an abort, ends itself when told to, never throws across the thread. */
if (!parentPort) throw new Error('worker.ts is the entry of a worker thread');
const port = parentPort;
const say = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
// Beside this entry, in the sources and in the build.
const tasks = createTasks(new URL(`./pass-helper${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));
let ending = false;
let running: { readonly id: number; readonly abort: AbortController } | null = null;

async function run<N extends TaskName>(id: number, name: N, input: Tasks[N]['input']) {
  const abort = new AbortController();
  running = { id, abort };
  const watch: Watch<Tasks[N]['progress']> = {
    progress: throttle(100, (progress) => say({ kind: 'progress', id, progress })),
    signal: abort.signal,
  };
  try {
    const output = await tasks[name](input, watch);
    say({ kind: 'done', id, output }, transferables(output));
  } catch (thrown) {
    say({ kind: 'failed', id, error: toErrorValue(thrown) });
  } finally {
    running = null;
    if (ending) process.exit(0);
  }
}

port.on('message', (message: ToWorker) => {
  if (message.kind === 'run') void run(message.id, message.task, message.input);
  else if (message.kind === 'end') {
    ending = true;
    if (running === null) process.exit(0);
    running.abort.abort();
  } else if (running?.id === message.id) running.abort.abort();
});
say({ kind: 'ready' });
