import { controlAt } from './constants.ts';
import { instantiate, type KernelFunctions } from './kernel.ts';
import { pieceAt } from './pieces.ts';

/**
 * Words of the control block, by which threads share one pass: whoever comes takes the next piece, works on it in its own seat
 * and leaves the statistics in the piece's own slot, so that it does not matter who took what.
 */
export const word = {
  /** Counts the passes: to be woken by. */
  generation: 0,
  /** Pieces not yet taken; 0 or less: none. Written last, when all else is in place. */
  untaken: 1,
  /** Pieces not yet done. */
  undone: 2,
  /** 1: leave this memory. */
  leave: 3,
  /** 1: somebody failed; the pass is void. */
  failed: 4,
  seats: 5,
  seatBytes: 6,
  slots: 7,
  slotBytes: 8,
  from: 9,
  to: 10,
  length: 11,
  /** Where a seat has its plan for rows with missing cells (assembly/incomplete-layout.ts); 0: the rows are complete. */
  plan: 12,
} as const;

const words = 16;
/** Index of the statistics' address in a job: assembly/layout.ts. */
const statisticsField = 7;
/** Index of what went wrong in a plan: assembly/incomplete-layout.ts. */
const failedField = 9;

/** What one thread has of a shared memory. */
export interface Share {
  readonly memory: WebAssembly.Memory;
  readonly functions: KernelFunctions;
  readonly control: Int32Array;
}

export const shareIn = (module: WebAssembly.Module, memory: WebAssembly.Memory): Share => ({
  memory,
  functions: instantiate(module, memory),
  control: new Int32Array(memory.buffer, controlAt, words),
});

/** Takes pieces until there are none. Returns at once when there is nothing to do. */
export function takePieces({ memory, functions, control }: Share, seat: number): void {
  for (;;) {
    const left = Atomics.sub(control, word.untaken, 1);
    if (left <= 0) return;
    try {
      const job = control[word.seats] + seat * control[word.seatBytes];
      const bytes = control[word.slotBytes];
      const slot = control[word.slots] + (left - 1) * bytes;
      new Uint32Array(memory.buffer, job, statisticsField + 1)[statisticsField] = slot;
      new Float64Array(memory.buffer, slot, bytes / 8).fill(0);
      const { start, end } = pieceAt(left - 1, control[word.from], control[word.to], control[word.length]);
      const plan = control[word.plan];
      if (plan === 0) functions.pass(job, start, end);
      else {
        functions.passIncomplete(job, job + plan, start, end);
        if (new Uint32Array(memory.buffer, job + plan, failedField + 1)[failedField] !== 0)
          Atomics.store(control, word.failed, 1);
      }
    } catch {
      Atomics.store(control, word.failed, 1);
    }
    if (Atomics.sub(control, word.undone, 1) === 1) Atomics.notify(control, word.undone);
  }
}
