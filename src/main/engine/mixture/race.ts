import { totalWeight } from '../rows.ts';
import { type Attempt, climb, type Problem } from './attempt.ts';
import type { EmOptions, EmResult, EmStep } from './em.ts';
import { fewRows } from './few-rows.ts';
import { shortRun, soundest } from './first.ts';
import { fromMoments } from './from-moments.ts';
import type { Mixture } from './mixture.ts';
import { type CompeteStep, partOf, type Stretch, told } from './told.ts';

const until = (maxIterations: number): EmOptions => ({ tolerance: 0, gain: 0, maxIterations });
/** Every runner goes a few iterations; where these are on coarse rows, some of them go on there … */
const heat = until(3);
const second = until(10);
/** … those in front go on on all the problem's rows, and the first of these climb to their end. */
const further = until(11);
const inFront = { few: 8, usual: 4 };
/** On many rows: how many go on at each step, for a like cost whatever K. */
const places = (k: number) => ({ second: Math.ceil(64 / k), front: Math.max(inFront.usual, Math.ceil(36 / k)) });
/** Runners this close, in nats a row, after their short runs are the same. */
const alike = { few: 1e-5, many: 5e-4 };

/**
 * Lets mixtures run against each other, first on coarse rows where these are others than the problem's, and climbs from the
 * best `most` different ones, numbered from `start`. None when there are no mixtures, or all of them leave the range of
 * numbers. On many rows those that come back to the `best` there is are left out, on the coarse rows too.
 */
export function* race(
  problem: Problem,
  coarse: Problem,
  mixtures: readonly Mixture[],
  most: number,
  start: number,
  method: string,
  options: EmOptions,
  stretch: Stretch,
  best: Attempt | null = null,
): Generator<CompeteStep, Attempt[]> {
  const many = coarse !== problem;
  const going = places(problem.k);
  const size = totalWeight(problem.rows);
  const same = size * (many ? alike.many : alike.few);

  function* all(runs: Iterable<Generator<EmStep, EmResult>>, on: Problem): Generator<CompeteStep, EmResult[]> {
    const ended: EmResult[] = [];
    for (const run of runs) {
      const ran = yield* untold(start, method, run, stretch);
      if (ran !== null && Number.isFinite(ran.logLikelihood)) ended.push(ran);
    }
    return ended.length === 0 ? ended : soundest(on, ended);
  }
  const onward = (on: Problem, options: EmOptions, keep: boolean) => (runner: EmResult) =>
    shortRun(on, runner.parameters, options, keep ? runner.trace : []);

  let field = yield* all(
    mixtures.map((mixture) => run(coarse, mixture)),
    coarse,
  );
  if (many) {
    field = yield* all(field.slice(0, going.second).map(onward(coarse, second, true)), coarse);
    const home = best?.result ? yield* all([shortRun(coarse, best.result.parameters, second)], coarse) : [];
    field = apart(field, home.map(heightOf), same);
  }
  const ahead = many ? going.front : problem.rows.n < fewRows ? inFront.few : inFront.usual;
  const front = field.slice(0, mixtures.length > most ? ahead : most);
  const home = many && best !== null && best.logLikelihood !== null ? [best.logLikelihood] : [];
  const chosen = apart(yield* all(front.map(onward(problem, further, !many)), problem), home, same).slice(0, most);
  const attempts: Attempt[] = [];
  for (const [index, { parameters, trace }] of chosen.entries()) {
    const steps = climb(problem, start + index, method, parameters, options, 'accelerated', trace);
    attempts.push(yield* told(start + index, method, steps, partOf(stretch, index, chosen.length)));
  }
  return attempts;
}

const heightOf = ({ logLikelihood }: EmResult): number => logLikelihood;

/** Those that are farther than `same` nats from each other and from the values met before. */
function apart(field: readonly EmResult[], met: readonly number[], same: number): EmResult[] {
  const chosen: EmResult[] = [];
  for (const one of field) {
    const others = [...met, ...chosen.map(heightOf)];
    if (others.every((value) => Math.abs(value - one.logLikelihood) > same)) chosen.push(one);
  }
  return chosen;
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
