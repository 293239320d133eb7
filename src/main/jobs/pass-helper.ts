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
  if ('kind' in message) return attendBatches(message);
  const share = shareIn(message.module, message.memory);
  const { control } = share;
  const stays = () => Atomics.load(control, word.leave) === 0;
  attend(control, word.generation, looks, stays, () => takePieces(share, seat));
});

/** The memory may already be another network's: then there is nothing to do here, and it must not be touched. */
function attendBatches({ module, memory, owner }: LatentHelperMessage): void {
  const shares = latentSharesIn(module, memory);
  const { control } = shares;
  const at = latentWord;
  // First, so that whoever gives the memory away waits for this one or is seen by it.
  Atomics.add(control, at.attending, 1);
  const stays = () => Atomics.load(control, at.leave) === 0 && Atomics.load(control, at.owner) === owner;
  attend(control, at.generation, looksForBatches, stays, () => takeShares(shares, seat));
  Atomics.sub(control, at.attending, 1);
  Atomics.notify(control, at.attending);
}

/** Works whenever there may be something to do, as long as it stays. */
function attend(control: Int32Array, generationAt: number, patience: number, stays: () => boolean, work: () => void): void {
  for (;;) {
    // The generation first: whatever is told after it is looked at wakes the wait below.
    const generation = Atomics.load(control, generationAt);
    if (!stays()) return;
    work();
    for (let i = 0; i < patience && Atomics.load(control, generationAt) === generation; i++);
    Atomics.wait(control, generationAt, generation);
  }
}
