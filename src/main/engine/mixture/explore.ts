import { totalWeight } from '../rows.ts';
import { type Attempt, climb, failed, type Problem } from './attempt.ts';
import type { EmOptions, EmStep } from './em.ts';
import { fewRows } from './few-rows.ts';
import { type Drawn, draw, type Ground } from './first.ts';
import { fromMoments } from './from-moments.ts';
import { heats, type Runner } from './heats.ts';
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
  /** What an earlier search of the same candidate found; this one goes on from there. */
  readonly known: Known | null;
  /** Whether what is known is refined even where the seeds taught nothing. */
  readonly refine: boolean;
  /** True while escalation may go on: what has been done so far is not dear. */
  affordable(): boolean;
}

export interface Known {
  readonly mixture: Mixture;
  readonly start: number;
  readonly method: string;
  /** Starts in its ledger, how many of them the engine drew by itself, and how many reached its best. */
  readonly starts: number;
  readonly drawn: number;
  readonly atBest: number;
  /** On all rows. */
  readonly trace: readonly number[];
  readonly converged: boolean;
  /** What its best took, in all searches so far. */
  readonly iterations: number;
}

export interface Explored {
  readonly attempts: Attempt[];
  readonly drawn: number;
}

/** When the best optimum has been reached only once, there are this many starts, then … */
const levels = [20, 50, 100, 200, 500, 1000];
/** From the best, so many times in a row a pair is merged and another component split, as long as that finds better. */
const refinements = 3;
const mergesTried = 2;
/** Of a seed with K + 1, so many of the cheapest merges are tried. */
const mergesOfLarger = 3;
/** Where rows are few, so many of them, and so many of what a seed is made into climb to their end. */
const raceOfFew = { merges: 10, climbs: 3 };
/** On many rows, where optima are many, about so many merged and split mixtures race, and so many merges of K + 1. */
const raceFor = { refinements: 32, merges: 8 };

/**
 * All starts of a candidate on the problem's rows. Where `coarse` has fewer rows than the problem, starts are drawn there, and
 * only those in front climb to their end; where it is the problem itself, all do.
 */
