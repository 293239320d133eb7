import { parentPort, workerData } from 'node:worker_threads';
import { shareIn, takePieces, word } from '../engine/kernel/share.ts';
import type { HelperData, HelperMessage } from './parallel-pass.ts';

/** How often a helper looks for the next pass before it sleeps: an M-step's time. */
const looks = 3000;

/** The entry of a helper thread: works on passes over the rows in one memory until it is told to leave it. */
if (!parentPort) throw new Error('pass-helper.ts is the entry of a worker thread');
const { seat } = workerData as HelperData;

parentPort.on('message', (message: HelperMessage) => {
  if (message === 'end') process.exit(0);
  const { module, memory } = message;
  const share = shareIn(module, memory);
  const { control } = share;
  for (;;) {
    // The generation first: whatever is told after it is looked at wakes the wait below.
    const generation = Atomics.load(control, word.generation);
    if (Atomics.load(control, word.leave) !== 0) return;
    takePieces(share, seat);
    for (let i = 0; i < looks && Atomics.load(control, word.generation) === generation; i++);
    Atomics.wait(control, word.generation, generation);
  }
});
