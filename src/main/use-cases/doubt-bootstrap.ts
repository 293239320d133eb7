import type { Refit, StandardErrorOptions } from '../engine/doubt/bootstrap-refits.ts';
import { refitsToDraw, type StandardErrors, spreadOfRefits } from '../engine/doubt/standard-errors.ts';
import type { Mixture } from '../engine/mixture/mixture.ts';
import { sideBySide, type Work } from './doubt-work.ts';

/** Refits that a thread makes before it is given more: enough that threads end together. */
const batchOf = (refits: number, threads: number): number => Math.max(1, Math.ceil(refits / (4 * threads)));

/** The bootstrap, each refit in whatever thread is free: the same bits on any number of them. */
export async function bootstrapped(work: Work, mixture: Mixture, options: StandardErrorOptions): Promise<StandardErrors> {
  const { context, handle, ready } = work;
  const { replicates } = options;
  const drawn: (Refit | null)[] = [];
  for (let more = replicates; more > 0; more = refitsToDraw(drawn, replicates)) {
    const first = drawn.length;
    const done = replicates - more;
    const batch = batchOf(more, context.threads);
    const inputs = Array.from({ length: Math.ceil(more / batch) }, (_, i) => {
      const range = { from: first + i * batch, to: first + Math.min(more, (i + 1) * batch) };
      return { rows: ready.rows, mixture, options, ...range };
    });
    const told = (share: number) => {
      const made = Math.floor(done + more * share + 1e-9);
      handle.progress((done + more * share) / replicates, `refit ${Math.min(made + 1, replicates)} of ${replicates}`);
    };
    for (const part of await sideBySide(work, 'bootstrap-refits', inputs, told)) drawn.push(...part);
  }
  return spreadOfRefits(drawn, mixture, replicates);
}
