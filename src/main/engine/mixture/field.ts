import type { Known } from './explore.ts';
import { type Found, knownOf } from './known.ts';
import type { Mixture, Noise } from './mixture.ts';
import { withNoise } from './noise/with-noise.ts';
import type { Screen } from './screen.ts';
import type { Hierarchy } from './starts/hierarchy.ts';

/** What a candidate may cost by default before more starts are thought too dear, in units of about a nanosecond. */
export const cheap = 6e7;

/** What may be asked of the starts of a candidate. */
export interface FieldOptions {
  readonly starts: number;
  /**
   * The most starts (20, 50, 100 … on the way) when the best optimum has been reached only once. Left out: 100 for ten
   * starts or more, for fewer no more than these.
   */
  readonly mostStarts?: number;
  /**
   * More starts are made only while the candidate has cost less than this, in units of about a nanosecond of one thread
   * (counted, not measured: the same on any machine). Infinity: at any cost. Left out: 6e7, which nobody notices.
   */
  readonly budget?: number;
  /**
   * Mixtures in the rows' own units to start from as well: of K − 1 components (each of which is split in turn), of K
   * (of another family), of K + 1 (merged), or farther away.
   */
  readonly seeds?: readonly Mixture[];
  /** What an earlier search of the same candidate found, to go on from. */
  readonly known?: Found | null;
  /** With `known`: whether its best is taken apart (merge and split) even where the seeds lead to nothing better. */
  readonly refine?: boolean;
  /** What `searchGround` made of the same rows and seed; left out, each candidate makes it anew. */
  readonly hierarchy?: Hierarchy | null;
  readonly screens?: readonly Screen[] | null;
  /** On many rows, which of the screens starts compete on: 0 when left out. */
  readonly turn?: number;
}

/** What the starts of a candidate are, and how far its search may go. */
export interface Field {
  readonly starts: number;
  /** The most starts when the best is reached only once. */
  readonly most: number;
  readonly budget: number;
  readonly seeds: readonly Mixture[];
  /** When they have been made before, by `searchGround`. */
  readonly hierarchy: Hierarchy | null;
  readonly screens: readonly Screen[] | null;
  /** Which screen it is the turn of. */
  readonly turn: number;
  readonly known: Known | null;
  /** With `known`: whether its best is refined even where the seeds lead to nothing better. */
  readonly refine: boolean;
}

/** The most starts where nothing is said of them: who asks for a handful has them. */
export const usualMost = (starts: number): number => (starts >= 10 ? 100 : starts);

/** What was asked, with what holds where nothing was said. */
export const fieldOf = (
  { starts, mostStarts, budget, seeds, hierarchy, screens, turn, known, refine }: FieldOptions,
  noise: Readonly<Noise> | null,
): Field => ({
  starts,
  most: Math.max(starts, mostStarts ?? usualMost(starts)),
  budget: budget ?? cheap,
  seeds: seeds?.map((seed) => withNoise(seed, noise)) ?? [],
  hierarchy: hierarchy ?? null,
  screens: screens ?? null,
  turn: turn ?? 0,
  known: known ? knownOf(known) : null,
  refine: refine ?? false,
});
