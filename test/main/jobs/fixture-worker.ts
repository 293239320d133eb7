import { parentPort } from 'node:worker_threads';
import type { ToWorker } from '../../../src/main/jobs/protocol.ts';

/** A worker that does what the input's `act` says, in place of a real task. */
const port = parentPort;
port?.on('message', (message: ToWorker) => {
  if (message.kind === 'abort') {
    if (hears) port.postMessage({ kind: 'failed', id: message.id, error: { code: 'cancelled', message: 'heard', hint: '' } });
    return;
  }
  if (message.kind === 'end') {
    if (!deaf) process.exit(0);
    return;
  }
  const { act, value } = message.input as unknown as { act: string; value: unknown };
  const { id } = message;
  hears = act === 'wait';
  deaf = act === 'deafen';
  if (deaf) port.postMessage({ kind: 'progress', id, progress: 'deaf' });
  if (act === 'answer') port.postMessage({ kind: 'done', id, output: value });
  if (act === 'progress') {
    port.postMessage({ kind: 'progress', id, progress: value });
    port.postMessage({ kind: 'done', id, output: value });
  }
  if (act === 'fail') port.postMessage({ kind: 'failed', id, error: { code: 'input', message: 'bad cell', hint: 'mend it' } });
  if (act === 'throw') throw new Error('out of luck');
  if (act === 'exit') process.exit(3);
  if (act === 'spin') for (;;);
});
let hears = false;
let deaf = false;
port?.postMessage({ kind: 'ready' });
