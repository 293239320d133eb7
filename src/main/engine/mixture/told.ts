import { type Attempt, failed } from './attempt.ts';
import type { EmStep } from './em.ts';

/** A step of one start, and the share of the whole that is done. */
export interface CompeteStep {
  readonly start: number;
  readonly method: string;
  readonly step: EmStep;
  readonly share: number;
}

/** One half-step or iteration of one start. */
export interface ToldStep {
  readonly start: number;
  readonly method: string;
  readonly iteration: number;
  /** Nats; −∞ before the first E-step of the start has ended. */
  readonly logLikelihood: number;
  /** Log-likelihood after each E-step of this start. It grows in place: copy it to keep it. */
  readonly trace: readonly number[];
  /** Of the whole candidate, 0…1, an estimate that never falls. */
  readonly share: number;
}

/** A stretch of the whole: from `from` to `from + span` of the share. */
export interface Stretch {
  readonly from: number;
  readonly span: number;
}

export const partOf = ({ from, span }: Stretch, index: number, count: number): Stretch => ({
  from: from + (span * index) / count,
  span: span / count,
});

/** What an EM run of unknown length has behind it: 0 … 1, half of it at 40 iterations. */
const shareOf = ({ half, iteration, share }: EmStep): number => {
  const done = iteration + (half === 'E' && share < 1 ? share : 0);
  return done / (done + 40);
};

/** Passes the steps on as part of the whole. Numbers out of range end the attempt. */
export function* told(
  start: number,
  method: string,
  steps: Generator<EmStep, Attempt>,
  { from, span }: Stretch,
): Generator<CompeteStep, Attempt> {
  try {
    for (;;) {
      const next = steps.next();
      if (next.done) return next.value;
      yield { start, method, step: next.value, share: from + span * shareOf(next.value) };
    }
  } catch (thrown) {
    if (thrown instanceof RangeError) return failed(start, method, thrown.message);
    throw thrown;
  }
}

/** Runs a part of the work, telling of each of its steps as a step of the search; the share never falls. */
export function* telling<S, R>(part: Generator<S, R>, words: (step: S) => CompeteStep): Generator<ToldStep, R> {
  let highest = 0;
  for (;;) {
    const next = part.next();
    if (next.done) return next.value;
    const { start, method, step, share } = words(next.value);
    highest = Math.max(highest, share);
    const logLikelihood = step.trace.at(-1) ?? Number.NEGATIVE_INFINITY;
    yield { start, method, iteration: step.iteration, logLikelihood, trace: step.trace, share: highest };
  }
}
