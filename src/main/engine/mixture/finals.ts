import { type Rows, totalWeight } from '../rows.ts';
import { remainingGain, roundingOf } from './aitken.ts';
import { type Attempt, climb, type Problem } from './attempt.ts';
import { parameterCount } from './criteria.ts';
import type { EmOptions } from './em.ts';
import type { Known } from './explore.ts';
import { chooseFinalists } from './finalists.ts';
import { fromMoments } from './from-moments.ts';
import { rank } from './ledger.ts';
import { type CompeteStep, partOf, type Stretch, told } from './told.ts';

/** First the finalists nearly come to their end: nats a row. Those whose limits are this close then are going to the same one. */
const nearly = 1e-4;
const nearlyThere = (n: number): EmOptions => ({ tolerance: nearly * n, gain: nearly * n, maxIterations: 150 });

/**
 * All that comes from the screen is held against all rows once. The different best by the screen climb on them: first until
 * they have nearly come to their end, then the best of them, and whoever may still overtake it, to the end. All but the last
 * is done on `near`, the same problem with rows that may be rough.
 */
export function* finals(
  problem: Problem,
  near: Problem,
  screened: readonly Attempt[],
  screen: Rows,
  known: Known | null,
  climbing: EmOptions,
  whole: Stretch,
): Generator<CompeteStep, Attempt[]> {
  const { n } = problem.rows;
  const part = (from: number, to: number): Stretch => ({ from: whole.from + from * whole.span, span: (to - from) * whole.span });

  function* each(
    on: Problem,
    field: readonly Attempt[],
    options: EmOptions,
    stretch: Stretch,
    traceOf: (attempt: Attempt) => readonly number[],
  ): Generator<CompeteStep, Attempt[]> {
    const ended: Attempt[] = [];
    for (const [index, attempt] of field.entries()) {
      const { start, method, result, iterations, settled } = attempt;
      if (result === null || settled) {
        ended.push(attempt);
        continue;
      }
      const trace = traceOf(attempt);
      const steps = climb(on, start, method, result.parameters, options, 'accelerated', trace);
      const here = yield* told(start, method, steps, partOf(stretch, index, field.length));
      ended.push({ ...here, iterations: iterations + here.iterations - Math.max(0, trace.length - 1) });
    }
    return ended;
  }

  const { moved, attempts } = withMoved(screened, problem, known, screen);
  const standing = yield* each(near, attempts, { ...climbing, maxIterations: 0 }, part(0, 0.1), () => []);
  const { chosen, groups } = chooseFinalists(attempts, standing, known, totalWeight(screen), moved);
  // What is known stands where it ended on all rows, not where the screen moved it.
  const at = standing.findIndex(({ start }) => start === known?.start);
  if (known !== null && at >= 0) standing[at] = returned(standing[at], known, problem);
  const finalists = standing.filter(({ start }) => chosen.includes(start));
  const onward = ({ result }: Attempt) => result?.trace ?? [];
  const close = yield* each(near, finalists, nearlyThere(n), part(0.1, 0.6), onward);
  const [leader] = close.map((attempt) => ({ ...attempt, converged: true })).sort(rank);
  const height = leader === undefined ? 0 : limitOf(leader);
  const able = close.filter((one) => one.start === leader?.start || limitOf(one) > height + nearly * n);
  const top = (yield* each(problem, able, climbing, part(0.6, 1), () => [])).map((attempt, i) => withTrace(attempt, able[i]));

  const where = screen.n < n ? `on ${screen.n} of ${n} rows` : 'screened';
  return standing.map((attempt) => {
    const { start, method, result } = attempt;
    const first = top.find((other) => other.start === start);
    if (first) return first;
    const second = close.find((other) => other.start === start);
    if (second) {
      const same = second.degenerate === leader?.degenerate && Math.abs(limitOf(second) - height) <= nearly * n;
      return { ...second, converged: false, method: `${method}, left behind`, like: same ? (leader?.start ?? null) : null };
    }
    if (result === null) return attempt;
    const like = groups.find((group) => group.includes(start))?.find((other) => chosen.includes(other)) ?? null;
    return { ...attempt, method: `${method}, ${where}`, converged: false, like };
  });
}

/** What the best of all rows gains on a sample, where it stays the same optimum: half a nat a parameter for each row that one stands for. */
const stays = 1.4;

/**
 * Where what is known has gained so much on the screen that it has moved to another optimum, that one is a start of its own: on
 * all rows it may lead to a better one, and whoever is like it is not like what is known.
 */
function withMoved(
  attempts: readonly Attempt[],
  { k, family, noise }: Problem,
  known: Known | null,
  screen: Rows,
): { readonly moved: boolean; readonly attempts: readonly Attempt[] } {
  const own = attempts.find(({ start }) => start === known?.start);
  if (known === null || !own?.result) return { moved: false, attempts };
  const { trace } = own.result;
  const parameters = parameterCount(family.code, k, screen.d, noise !== null, family.proportions);
  const usual = (parameters * totalWeight(screen)) / screen.n / 2;
  if (!(trace[trace.length - 1] - trace[0] > stays * usual)) return { moved: false, attempts };
  const start = known.starts + attempts.length - 1;
  return { moved: true, attempts: [...attempts, { ...own, start, method: 'the best as a sample has it' }] };
}

/** The attempt with what was known on all rows in its place: where that had come to its end it is there already. */
function returned(attempt: Attempt, known: Known, { rows, family, floor }: Problem): Attempt {
  const { result } = attempt;
  if (result === null) return attempt;
  const { trace, converged, iterations } = known;
  const parameters = fromMoments(known.mixture, totalWeight(rows), family, floor);
  const value = trace.at(-1);
  if (!converged || value === undefined) return { ...attempt, result: { ...result, parameters, trace } };
  const remaining = remainingGain(trace) ?? roundingOf(value, rows.n);
  const there = { ...result, parameters, trace, logLikelihood: value, converged, remaining, iterations: trace.length - 1 };
  return { ...attempt, logLikelihood: value, iterations, converged, result: there, settled: true };
}

/** The trace of a climb from where another ended; values that rounding put above its first are left out, so that it never falls. */
function withTrace(attempt: Attempt, { result: before }: Attempt): Attempt {
  const { result, settled } = attempt;
  if (result === null || before === null || settled) return attempt;
  const trace = [...before.trace.filter((value) => value < result.trace[0]), ...result.trace];
  return { ...attempt, result: { ...result, trace, iterations: trace.length - 1 } };
}

/** Where a climb is going, by Aitken's estimate. */
const limitOf = ({ logLikelihood, result }: Attempt): number =>
  result === null
    ? Number.NEGATIVE_INFINITY
    : (logLikelihood ?? Number.NEGATIVE_INFINITY) + (result.remaining ?? Number.POSITIVE_INFINITY);
