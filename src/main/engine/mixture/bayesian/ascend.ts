import { remainingGain, roundingOf } from '../aitken.ts';
import type { EmOptions, EmStep } from '../em.ts';
import { copyStatistics, about as move } from '../extrapolate.ts';
import { type Pass, passOver } from '../pass/pass.ts';
import { createStatistics, type Statistics } from '../pass/statistics.ts';
import { boundAfterE, type ElboTerms, type Held, hold, termsAfterE } from './bound.ts';
import { leap } from './leap.ts';
import { type Model, type Posterior, shapeOf } from './model.ts';
import { update } from './update.ts';

/** `plain`: the two updates by turns; `accelerated`: with jumps, for the same kind of limit in fewer passes. */
export type Gait = 'plain' | 'accelerated';

export interface Ascent {
  readonly held: Held;
  /** Of the last E-step, about the means of `held`. */
  readonly statistics: Statistics;
  /** Nats: the ELBO after each E-step, which never falls. */
  readonly trace: readonly number[];
  /** The same, term by term. */
  readonly terms: readonly ElboTerms[];
  readonly iterations: number;
  readonly converged: boolean;
  readonly remaining: number | null;
}

/** Plain iterations before the first jump and between stretches of jumps: enough to certify a limit by their gains. */
const certifying = 8;
const firstReach = 4;
const reachFactor = 4;

/**
 * Coordinate ascent of mean-field variational Bayes from a posterior: q(z), q(parameters), q(z) …; it ends after an update of
 * q(z). Converged as EM does it (em.ts): Aitken's extrapolation of the ELBO says twice in a row that the limit is within
 * `tolerance`, and, with jumps, one more jump finds nothing beyond it. A jump (leap.ts) that would lower the bound is not taken.
 * Yields as EM does, with the ELBO for the log-likelihood.
 */
export function* ascend(
  pass: Pass,
  n: number,
  model: Model,
  start: Posterior,
  options: EmOptions,
  gait: Gait = 'accelerated',
  before: Pick<Ascent, 'trace' | 'terms'> = { trace: [], terms: [] },
): Generator<EmStep, Ascent> {
  const { k, d } = model;
  const statistics = () => createStatistics(k, d, shapeOf(model.structure));
  const trace = [...before.trace];
  const terms = [...before.terms];
  let iteration = Math.max(0, trace.length - 1);
  let held = hold(model, start);
  let current = statistics();
  let spare = statistics();

  function* eStep(next: Held, into: Statistics): Generator<EmStep, number> {
    for (const share of passOver(pass, n, next.components, into, null)) yield { half: 'E', iteration, share, trace };
    return boundAfterE(next, into);
  }
  const take = (next: Held, value: number): void => {
    held = next;
    [current, spare] = [spare, current];
    trace.push(value);
    terms.push(termsAfterE(next, current));
  };
  const end = (converged: boolean): Ascent => ({
    held,
    statistics: current,
    trace,
    terms,
    iterations: iteration,
    converged,
    remaining: remainingGain(trace),
  });
  const last = () => trace[trace.length - 1];

  const first = yield* eStep(held, spare);
  if (trace.length === 0) take(held, first);
  else [current, spare] = [spare, current];
  yield { half: 'E', iteration, share: 1, trace };

  const slack = () => roundingOf(last(), n, inflation(held));
  /** How far the bound fell when an iteration was not taken: no more than rounding lets it. */
  let fell = 0;
  /** One plain iteration. False: it gains nothing. */
  function* iterate(): Generator<EmStep, boolean> {
    const next = hold(model, update(model, current, held.posterior.means));
    yield { half: 'M', iteration, share: 1, trace };
    const value = yield* eStep(next, spare);
    if (!(value > last())) {
      fell = last() - value;
      return false;
    }
    iteration++;
    take(next, value);
    yield { half: 'E', iteration, share: 1, trace };
    return true;
  }
  let reach = firstReach;
  const saved = { a: statistics(), b: statistics(), c: statistics() };

  /** Two plain iterations and a jump. Answers the nats gained; null when there is nothing more to gain. */
  function* cycle(): Generator<EmStep, number | null> {
    const from = last();
    const origin = held.posterior.means;
    copyStatistics(current, saved.a);
    if (!(yield* iterate())) return null;
    copyStatistics(current, saved.b);
    move(saved.b, held.posterior.means, origin);
    if (!(yield* iterate())) return null;
    copyStatistics(current, saved.c);
    move(saved.c, held.posterior.means, origin);
    const jump = leap(model, saved, origin, reach);
    if (jump === null) return last() - from;
    const next = jump.held;
    const value = yield* eStep(next, spare);
    if (value > last()) {
      iteration++;
      take(next, value);
      if (jump.bounded) reach *= reachFactor;
      yield { half: 'E', iteration, share: 1, trace };
    } else reach = Math.max(firstReach / 2, jump.length / reachFactor);
    return last() - from;
  }

  for (let certified = 0, plain = 0; iteration < options.maxIterations; ) {
    const from = last();
    if (!(yield* iterate())) return end(fell <= slack());
    const gain = last() - from;
    const remaining = remainingGain(trace);
    const near = gain <= options.gain && remaining !== null && remaining <= options.tolerance;
    certified = near ? certified + 1 : 0;
    plain++;
    if (certified >= 2) {
      if (gait === 'plain') return end(true);
      const gained = yield* cycle();
      if (gained === null) return end(fell <= slack());
      if (gained <= Math.max(2 * options.tolerance, slack())) return end(true);
      certified = 0;
      plain = 0;
    } else if (gait === 'accelerated' && plain >= certifying) {
      while (iteration < options.maxIterations) {
        const gained = yield* cycle();
        if (gained === null || gained <= Math.max(options.tolerance, slack())) break;
      }
      plain = 0;
      certified = 0;
    }
  }
  return end(false);
}

/** The largest variance inflation factor E[Λ]_jj (E[Λ]⁻¹)_jj of any column in any component: large where columns are collinear. */
function inflation({ posterior, components: { k, d, shape, factors } }: Held): number {
  let largest = 1;
  for (let c = 0; shape === 'full' && c < k; c++) {
    for (let j = 0; j < d; j++) {
      let precision = 0;
      for (let i = j; i < d; i++) precision += factors[(c * d + i) * d + j] ** 2;
      largest = Math.max(largest, (precision * posterior.scales[(c * d + j) * d + j]) / posterior.degrees[c]);
    }
  }
  return largest;
}
