import { createRandom } from '../random/generator.ts';
import type { Rows } from '../rows.ts';
import { canonicalOrder, reorder } from './canonical.ts';
import { type ColumnWords, whyDegenerate } from './degenerate.ts';
import { type EmOptions, type EmResult, type EmStep, em } from './em.ts';
import type { Family, Floor } from './family/family.ts';
import { fromLabels } from './from-labels.ts';
import type { Ended } from './ledger.ts';
import type { Parameters } from './parameters.ts';
import { createPlainPass } from './pass/plain.ts';
import { partition, type StartFrame, startMethod } from './starts/methods.ts';

/** One start and what became of it. `result` is null when it failed, in words in `failure`. */
export interface Attempt extends Ended {
  readonly result: EmResult | null;
  readonly failure: string | null;
}

/** What all starts of a candidate have in common. */
export interface Problem {
  readonly rows: Rows;
  readonly k: number;
  readonly family: Family;
  readonly floor: Floor;
  readonly seed: number;
  readonly column: ColumnWords;
}

const untouched: EmStep = { half: 'E', iteration: 0, share: 0, trace: [] };

/** The name and the first parameters of start number `start`, by its own stream of random numbers. */
export function* draw(
  problem: Problem,
  frame: StartFrame,
  start: number,
): Generator<EmStep, { method: string; first: Parameters }> {
  const { k, family, floor, seed } = problem;
  const method = startMethod(start, family);
  const random = createRandom(seed, k, family.code, start);
  const finding = partition(frame, k, method, random);
  let labels: Int32Array | null = null;
  while (labels === null) {
    const step = finding.next();
    if (step.done) labels = step.value;
    else yield untouched;
  }
  return { method: method.name, first: fromLabels(frame.raw, labels, k, family, floor, frame.raw.d + 1) };
}

/**
 * EM from given parameters on all rows of the problem; components end in canonical order. `before` is what the same
 * start has behind it on these rows: its trace goes on.
 */
export function* climb(
  problem: Problem,
  start: number,
  method: string,
  first: Parameters,
  options: EmOptions,
  before: EmResult | null = null,
): Generator<EmStep, Attempt> {
  const { rows, k, family, floor, column } = problem;
  const pass = createPlainPass(rows, k, family.shape);
  const found = yield* em(pass, rows.n, family, floor, first, options, before?.trace);
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
