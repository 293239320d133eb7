import { createRandom } from '../random/generator.ts';
import type { Rows } from '../rows.ts';
import { canonicalOrder, reorder } from './canonical.ts';
import { type ColumnWords, whyDegenerate } from './degenerate.ts';
import { type EmOptions, type EmResult, type EmStep, em } from './em.ts';
import type { Family, Floor } from './family/family.ts';
import { fromLabels } from './from-labels.ts';
import type { Ended } from './ledger.ts';
import type { Parameters } from './parameters.ts';
import { createPass } from './pass/create.ts';
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
/** A random start is the best of so many draws after a few EM iterations (Biernacki, Celeux & Govaert 2003). */
const draws = (n: number): number => (n > 5000 ? 3 : 8);
const heat: EmOptions = { tolerance: 0, gain: 0, maxIterations: 8 };

/** Where a start begins: parameters, and what the short run that chose them has behind it (null when there was none). */
interface Drawn {
  readonly method: string;
  readonly first: Parameters;
  readonly before: EmResult | null;
}

/** The name and the first parameters of start number `start`, by its own stream of random numbers. */
export function* draw(problem: Problem, frame: StartFrame, start: number): Generator<EmStep, Drawn> {
  const { rows, k, family, floor, seed, column } = problem;
  const method = startMethod(start, family);
  const random = createRandom(seed, k, family.code, start);
  const pass = createPass(rows, k, family.shape);
  let best: { result: EmResult; sound: boolean } | null = null;
  const heats = k === 1 || method.kind === 'ward' ? 1 : draws(rows.n);
  for (let i = 0; i < heats; i++) {
    const labels = yield* silently(partition(frame, k, method, random));
    const first = yield* silently(fromLabels(frame.raw, labels, k, family, floor, frame.raw.d + 1));
    if (heats === 1) return { method: method.name, first, before: null };
    const result = yield* silently(em(pass, rows.n, family, floor, first, heat));
    const sound = whyDegenerate(family, result.parameters, result.counts, floor, column) === null;
    if (best === null || (sound && !best.sound) || (sound === best.sound && result.logLikelihood > best.result.logLikelihood)) {
      best = { result, sound };
    }
  }
  if (best === null) throw new RangeError('No start was drawn.');
  return { method: method.name, first: best.result.parameters, before: best.result };
}

/** Runs preparatory work, giving the consumer a chance to stop at each of its steps. */
export function* silently<R>(work: Generator<unknown, R>): Generator<EmStep, R> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield untouched;
  }
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
  const pass = createPass(rows, k, family.shape);
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
