import { Worker } from 'node:worker_threads';
import { alone, type CarryOut, fusedBackends, runAlone } from '../engine/latent/kernel/backend.ts';
import { usualLatentKernel } from '../engine/latent/kernel/kernel.ts';
import { type LatentShares, mostShares, takeShares, word } from '../engine/latent/kernel/shares.ts';
import type { CreateBackend } from '../engine/latent/network/backend.ts';
import type { HelperData } from './parallel-pass.ts';

/** Work in this memory until told to leave it. */
export interface LatentHelperMessage {
  readonly kind: 'latent';
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Whose the memory is: when it is another's, the helper leaves. */
  readonly owner: number;
}

/** Rows × parameters below which a batch is done before a helper would have heard of it. */
const worthSharing = 250_000;
/** How often this thread looks whether the helpers are done before it sleeps. */
const looks = 20_000;
/** How long helpers that have nothing to do may take to leave before the memory is given up, milliseconds. */
const patience = 20;

/**
 * Networks on the kernel, several threads on one batch: the same bits as on one. `entry` is pass-helper's; `threads` counts
 * this one too. The helpers start with a backend and end when it is closed; one that is not there yet, or busy, is not
 * waited for: the others take its shares.
 */
export function sharedBackends(entry: URL, threads: number, module = usualLatentKernel(), wide = false): CreateBackend {
  // More than there are shares would only wait.
  const useful = Math.min(threads, mostShares);
  return fusedBackends(module, wide, useful < 2 ? alone : (compiled) => together(entry, useful, compiled));
}

function together(entry: URL, threads: number, module: WebAssembly.Module): CarryOut {
  let helpers: readonly Worker[] | null = null;
  let known: LatentShares | null = null;
  const start = (shares: LatentShares) => {
    known = shares;
    helpers = Array.from({ length: threads - 1 }, (_, index) => {
      const helper = new Worker(entry, { workerData: { seat: index + 1 } satisfies HelperData });
      helper.unref();
      // What it does not do the others do; a share that it has taken ends with it, as with any thread that is lost.
      const owner = shares.control[word.owner];
      helper.postMessage({ kind: 'latent', module, memory: shares.memory, owner } satisfies LatentHelperMessage);
      return helper;
    });
  };
  return {
    threads,
    run(shares, count, work) {
      const worth = count >= 2 && work >= worthSharing;
      if (!worth && helpers === null) return runAlone(shares, count);
      if (helpers === null) start(shares);
      const { control } = shares;
      Atomics.store(control, word.undone, count);
      Atomics.store(control, word.untaken, count);
      // Where it is not worth their while helpers are not called; one that comes late from the batch before may still have
      // taken a share, and is waited for.
      if (worth) wake(control);
      takeShares(shares, 0);
      for (let i = 0; i < looks && Atomics.load(control, word.undone) > 0; i++);
      for (let undone = Atomics.load(control, word.undone); undone > 0; undone = Atomics.load(control, word.undone)) {
        Atomics.wait(control, word.undone, undone);
      }
    },
    close() {
      if (known === null || helpers === null) return true;
      const { control } = known;
      Atomics.store(control, word.leave, 1);
      wake(control);
      for (const helper of helpers) helper.postMessage('end');
      helpers = [];
      const end = performance.now() + patience;
      for (;;) {
        const attending = Atomics.load(control, word.attending);
        const left = end - performance.now();
        if (attending === 0 || left <= 0) return attending === 0;
        Atomics.wait(control, word.attending, attending, left);
      }
    },
  };
}

function wake(control: Int32Array): void {
  Atomics.add(control, word.generation, 1);
  Atomics.notify(control, word.generation);
}
