import type { PriorChoice } from '../mixture/bayesian/default-prior.ts';
import type { CandidateOptions } from '../mixture/search.ts';

/** Where an assessment stands. Cancelling is stopping the iteration. */
export interface DoubtStep {
  /** 0…1 of the whole, never falling. */
  readonly share: number;
  /** What is under way, in words: 'fold 2 of 5, K = 3'. */
  readonly doing: string;
}

/**
 * How fits are searched for. K, family and start labels are the assessment's own; mixtures to start from and what was
 * prepared for other rows stay outside, since they would tell a fit of rows that it must not know.
 */
export interface SearchSettings
  extends Omit<CandidateOptions, 'k' | 'family' | 'startLabels' | 'seeds' | 'known' | 'hierarchy' | 'screens' | 'turn'> {
  /** The prior of a Bayesian mixture, which is then fitted in the place of a mixture by EM. */
  readonly bayesian?: PriorChoice | null;
}

/** Runs a part of the work that makes up `span` of the whole, from `from` on, telling of its steps by `doing`. */
export function* part<S, R>(
  work: Generator<S, R>,
  doing: string,
  from: number,
  span: number,
  share: (step: S) => number,
): Generator<DoubtStep, R> {
  let done = 0;
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    done = Math.min(1, Math.max(done, share(next.value)));
    yield { share: from + span * done, doing };
  }
}
