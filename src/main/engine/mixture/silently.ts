import type { EmStep } from './em.ts';

const untouched: EmStep = { half: 'E', iteration: 0, share: 0, trace: [] };

/** Runs preparatory work, giving the consumer a chance to stop at each of its steps. */
export function* silently<R>(work: Generator<unknown, R>): Generator<EmStep, R> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield untouched;
  }
}
