import { totalWeight } from '../rows.ts';
import { type Attempt, climb, type Problem } from './attempt.ts';
import type { EmOptions } from './em.ts';
import type { Known } from './explore.ts';
import { fromMoments } from './from-moments.ts';
import { optimaOf, rank } from './ledger.ts';
import { type CompeteStep, type Stretch, told } from './told.ts';

/** Different ones of the screen that climb on all rows. */
export const finalists = 4;
/** On the screen, fits within this many nats a row are the same … */
export const sameOnScreen = 0.02;
/** … but where places among the finalists are left, those farther apart than this go on as well. */
const apartOnScreen = 1e-3;
/** Beside what is known, fits at most this far below it on the screen have a chance, unless they are the same as it. */
const nearOnScreen = 0.01;
const sameAsKnown = 1e-5;

/** The different best of the screen climb on all rows; of the others the log-likelihood on all rows is taken. */
export function* finals(
  problem: Problem,
  attempts: readonly Attempt[],
  sample: number,
  known: Known | null,
  climbing: EmOptions,
  stretch: Stretch,
): Generator<CompeteStep, Attempt[]> {
  const { rows, family, floor } = problem;
  const { n } = rows;
  const ranked = attempts.map((attempt) => ({ ...attempt, converged: true }));
  const groups = optimaOf(ranked, sameOnScreen * sample);
  const chosen = known === null ? chooseFinalists(ranked, groups, sample) : challengers(ranked, known, sample);
  const where = sample < n ? `on ${sample} of ${n} rows` : 'screened';
  const all: Attempt[] = [];
  const weight = (start: number) => (chosen.includes(start) ? 60 : 1);
  const whole = attempts.reduce((sum, { start }) => sum + weight(start), 0);
  let passed = 0;
  for (const attempt of attempts) {
    const { start, method, result } = attempt;
    if (result === null) {
      all.push(attempt);
      continue;
    }
    const final = chosen.includes(start);
    const options = final ? climbing : { ...climbing, maxIterations: 0 };
    const first = known?.start === start ? fromMoments(known.mixture, totalWeight(rows), family, floor) : result.parameters;
    const steps = climb(problem, start, method, first, options, 'accelerated');
    const part = { from: stretch.from + (stretch.span * passed) / whole, span: (stretch.span * weight(start)) / whole };
    passed += weight(start);
    const ended = yield* told(start, method, steps, part);
    const like = groups.find((group) => group.some((other) => other.start === start))?.[0].start ?? start;
    all.push(
      final
        ? { ...ended, iterations: ended.iterations + attempt.iterations }
        : {
            ...ended,
            method: `${method}, ${where}`,
            iterations: attempt.iterations,
            like: chosen.includes(like) ? like : null,
          },
    );
  }
  return all;
}

/** The best of each group of like ones; then, while there is room, others by merit that stand apart from those chosen. */
function chooseFinalists(ranked: readonly Attempt[], groups: readonly Attempt[][], sample: number): number[] {
  const usable = groups.filter(([best]) => best.degenerate === null);
  const chosen = (usable.length > 0 ? usable : groups).slice(0, finalists).map(([best]) => best);
  for (const attempt of [...ranked].sort(rank)) {
    if (chosen.length >= finalists || attempt.degenerate !== null || attempt.logLikelihood === null) break;
    const value = attempt.logLikelihood;
    const apart = chosen.every((c) => Math.abs((c.logLikelihood ?? 0) - value) > apartOnScreen * sample);
    if (apart) chosen.push(attempt);
  }
  return chosen.map(({ start }) => start);
}

/** What is known, and the best two others that come near it on the screen, where the sample may be unfair to them. */
function challengers(ranked: readonly Attempt[], known: Known, sample: number): number[] {
  const value = ranked.find(({ start }) => start === known.start)?.logLikelihood ?? Number.NEGATIVE_INFINITY;
  const near = [...ranked].sort(rank).filter((attempt) => {
    const { start, degenerate, logLikelihood } = attempt;
    const ahead = ((logLikelihood ?? Number.NEGATIVE_INFINITY) - value) / sample;
    return start !== known.start && degenerate === null && ahead > -nearOnScreen && Math.abs(ahead) > sameAsKnown;
  });
  return [known.start, ...near.slice(0, 2).map(({ start }) => start)];
}
