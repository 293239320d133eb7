import { Worker } from 'node:worker_threads';
import type { PassForm } from '../engine/kernel/form.ts';
import { formsOf } from '../engine/kernel/forms.ts';
import { usualKernel } from '../engine/kernel/kernel.ts';
import { createKernelPass } from '../engine/kernel/pass.ts';
import { pieceCount, pieceRows } from '../engine/kernel/pieces.ts';
import { clearStatistics, type Seat, sit, writeJob } from '../engine/kernel/seat.ts';
import { type Share, shareIn, takePieces, word } from '../engine/kernel/share.ts';
import { packedRows } from '../engine/kernel/shelf.ts';
import { createMissingKernelPass, type Sharing } from '../engine/mixture/missing/kernel-pass.ts';
import type { Components, Shape } from '../engine/mixture/pass/components.ts';
import type { CreatePass, Pass } from '../engine/mixture/pass/pass.ts';
import type { Statistics } from '../engine/mixture/pass/statistics.ts';
import type { Rows } from '../engine/rows.ts';

export interface HelperData {
  /** Which seat the helper has; this thread has seat 0. */
  readonly seat: number;
}

/** Work in this memory, or end. */
export type HelperMessage = { readonly module: WebAssembly.Module; readonly memory: WebAssembly.Memory } | 'end';

export interface ParallelPasses {
  /** Passes that this thread and its helpers share: the same bits as createKernelPass of the same kernel. */
  readonly createPass: CreatePass;
  close(): Promise<void>;
}

/** A helper that has not ended after this long is stopped, milliseconds. */
const grace = 30;
/** How often this thread looks whether the helpers are done before it sleeps. */
const looks = 20_000;

/**
 * Several threads on one pass. `entry` is pass-helper's; `threads` counts this one too. A helper that is not there yet, or
 * busy, is not waited for: the others take its pieces.
 */
export function createParallelPasses(entry: URL, threads: number, module = usualKernel()): ParallelPasses {
  if (!module) {
    const createPass: CreatePass = (rows, k, shape) =>
      rows.missing ? createMissingKernelPass(rows, k, shape, null) : createKernelPass(rows, k, shape, null);
    return { createPass, close: async () => {} };
  }
  const helpers = Array.from({ length: threads - 1 }, (_, index) => {
    const helper = new Worker(entry, { workerData: { seat: index + 1 } satisfies HelperData });
    helper.unref();
    return helper;
  });
  let share: Share | null = null;

  const leave = () => {
    if (share === null) return;
    Atomics.store(share.control, word.leave, 1);
    wake(share);
    share = null;
  };

  /** All threads in the memory given. */
  const gather = (memory: WebAssembly.Memory): Share => {
    if (share?.memory === memory) return share;
    leave();
    share = shareIn(module, memory);
    Atomics.store(share.control, word.untaken, 0);
    Atomics.store(share.control, word.leave, 0);
    for (const helper of helpers) helper.postMessage({ module, memory } satisfies HelperMessage);
    return share;
  };

  const carryOut: Sharing['carryOut'] = ({ memory, seats, seatBytes, slots, slotBytes, from, to, length, plan }) => {
    const shared = gather(memory);
    shared.control.set([0, seats, seatBytes, slots, slotBytes, from, to, length, plan], word.failed);
    work(shared, pieceCount(from, to, length));
    return Atomics.load(shared.control, word.failed) === 0;
  };

  type Together = (components: Components, from: number, to: number, into: Statistics) => boolean;

  /** False where the pass could not be shared out, and nothing has been done. */
  const sharedOut = (rows: Rows, k: number, form: PassForm): Together => {
    const { layout } = form;
    const length = pieceRows(k, rows.d, form.form);
    let seats: (Seat | null)[] = Array.from({ length: threads }, () => null);
    return (components, from, to, into) => {
      if (pieceCount(from, to, length) < 2) return false;
      const count = pieceCount(from, to, length);
      const packed = packedRows(rows, form.precision);
      const bytes = threads * layout.bytes + (count + 1) * layout.statisticsBytes;
      const room = packed?.room(bytes) ?? null;
      if (packed === null || room === null) return false;
      packed.ensure(from, to);
      seats = seats.map((seat, i) => sit(seat, module, packed.memory, layout, room + i * layout.bytes));
      const [own] = seats as Seat[];
      const parameters = room + layout.parameters;
      const weights = packed.weigh(rows.weights ?? null);
      for (const seat of seats as Seat[]) writeJob(seat, packed.blocks, components, 0, { parameters, statistics: 0, weights });
      form.write(own, components, parameters);
      const shared = gather(packed.memory);
      const slots = room + threads * layout.bytes;
      const plan = [0, room, layout.bytes, slots, layout.statisticsBytes, from, to, length, 0];
      shared.control.set(plan, word.failed);
      work(shared, count);
      if (Atomics.load(shared.control, word.failed) !== 0) return false;
      const total = slots + count * layout.statisticsBytes;
      clearStatistics(own, total);
      for (let i = 0; i < count; i++) own.functions.add(total, slots + i * layout.statisticsBytes, layout.statisticsBytes);
      form.read(own, total, components, into);
      return true;
    };
  };

  const createPass = (rows: Rows, k: number, shape: Shape, common = false): Pass => {
    if (rows.missing) return createMissingKernelPass(rows, k, shape, module, { threads, createPass, carryOut });
    const alone = createKernelPass(rows, k, shape, module, common);
    const forms = formsOf(rows, k, shape, common).map((form) => ({ form, together: sharedOut(rows, k, form) }));
    return {
      ...alone,
      run(components, from, to, into, outputs) {
        const fitting = forms.find(({ form }) => form.fits(components));
        if (into && !outputs && threads > 1 && fitting?.together(components, from, to, into)) return;
        alone.run(components, from, to, into, outputs);
      },
    };
  };

  return {
    createPass,
    close: async () => {
      leave();
      await Promise.all(helpers.map(end));
    },
  };
}

/** From within where it hears that, which is what V8 takes best. */
const end = (helper: Worker): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => void helper.terminate().then(() => resolve()), grace);
    helper.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    helper.postMessage('end' satisfies HelperMessage);
  });

function wake({ control }: Share): void {
  Atomics.add(control, word.generation, 1);
  Atomics.notify(control, word.generation);
}

/** Opens the pieces to all, works with them, and returns when all pieces are done. */
function work(share: Share, count: number): void {
  const { control } = share;
  Atomics.store(control, word.undone, count);
  Atomics.store(control, word.untaken, count);
  wake(share);
  takePieces(share, 0);
  for (let i = 0; i < looks && Atomics.load(control, word.undone) > 0; i++);
  for (let undone = Atomics.load(control, word.undone); undone > 0; undone = Atomics.load(control, word.undone)) {
    Atomics.wait(control, word.undone, undone);
  }
}
