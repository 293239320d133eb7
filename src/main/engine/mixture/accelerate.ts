import { remainingGain, roundingOf } from './aitken.ts';
import { createDesk, type EmOptions, type EmResult, type EmStep, em } from './em.ts';
import { about, copyStatistics, extrapolate } from './extrapolate.ts';
import type { Family, Floor } from './family/family.ts';
import { objective } from './family/prior.ts';
import { maximise } from './m-step.ts';
import { copyParameters, createParameters, type Parameters } from './parameters.ts';
import { type Pass, passOver } from './pass/pass.ts';
import { createStatistics, type Statistics } from './pass/statistics.ts';

/** How far the first extrapolation may go, and how the bound grows when it held and shrinks when it fell. */
const firstReach = 4;
const reachFactor = 4;
/** Plain iterations before the first jump and between two stretches of jumps: enough to certify a limit by their gains. */
const certifying = 12;
/** A run with a component that the floor holds up is not left before so many iterations, and cycles of jumps on end: some come free. */
const patience = 300;
const longHeld = 4;

/**
 * EM with squared extrapolation (SQUAREM, Varadhan & Roland 2008, scheme S3) and a monotone safeguard. What is
 * extrapolated is the sufficient statistics that EM goes through, about fixed means: they form a linear space in every
 * family, and the family's own M-step turns them into parameters. A jump that would lower the log-likelihood, meet the
 * floor or leave the range is not taken. Each jump costs one pass and often saves many. It ends, as EM does, with plain
 * iterations whose gains certify the limit, and after jumps only if a further one finds nothing beyond the tolerance.
 * The trace holds the log-likelihood after every accepted pass and never falls; iterations count these passes.
 */
export function* acceleratedEm(
  pass: Pass,
  n: number,
  family: Family,
  floor: Floor,
  start: Parameters,
  options: EmOptions,
  before: readonly number[] = [],
): Generator<EmStep, EmResult> {
  const limit = options.maxIterations;
  const initial = Math.min(limit, Math.max(0, before.length - 1) + certifying);
  const desk = createDesk(start, family);
  let found = yield* em(pass, n, family, floor, start, { ...options, maxIterations: initial }, before, desk);
  if (found.converged) return found;
  const leapDesk = createLeapDesk(start, family);
  while (found.iterations < limit) {
    const from = found.logLikelihood;
    const sure = found.converged;
    const held = isHeld(found.parameters);
    const leapt = yield* leaps(pass, n, family, floor, found, options, sure, leapDesk);
    if (sure && leapt.logLikelihood - from <= Math.max(options.tolerance, roundingOf(from, n)))
      return leapt.trace === found.trace ? found : { ...leapt, converged: true };
    const most = Math.min(limit, leapt.iterations + certifying);
    found = yield* em(pass, n, family, floor, leapt.parameters, { ...options, maxIterations: most }, leapt.trace, desk);
    if (found.iterations === leapt.iterations && !found.converged) return found;
    if (options.leaveCollapsed && !found.converged && found.iterations >= patience && held && isHeld(found.parameters))
      return found;
  }
  return found;
}

const isHeld = ({ atFloor }: Parameters): boolean => atFloor.includes(1);

interface LeapDesk {
  readonly parameters: readonly Parameters[];
  readonly statistics: readonly Statistics[];
}

const createLeapDesk = ({ k, d, noise }: Parameters, { shape }: Family): LeapDesk => ({
  parameters: Array.from({ length: 4 }, () => createParameters(k, d, shape, noise)),
  statistics: Array.from({ length: 6 }, () => createStatistics(k, d, shape)),
});

/** Cycles of two plain iterations and a jump, until one gains no more than the tolerance (`once`: a single cycle). */
function* leaps(
  pass: Pass,
  n: number,
  family: Family,
  floor: Floor,
  from: EmResult,
  options: EmOptions,
  once: boolean,
  desk: LeapDesk,
): Generator<EmStep, EmResult> {
  const [current, first, second, jumped] = desk.parameters;
  const [here, after, later, landed, spoiled, far] = desk.statistics;
  copyParameters(from.parameters, current);
  const trace = [...from.trace];
  const counts = new Float64Array(current.k);
  let iteration = from.iterations;
  let reach = firstReach;
  let held = 0;
  function* eStep(p: Parameters, into: Statistics): Generator<EmStep, number> {
    for (const share of passOver(pass, n, p.components, into, null)) yield { half: 'E', iteration, share, trace };
    return objective(family, p, into);
  }
  /** out ← M-step, leaving the statistics whole. */
  const mStep = (s: Statistics, old: Parameters, out: Parameters): void => {
    copyStatistics(s, spoiled);
    maximise(spoiled, family, floor, old, out);
  };
  const end = (): EmResult => ({
    parameters: current,
    counts,
    logLikelihood: trace[trace.length - 1],
    trace,
    iterations: iteration,
    converged: false,
    remaining: remainingGain(trace),
  });
  function* accept(p: Parameters, s: Statistics, value: number): Generator<EmStep, void> {
    iteration++;
    trace.push(value);
    copyParameters(p, current);
    counts.set(s.counts);
    yield { half: 'E', iteration, share: 1, trace };
  }

  if (from.statistics) copyStatistics(from.statistics, here);
  else yield* eStep(current, here);
  counts.set(here.counts);
  while (iteration < options.maxIterations) {
    const began = trace[trace.length - 1];
    mStep(here, current, first);
    yield { half: 'M', iteration, share: 1, trace };
    const one = yield* eStep(first, after);
    if (!(one >= began)) return end();
    const origin = Float64Array.from(current.means);
    yield* accept(first, after, one);
    mStep(after, first, second);
    yield { half: 'M', iteration, share: 1, trace };
    const two = yield* eStep(second, later);
    if (!(two >= one)) return end();
    yield* accept(second, later, two);

    about(after, first.means, origin);
    about(later, second.means, origin);
    const step = extrapolate(here, after, later, floor, reach, far);
    let better = false;
    if (step !== null) {
      copyParameters(second, jumped);
      jumped.means.set(origin);
      if (allowed(far, family, floor, jumped, first, second)) {
        const value = yield* eStep(first, landed);
        better = value >= two;
        if (better) {
          yield* accept(first, landed, value);
          copyStatistics(landed, here);
          if (step.bounded) reach *= reachFactor;
        }
      }
      if (!better) reach = Math.max(firstReach / 2, step.length / reachFactor);
    }
    if (!better) {
      about(later, origin, second.means);
      copyStatistics(later, here);
    }
    held = isHeld(current) ? held + 1 : 0;
    if (options.leaveCollapsed && iteration >= patience && held >= longHeld) break;
    if (once || trace[trace.length - 1] - began <= Math.max(options.tolerance, roundingOf(from.logLikelihood, n))) break;
  }
  return end();
}

/** out ← M-step of extrapolated statistics. False where they are no moments of any rows, or the floor would have to hold them. */
function allowed(
  statistics: Statistics,
  family: Family,
  floor: Floor,
  old: Parameters,
  out: Parameters,
  plain: Parameters,
): boolean {
  try {
    maximise(statistics, family, floor, old, out);
  } catch (thrown) {
    if (thrown instanceof RangeError) return false;
    throw thrown;
  }
  for (let c = 0; c < out.k; c++) if (out.atFloor[c] > plain.atFloor[c] || !(out.weights[c] > 0)) return false;
  return true;
}
