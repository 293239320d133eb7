import { totalWeight } from '../rows.ts';
import { type Attempt, climb, type Problem } from './attempt.ts';
import type { EmOptions, EmResult, EmStep } from './em.ts';
import { shortRun, soundest } from './first.ts';
import { fromMoments } from './from-moments.ts';
import type { Mixture } from './mixture.ts';
import { type CompeteStep, partOf, type Stretch, told } from './told.ts';

/** Every runner goes a few iterations, those in front go on for some more, and the first of these climb to their end. */
const heat: EmOptions = { tolerance: 0, gain: 0, maxIterations: 3 };
const further: EmOptions = { tolerance: 0, gain: 0, maxIterations: 11 };
const inFront = 4;
/** Runners this close, in nats a row, after their short runs are the same. */
const alike = 1e-5;

/**
 * Lets mixtures run against each other and climbs from the best `places` different ones, numbered from `start`. None when
 * there are no mixtures, or all of them leave the range of numbers.
 */
export function* race(
  problem: Problem,
  mixtures: readonly Mixture[],
  places: number,
  start: number,
  method: string,
  options: EmOptions,
  stretch: Stretch,
): Generator<CompeteStep, Attempt[]> {
  const runners: EmResult[] = [];
  for (const mixture of mixtures) {
    const ran = yield* untold(start, method, run(problem, mixture), stretch);
    if (ran !== null && Number.isFinite(ran.logLikelihood)) runners.push(ran);
  }
  if (runners.length === 0) return [];
  const front: EmResult[] = [];
  for (const runner of soundest(problem, runners).slice(0, mixtures.length > places ? inFront : places)) {
    const ran = yield* untold(start, method, shortRun(problem, runner.parameters, further, runner.trace), stretch);
    if (ran !== null && Number.isFinite(ran.logLikelihood)) front.push(ran);
  }
  if (front.length === 0) return [];
  const chosen: EmResult[] = [];
  for (const runner of soundest(problem, front)) {
    const known = chosen.some((c) => Math.abs(c.logLikelihood - runner.logLikelihood) <= alike * problem.rows.n);
    if (!known && chosen.length < places) chosen.push(runner);
  }
  const attempts: Attempt[] = [];
  for (const [index, { parameters, trace }] of chosen.entries()) {
    const steps = climb(problem, start + index, method, parameters, options, 'accelerated', trace);
    attempts.push(yield* told(start + index, method, steps, partOf(stretch, index, chosen.length)));
  }
  return attempts;
}

function* run(problem: Problem, mixture: Mixture): Generator<EmStep, EmResult> {
  const first = fromMoments(mixture, totalWeight(problem.rows), problem.family, problem.floor);
  return yield* shortRun(problem, first, heat);
}

/** Null where the numbers leave their range. */
function* untold(
  start: number,
  method: string,
  steps: Generator<EmStep, EmResult>,
  { from }: Stretch,
): Generator<CompeteStep, EmResult | null> {
  try {
    for (;;) {
      const next = steps.next();
      if (next.done) return next.value;
      yield { start, method, step: next.value, share: from };
    }
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}
