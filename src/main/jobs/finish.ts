import { setImmediate as breathe } from 'node:timers/promises';
import { LensError } from '../../shared/errors.ts';
import type { Watch } from './watch.ts';

/** How long a generator may run before the thread looks for messages again, milliseconds. */
const turn = 25;

/** Iterates an engine's generator to its end, letting the thread hear an abort between steps. Cancelling is stopping the iteration. */
export async function finish<Step, Value>(generator: Generator<Step, Value>, watch: Watch<Step>): Promise<Value> {
  let since = performance.now();
  try {
    for (;;) {
      const step = generator.next();
      if (step.done) return step.value;
      watch.progress(step.value);
      if (performance.now() - since > turn) {
        await breathe();
        since = performance.now();
      }
      if (watch.signal.aborted) throw new LensError('cancelled', 'Cancelled.');
    }
  } finally {
    generator.return(undefined as never);
  }
}
