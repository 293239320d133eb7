import { parentPort, workerData } from 'node:worker_threads';
import { shareIn, takePieces, word } from '../engine/kernel/share.ts';
import { latentSharesIn, word as latentWord, takeShares } from '../engine/latent/kernel/shares.ts';
import type { LatentHelperMessage } from './latent-threads.ts';
import type { HelperData, HelperMessage } from './parallel-pass.ts';

/** How often a helper looks for the next pass before it sleeps: an M-step's time. */
const looks = 3000;
/** The same for the next batch: the time that a step of Adam takes. */
const looksForBatches = 20_000;

/** The entry of a helper thread: works on passes over the rows, or batches, in one memory until it is told to leave it. */
if (!parentPort) throw new Error('pass-helper.ts is the entry of a worker thread');
const { seat } = workerData as HelperData;

parentPort.on('message', (message: HelperMessage | LatentHelperMessage) => {
  if (message === 'end') process.exit(0);
  const { module, memory } = message;
  if ('kind' in message) {
    const shares = latentSharesIn(module, memory);
    return attend(shares.control, latentWord, looksForBatches, () => takeShares(shares, seat));
  }
  const share = shareIn(module, memory);
  attend(share.control, word, looks, () => takePieces(share, seat));
});

/** Works whenever there may be something to do, until told to leave. */
function attend(
  control: Int32Array,
  at: { readonly generation: number; readonly leave: number },
  patience: number,
  work: () => void,
): void {
  for (;;) {
    // The generation first: whatever is told after it is looked at wakes the wait below.
    const generation = Atomics.load(control, at.generation);
    if (Atomics.load(control, at.leave) !== 0) return;
    work();
    for (let i = 0; i < patience && Atomics.load(control, at.generation) === generation; i++);
    Atomics.wait(control, at.generation, generation);
  }
}
