import { instantiateLatent, type LatentKernel } from './kernel.ts';

/** Where threads find what to do, in every memory. */
const controlAt = 16;
const controlWords = 20;
export const controlEnd = controlAt + 4 * controlWords;

/**
 * Words of the control block, by which threads share a batch: whoever comes takes the next share, works on it in its own
 * seat and leaves gradient and sums in the share's own place, so that it does not matter who took what.
 */
export const word = {
  /** Counts the batches: to be woken by. */
  generation: 0,
  /** Shares not yet taken; 0 or less: none. Written last, when all else is in place. */
  untaken: 1,
  /** Shares not yet done. */
  undone: 2,
  /** 1: leave this memory. */
  leave: 3,
  job: 4,
  seats: 5,
  seatBytes: 6,
  sums: 7,
  sumsBytes: 8,
  gradients: 9,
  /** From one share's gradient to the next one's; 0: all are added to one, in order. */
  gradientBytes: 10,
  /** Rows of the batch, and of a share but the last. */
  rows: 11,
  shareRows: 12,
  /** 1: a share could not be carried out. */
  failed: 13,
  /** 0: the gradient is wanted; otherwise so many draws a row are evaluated. */
  samples: 14,
  /** Whose the memory is: counts the backends that it served. A helper of another one leaves. */
  owner: 15,
  /** Helpers that look at this memory. */
  attending: 16,
} as const;

/** What one thread has of a shared memory. */
export interface LatentShares {
  readonly memory: WebAssembly.Memory;
  readonly functions: LatentKernel;
  readonly control: Int32Array;
}

export const latentSharesIn = (module: WebAssembly.Module, memory: WebAssembly.Memory): LatentShares => ({
  memory,
  functions: instantiateLatent(module, memory),
  control: new Int32Array(memory.buffer, controlAt, controlWords),
});

/** How many shares a batch has depends on its rows alone: their gradients are added in order, whoever computed them. */
export function sharesOf(rows: number): { readonly count: number; readonly rows: number } {
  const most = rows >= 128 ? 4 : rows >= 32 ? 2 : 1;
  const each = 4 * Math.ceil(rows / most / 4);
  return { count: Math.ceil(rows / each), rows: each };
}

export const mostShares = 4;

/** Takes shares until there are none. Returns at once when there is nothing to do. */
export function takeShares({ functions, control }: LatentShares, seat: number): void {
  for (;;) {
    const left = Atomics.sub(control, word.untaken, 1);
    if (left <= 0) return;
    const i = Math.ceil(control[word.rows] / control[word.shareRows]) - left;
    const from = i * control[word.shareRows];
    try {
      const job = control[word.job];
      const room = control[word.seats] + seat * control[word.seatBytes];
      const sums = control[word.sums] + i * control[word.sumsBytes];
      const rows = control[word.rows];
      const count = Math.min(control[word.shareRows], rows - from);
      const samples = control[word.samples];
      if (samples > 0) functions.evaluate(job, room, sums, rows, from, count, samples);
      else {
        const bytes = control[word.gradientBytes];
        const fresh = i === 0 || bytes > 0 ? 1 : 0;
        functions.share(job, room, sums, control[word.gradients] + i * bytes, fresh, from, count);
      }
    } catch {
      Atomics.store(control, word.failed, 1);
    }
    if (Atomics.sub(control, word.undone, 1) === 1) Atomics.notify(control, word.undone);
  }
}
