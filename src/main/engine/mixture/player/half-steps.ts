import type { Rows } from '../../rows.ts';
import { remainingGain, roundingOf } from '../aitken.ts';
import type { Family, Floor } from '../family/family.ts';
import { maximise } from '../m-step.ts';
import type { Mixture } from '../mixture.ts';
import { createParameters, inflationOf, type Parameters } from '../parameters.ts';
import { type Pass, passOver } from '../pass/pass.ts';
import { createStatistics, type Statistics } from '../pass/statistics.ts';
import { boundBeforeAnyStep, expectedComplete } from './bound.ts';

/** EM after one of its half-steps. Nats, in the units of the rows. */
export interface HalfStep {
  readonly kind: 'start' | 'E' | 'M';
  /** M-steps so far. */
  readonly iteration: number;
  /** The same object as long as the parameters are the same. */
  readonly mixture: Mixture;
  /** Of these parameters. */
  readonly logLikelihood: number;
  /**
   * The lower bound Σ r (log p(x, z) − log r) of these parameters with the responsibilities r of the last E-step; before
   * the first E-step every row's responsibilities are the mixing weights. The gap to the log-likelihood is
   * KL(r ‖ posterior), summed over the rows.
   */
  readonly bound: number;
}

export interface HalfStepOptions {
  /** Iterations at most. */
  readonly limit: number;
  /** Nats: the end is reached when Aitken's estimate says twice in a row that no more than this is left to gain. */
  readonly tolerance: number;
}

/**
 * EM one half-step at a time: start, E, M, E, M … E. An E-step lifts the bound to the log-likelihood, an M-step lifts the
 * bound, and the log-likelihood with it; neither falls but by rounding. Returns whether the end was reached within the limit.
 * The bound after an M-step costs no pass of its own: with Q(θ) = Σ r log p(x, z | θ), which the statistics of the E-step
 * know for any θ, it is logL(old) + Q(new) − Q(old).
 */
export function* halfSteps(
  pass: Pass,
  rows: Rows,
  family: Family,
  floor: Floor,
  start: Parameters,
  { limit, tolerance }: HalfStepOptions,
): Generator<HalfStep, boolean> {
  const { k, d } = start;
  let current = start;
  let statistics = createStatistics(k, d, family.shape);
  let mixture = snapshot(current);
  let logLikelihood = sum(pass, rows.n, current, statistics);
  yield { kind: 'start', iteration: 0, mixture, logLikelihood, bound: boundBeforeAnyStep(rows, current) };
  yield { kind: 'E', iteration: 0, mixture, logLikelihood, bound: logLikelihood };
  const trace = [logLikelihood];
  for (let iteration = 1, certified = 0; iteration <= limit; iteration++) {
    const before = expectedComplete(statistics, current.components);
    const next = createParameters(k, d, family.shape);
    maximise(statistics, family, floor, current, next);
    const bound = logLikelihood + expectedComplete(statistics, next.components) - before;
    const following = createStatistics(k, d, family.shape);
    const reached = sum(pass, rows.n, next, following);
    const gain = reached - logLikelihood;
    // Only rounding lets it fall: the parameters before are as good.
    if (!(gain >= 0)) return -gain <= roundingOf(logLikelihood, rows.n, inflationOf(next));
    current = next;
    statistics = following;
    logLikelihood = reached;
    mixture = snapshot(current);
    trace.push(logLikelihood);
    yield { kind: 'M', iteration, mixture, logLikelihood, bound };
    yield { kind: 'E', iteration, mixture, logLikelihood, bound: logLikelihood };
    const remaining = remainingGain(trace);
    certified = gain <= tolerance && remaining !== null && remaining <= tolerance ? certified + 1 : 0;
    if (gain === 0 || certified >= 2) return true;
  }
  return false;
}

function sum(pass: Pass, n: number, parameters: Parameters, into: Statistics): number {
  for (const _ of passOver(pass, n, parameters.components, into, null));
  return into.totals.logLikelihood;
}

const snapshot = ({ k, d, weights, means, covariances }: Parameters): Mixture => ({
  k,
  d,
  weights: weights.slice(),
  means: means.slice(),
  covariances: covariances.slice(),
});
