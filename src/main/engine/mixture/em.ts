import { remainingGain, roundingOf } from './aitken.ts';
import type { Family, Floor } from './family/family.ts';
import { objective } from './family/prior.ts';
import { maximise } from './m-step.ts';
import { copyParameters, createParameters, inflationOf, type Parameters } from './parameters.ts';
import { type Pass, passOver } from './pass/pass.ts';
import { createStatistics, type Statistics } from './pass/statistics.ts';

export interface EmOptions {
  /** Nats: stop when Aitken's estimate of what is still to gain falls below it… */
  readonly tolerance: number;
  /** …and the last gain below this. */
  readonly gain: number;
  readonly maxIterations: number;
  /**
   * True: an accelerated run that has been long under way ends, unconverged, when the floor has held a component up for two
   * stretches on end. It sits on rows that coincide in some direction and will be refused as degenerate wherever it goes; where
   * axes are common it may go for thousands of iterations.
   */
  readonly leaveCollapsed?: boolean;
}

/** After a half-step, or within an E-step over many rows (`share` < 1). */
export interface EmStep {
  readonly half: 'E' | 'M';
  readonly iteration: number;
  readonly share: number;
  /** Log-likelihood after each E-step so far, nats (with a prior: and the log prior). It grows in place: copy it to keep it. */
  readonly trace: readonly number[];
}

export interface EmResult {
  readonly parameters: Parameters;
  /** Of the last E-step: N_k, log-likelihood and the ICL term belong to `parameters`. */
  readonly counts: Float64Array;
  /** Nats, and the log prior where the family has one, as the trace. */
  readonly logLikelihood: number;
  readonly trace: readonly number[];
  readonly iterations: number;
  readonly converged: boolean;
  /** Aitken's estimate of the nats still to gain; null when it cannot be told. */
  readonly remaining: number | null;
  /** Of the last E-step, where an M-step has not used them up since. */
  readonly statistics?: Statistics;
}

/** What EM works with, so that runs which follow one another need not make it anew: a result stands in it until the next run. */
export interface EmDesk {
  readonly parameters: readonly [Parameters, Parameters];
  readonly statistics: readonly [Statistics, Statistics];
}

export const createDesk = ({ k, d, noise }: Parameters, { shape }: Family): EmDesk => ({
  parameters: [createParameters(k, d, shape, noise), createParameters(k, d, shape, noise)],
  statistics: [createStatistics(k, d, shape), createStatistics(k, d, shape)],
});

/**
 * EM from `start`, which it leaves untouched: E-step, M-step, E-step … It ends after an E-step, so that the
 * log-likelihood belongs to the parameters. Converged means that the gains have certified, by Aitken's extrapolation and
 * twice in a row, that the limit is within `tolerance`, or that they are down to rounding. To go on from where an
 * earlier run ended, give its parameters as `start` and its trace as `before`.
 */
export function* em(
  pass: Pass,
  n: number,
  family: Family,
  floor: Floor,
  start: Parameters,
  options: EmOptions,
  before: readonly number[] = [],
  desk: EmDesk = createDesk(start, family),
): Generator<EmStep, EmResult> {
  let [current, next] = desk.parameters;
  let [statistics, spare] = desk.statistics;
  copyParameters(start, current);
  const trace = [...before];
  const counts = new Float64Array(start.k);
  let whole = true;
  let iteration = Math.max(0, before.length - 1);
  let certified = 0;

  function* eStep(parameters: Parameters, into: Statistics): Generator<EmStep, number> {
    for (const share of passOver(pass, n, parameters.components, into, null)) yield { half: 'E', iteration, share, trace };
    return objective(family, parameters, into);
  }
  const end = (converged: boolean): EmResult => ({
    parameters: current,
    counts,
    logLikelihood: trace[trace.length - 1],
    trace,
    iterations: iteration,
    converged,
    remaining: remainingGain(trace),
    ...(whole && { statistics }),
  });

  const first = yield* eStep(current, statistics);
  if (before.length === 0) trace.push(first);
  counts.set(statistics.counts);
  yield { half: 'E', iteration, share: 1, trace };
  while (iteration < options.maxIterations) {
    maximise(statistics, family, floor, current, next);
    yield { half: 'M', iteration, share: 1, trace };
    const before = trace[trace.length - 1];
    const after = yield* eStep(next, spare);
    const gain = after - before;
    // Only rounding lets it fall; the parameters before are then as good, and the trace stays what it must be.
    whole = gain >= 0;
    if (!whole) return end(-gain <= (pass.rounding ?? 0) + roundingOf(before, n, inflationOf(next)));
    iteration++;
    trace.push(after);
    [current, next] = [next, current];
    [statistics, spare] = [spare, statistics];
    counts.set(statistics.counts);
    yield { half: 'E', iteration, share: 1, trace };
    if (gain <= 0) return end(true);
    const remaining = remainingGain(trace);
    certified = gain <= options.gain && remaining !== null && remaining <= options.tolerance ? certified + 1 : 0;
    if (certified >= 2) return end(true);
  }
  return end(false);
}
