import { type Attempt, climb, type Problem } from './attempt.ts';
import type { EmOptions, EmStep } from './em.ts';
import { draw, type Ground } from './first.ts';
import { optimaOf, rank } from './ledger.ts';
import type { Mixture } from './mixture.ts';
import { race } from './race.ts';
import { startMethod } from './starts/methods.ts';
import { mergedAndSplit, reshaped } from './starts/split.ts';
import { type CompeteStep, partOf, type Stretch, told } from './told.ts';

export interface Plan {
  /** Starts of the first round; the most there may be after escalation. */
  readonly starts: number;
  readonly most: number;
  /** Mixtures of other K or families to begin from as well, in the rows' units. */
  readonly seeds: readonly Mixture[];
  readonly climbing: EmOptions;
  /** Ends within so many nats are one optimum. */
  readonly same: number;
  /** True while escalation may go on: what has been done so far is not dear. */
  affordable(): boolean;
}

/** When the best optimum has been reached only once, there are this many starts, then … */
const levels = [20, 50, 100, 200, 500, 1000];
/** From the best, so many times in a row a pair is merged and another component split, as long as that finds better. */
const refinements = 3;
const mergesTried = 2;

/** All starts of a candidate on the problem's rows, each climbed to its end. */
export function* explore(problem: Problem, ground: Ground, plan: Plan, whole: Stretch): Generator<CompeteStep, Attempt[]> {
  const attempts: Attempt[] = [];
  const { k, floor, rows } = problem;
  const best = (): Attempt | undefined => [...attempts].sort(rank)[0];
  const reachedTwice = (): boolean => (optimaOf(attempts, plan.same)[0]?.length ?? 0) >= 2;
  let drawn = 0;

  function* starts(until: number, stretch: Stretch): Generator<CompeteStep, void> {
    const from = drawn;
    for (; drawn < until; drawn++) {
      const start = attempts.length;
      const { name } = startMethod(drawn, problem.family, rows.d);
      const steps = one(problem, ground, drawn, start, plan.climbing);
      attempts.push(yield* told(start, name, steps, partOf(stretch, drawn - from, until - from)));
    }
  }
  function* refine(stretch: Stretch): Generator<CompeteStep, void> {
    for (let round = 0; round < refinements; round++) {
      const top = best();
      if (top?.result == null || top.degenerate !== null || k < 3) return;
      const mixtures = mergedAndSplit(top.result.parameters, floor.variances, mergesTried);
      const method = 'merge and split of the best';
      const found = yield* race(problem, mixtures, 1, attempts.length, method, plan.climbing, stretch);
      attempts.push(...found);
      const gained = (best()?.logLikelihood ?? 0) - (top.logLikelihood ?? 0);
      if (best() === top || !(gained > plan.same)) return;
    }
  }

  const quick = k === 1 ? 1 : plan.starts;
  yield* starts(quick, partOf(whole, 0, 2));
  if (k === 1) return attempts;
  const rest = partOf(whole, 1, 2);
  for (const seed of plan.seeds) {
    const mixtures = reshaped(seed, k, floor.variances);
    const method = seedName(seed, k);
    attempts.push(...(yield* race(problem, mixtures, 2, attempts.length, method, plan.climbing, partOf(rest, 0, 4))));
  }
  if (plan.most > plan.starts || plan.seeds.length > 0) yield* refine(partOf(rest, 1, 4));
  let level = partOf(rest, 2, 4);
  for (const next of levels.filter((count) => count > plan.starts)) {
    if (reachedTwice() || drawn >= plan.most || !plan.affordable()) break;
    const before = best();
    yield* starts(Math.min(next, plan.most), partOf(level, 0, 2));
    level = partOf(level, 1, 2);
    if (best() !== before) yield* refine(partOf(level, 0, 4));
  }
  return attempts;
}

const seedName = ({ k }: Mixture, wanted: number): string => {
  if (k === wanted) return 'the best of another family';
  return k < wanted ? `split of the best with K = ${k}` : `merge of the best with K = ${k}`;
};

function* one(problem: Problem, ground: Ground, drawn: number, start: number, options: EmOptions): Generator<EmStep, Attempt> {
  const { method, best } = yield* draw(problem, ground, drawn);
  return yield* climb(problem, start, method, best.parameters, options, 'accelerated', best.trace);
}