export function* explore(
  problem: Problem,
  coarse: Problem,
  ground: Ground,
  plan: Plan,
  whole: Stretch,
): Generator<CompeteStep, Explored> {
  const attempts: Attempt[] = [];
  const { known } = plan;
  const { k, floor, rows } = problem;
  const many = coarse !== problem;
  const few = rows.n < fewRows;
  const best = (): Attempt | undefined => [...attempts].sort(rank)[0];
  const reachedTwice = (): boolean => {
    const [top] = optimaOf(attempts, plan.same);
    return top !== undefined && (top.length >= 2 || (known !== null && known.atBest >= 2 && top[0].start === known.start));
  };
  const number = (): number => (known === null ? attempts.length : known.starts + attempts.length - 1);
  let drawn = known?.drawn ?? 0;

  function* starts(until: number, stretch: Stretch): Generator<CompeteStep, void> {
    const from = drawn;
    const first = number();
    const runners: Runner[] = [];
    for (; drawn < until; drawn++) {
      const start = first + drawn - from;
      const { name } = startMethod(drawn, problem.family, rows.d);
      if (many) {
        const begun = yield* begin(coarse, ground, drawn, start, name, stretch.from);
        if ('failure' in begun) attempts.push(begun);
        else runners.push(begun);
      } else {
        const steps = one(problem, ground, drawn, start, plan.climbing);
        attempts.push(yield* told(start, name, steps, partOf(stretch, drawn - from, until - from)));
      }
    }
    attempts.push(...(yield* heats(problem, runners, plan.climbing, stretch)));
  }
  function* refine(stretch: Stretch): Generator<CompeteStep, void> {
    for (let round = 0; round < refinements; round++) {
      const top = best();
      if (top?.result == null || top.degenerate !== null || k < 3) return;
      const pairs = many ? Math.ceil(raceFor.refinements / k) : mergesTried;
      const mixtures = mergedAndSplit(top.result.parameters, floor.variances, pairs, many);
      const method = 'merge and split of the best';
      const found = yield* race(problem, coarse, mixtures, many ? 2 : 1, number(), method, plan.climbing, stretch, top);
      attempts.push(...found);
      const gained = (best()?.logLikelihood ?? 0) - (top.logLikelihood ?? 0);
      if (best() === top || !(gained > plan.same)) return;
    }
  }

  const own = known !== null ? 0.2 : plan.most > plan.starts || plan.seeds.length > 0 ? 0.6 : 1;
  if (known !== null) {
    const first = fromMoments(known.mixture, totalWeight(rows), problem.family, floor);
    const { tolerance, gain, maxIterations } = plan.climbing;
    // From its end on all rows it leaves so slowly that it would seem to have arrived on these. On the same rows it goes on.
    const options = many
      ? { ...plan.climbing, tolerance: tolerance / 10, gain: gain / 10 }
      : { ...plan.climbing, maxIterations: maxIterations + known.trace.length };
    const before = many ? [] : known.trace;
    const steps = climb(problem, known.start, known.method, first, options, 'accelerated', before);
    const again = yield* told(known.start, known.method, steps, { from: whole.from, span: own * whole.span });
    const untraced = known.iterations - (before.length > 0 ? before.length - 1 : 0);
    attempts.push({ ...again, iterations: Math.max(0, untraced) + again.iterations });
  } else yield* starts(k === 1 ? 1 : plan.starts, { from: whole.from, span: own * whole.span });
  if (k === 1) return { attempts, drawn };
  const rest: Stretch = { from: whole.from + own * whole.span, span: (1 - own) * whole.span };
  const seeding = partOf(rest, 0, 4);
  for (const [index, seed] of plan.seeds.entries()) {
    const mixtures = reshaped(seed, k, floor.variances, many ? raceFor.merges : few ? raceOfFew.merges : mergesOfLarger);
    const method = seedName(seed, k);
    const part = partOf(seeding, index, plan.seeds.length);
    // At first it counts that others come to the same best; later only what is better.
    const home = known !== null && !plan.refine ? (best() ?? null) : null;
    const most = home ? 1 : few ? raceOfFew.climbs : 2;
    attempts.push(...(yield* race(problem, coarse, mixtures, most, number(), method, plan.climbing, part, home)));
  }
  const improved = known !== null && best()?.start !== known.start;
  if (known === null ? plan.most > plan.starts : improved || (many && plan.refine)) yield* refine(partOf(rest, 1, 4));
  let level = partOf(rest, 2, 4);
  for (const next of levels.filter((count) => count > drawn)) {
    if (reachedTwice() || drawn >= plan.most || !plan.affordable()) break;
    const before = best();
    yield* starts(Math.min(next, plan.most), partOf(level, 0, 2));
    level = partOf(level, 1, 2);
    if (best() !== before) yield* refine(partOf(level, 0, 4));
  }
  return { attempts, drawn };
}

const seedName = ({ k }: Mixture, wanted: number): string => {
  if (k === wanted) return 'the best of another family';
  return k < wanted ? `split of the best with K = ${k}` : `merge of the best with K = ${k}`;
};

function* one(problem: Problem, ground: Ground, drawn: number, start: number, options: EmOptions): Generator<EmStep, Attempt> {
  const { method, best } = yield* draw(problem, ground, drawn);
  return yield* climb(problem, start, method, best.parameters, options, 'accelerated', best.trace);
}

/** Where a start begins, by a draw on the coarse rows; an attempt when that fails. */
function* begin(
  coarse: Problem,
  ground: Ground,
  drawn: number,
  start: number,
  method: string,
  share: number,
): Generator<CompeteStep, Runner | Attempt> {
  try {
    const steps: Generator<EmStep, Drawn> = draw(coarse, ground, drawn);
    for (;;) {
      const next = steps.next();
      if (next.done) return { start, method, parameters: next.value.best.parameters, trace: [] };
      yield { start, method, step: next.value, share };
    }
  } catch (thrown) {
    if (thrown instanceof RangeError) return failed(start, method, thrown.message);
    throw thrown;
  }
}
