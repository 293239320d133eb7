import type { Candidate, Criterion } from '../model/mixture.ts';

/** What a comparison says, in words: what wins, what disagrees, what to distrust. */
export interface Verdict {
  readonly headline: string;
  /** The best by each criterion that has one. */
  readonly winners: readonly { readonly criterion: Criterion; readonly winner: Candidate }[];
  /** Why the criteria differ; null when they agree. */
  readonly disagreement: string | null;
  readonly warnings: readonly string[];
  /** Where the best K is the largest tried: the K of a fit that goes on to larger ones. */
  readonly beyond?: readonly number[];
}
