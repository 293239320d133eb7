import type { Rows } from '../rows.ts';
import { acceleratedEm } from './accelerate.ts';
import { canonicalOrder, reorder } from './canonical.ts';
import { type ColumnWords, whyDegenerate } from './degenerate.ts';
import { type EmOptions, type EmResult, type EmStep, em } from './em.ts';
import type { Family, Floor } from './family/family.ts';
import type { Ended } from './ledger.ts';
import type { Noise } from './mixture.ts';
import type { Parameters } from './parameters.ts';
import type { Pass } from './pass/pass.ts';

/** One start and what became of it. `result` is null when it failed, in words in `failure`. */
export interface Attempt extends Ended {
  readonly result: EmResult | null;
  readonly failure: string | null;
  /** True: it was left behind on the screen before it came to its end. */
  readonly behind?: boolean;
  /** True: an earlier search brought it to its end on all rows, and there is nothing left to climb. */
  readonly settled?: boolean;
}

/** What all starts of a candidate have in common; `pass` goes over `rows`. */
export interface Problem {
  readonly rows: Rows;
  readonly pass: Pass;
  readonly k: number;
  readonly family: Family;
  readonly floor: Floor;
  readonly seed: number;
  readonly column: ColumnWords;
  /** The noise component with the weight that it begins with; null: none. */
  readonly noise: Readonly<Noise> | null;
}

/** `plain`: EM as it is defined, step by step; `accelerated`: with jumps, for the same limit in fewer passes. */
export type Gait = 'plain' | 'accelerated';

/**
 * EM from given parameters on all rows of the problem; components end in canonical order. `before` is the trace that the
 * same start has behind it on these rows.
 */
export function* climb(
  problem: Problem,
  start: number,
  method: string,
  first: Parameters,
  options: EmOptions,
  gait: Gait,
  before: readonly number[] = [],
): Generator<EmStep, Attempt> {
  const { rows, pass, family, floor, column } = problem;
  const run = gait === 'plain' ? em : acceleratedEm;
  const { statistics: _, ...found } = yield* run(pass, rows.n, family, floor, first, options, before);
  if (!Number.isFinite(found.logLikelihood)) return failed(start, method, 'The log-likelihood left the range of numbers.');
  const order = canonicalOrder(found.parameters);
  const result: EmResult = {
    ...found,
    parameters: reorder(found.parameters, order),
    counts: Float64Array.from(order, (c) => found.counts[c]),
  };
  return {
    start,
    method,
    logLikelihood: result.logLikelihood,
    iterations: result.iterations,
    converged: result.converged,
    degenerate: whyDegenerate(family, result.parameters, result.counts, floor, column),
    like: null,
    result,
    failure: null,
  };
}

export const failed = (start: number, method: string, failure: string): Attempt => ({
  start,
  method,
  logLikelihood: null,
  iterations: 0,
  converged: false,
  degenerate: null,
  like: null,
  result: null,
  failure,
});
