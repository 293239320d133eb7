import type { EmStep } from '../em.ts';
import type { Ended } from '../ledger.ts';
import type { SearchStep } from '../search.ts';
import type { Ascent } from './ascend.ts';

/** One start and what became of it; its logLikelihood is the ELBO. `ascent` is null when it failed, in words in `failure`. */
export interface Attempt extends Ended {
  readonly ascent: Ascent | null;
  readonly failure: string | null;
}

/** Where on the way from 0 to 1 a piece of work lies, and what it is called. */
export interface Place {
  readonly start: number;
  readonly method: string;
  readonly from: number;
  readonly span: number;
}

const idle = { iteration: 0, logLikelihood: Number.NEGATIVE_INFINITY, trace: [] };

/** Runs preparatory work, telling of each of its steps as of a chance to stop. */
export function* telling<R>(work: Generator<unknown, R>, { start, method, from }: Place): Generator<SearchStep, R> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield { ...idle, start, method, share: from };
  }
}

/** An ascent as an attempt, telling of its steps. Numbers out of range end it. */
export function* attempt(work: Generator<EmStep, Ascent>, place: Place): Generator<SearchStep, Attempt> {
  const { start, method, from, span } = place;
  try {
    for (let steps = 0; ; steps++) {
      const { done, value } = work.next();
      if (done) {
        const { trace, iterations, converged } = value;
        const logLikelihood = trace[trace.length - 1];
        if (!Number.isFinite(logLikelihood)) return failed(start, method, 'The ELBO left the range of numbers.');
        return {
          ...{ start, method, logLikelihood, iterations, converged },
          degenerate: null,
          like: null,
          ascent: value,
          failure: null,
        };
      }
      const { iteration, trace } = value;
      const share = from + (span * steps) / (steps + 80);
      yield { start, method, iteration, logLikelihood: trace[trace.length - 1] ?? idle.logLikelihood, trace, share };
    }
  } catch (thrown) {
    if (thrown instanceof RangeError) return failed(start, method, thrown.message);
    throw thrown;
  }
}

export const failed = (start: number, method: string, failure: string): Attempt => ({
  ...{ start, method, failure },
  ...{ logLikelihood: null, iterations: 0, converged: false, degenerate: null, like: null, ascent: null },
});
