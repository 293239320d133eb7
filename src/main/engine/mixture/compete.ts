import { createRandom } from '../random/generator.ts';
import { sampleIndices } from '../random/sample.ts';
import { type ColumnMoments, takeRows } from '../rows.ts';
import { type Attempt, climb, draw, failed, type Problem, silently } from './attempt.ts';
import type { EmOptions, EmStep } from './em.ts';
import { fromLabels } from './from-labels.ts';
import { optimaOf, rank } from './ledger.ts';
import { type StartFrame, startFrame } from './starts/methods.ts';

/** Above this many rows starts compete on a sample of that size, and the best of them go on to all rows. */
export const sampleRows = 20_000;
const finalists = 3;
/** On the sample, fits within this many nats a row are the same. */
const sameOnSample = 0.02;

/** On a sample only the order of merit counts, and fits are told apart by 0.02 nats a row. */
const competing = (n: number): EmOptions => ({ tolerance: 1e-4 * n, gain: 1e-4 * n, maxIterations: 100 });
/** On all rows a start climbs until the certificate says 1e-7·n nats (1e-6·n on many rows) … */
const climbing = (n: number): EmOptions => ({
  tolerance: (n > sampleRows ? 1e-6 : 1e-7) * n,
  gain: 1e-8 * n,
  maxIterations: 2000,
});
/** … and the best goes on to 1e-12·n, where its parameters have nine digits too (1e-7·n on many rows). */
const finishing = (n: number): EmOptions => ({
  tolerance: (n > sampleRows ? 1e-7 : 1e-12) * n,
  gain: 1e-8 * n,
  maxIterations: 5000,
});

/** A step of one start, and the share of the whole that is done. */
export interface CompeteStep {
  readonly start: number;
  readonly method: string;
  readonly step: EmStep;
  readonly share: number;
}

/** What an EM run of unknown length has behind it: 0 … 1, half of it at 40 iterations. */
const shareOf = ({ half, iteration, share }: EmStep): number => {
  const done = iteration + (half === 'E' && share < 1 ? share : 0);
  return done / (done + 40);
};

/** Passes the steps on as part of the whole: `from` … `from + span` of the share. Numbers out of range end the attempt. */
function* told(
  start: number,
  method: string,
  steps: Generator<EmStep, Attempt>,
  from: number,
  span: number,
): Generator<CompeteStep, Attempt> {
  try {
    for (;;) {
      const next = steps.next();
      if (next.done) return next.value;
      yield { start, method, step: next.value, share: from + span * shareOf(next.value) };
    }
  } catch (thrown) {
    if (thrown instanceof RangeError) return failed(start, method, thrown.message);
    throw thrown;
  }
}

function* one(problem: Problem, frame: StartFrame, start: number, options: EmOptions): Generator<EmStep, Attempt> {
  const { method, first, before } = yield* draw(problem, frame, start);
  return yield* climb(problem, start, method, first, options, before);
}

/** All attempts, the winner first in order of merit. */
export function* compete(problem: Problem, moments: ColumnMoments, starts: number): Generator<CompeteStep, Attempt[]> {
  const { rows, seed, k, family } = problem;
  const sampled = rows.n > sampleRows;
  const sample = sampled ? takeRows(rows, sampleIndices(rows.n, sampleRows, createRandom(seed, k, family.code, 'sample'))) : rows;
  const arena: Problem = { ...problem, rows: sample };
  const frame = startFrame(sample, moments);
  const span = sampled ? 0.3 : 0.9;
  let attempts: Attempt[] = [];
  for (let start = 0; start < starts; start++) {
    const steps = one(arena, frame, start, sampled ? competing(sample.n) : climbing(rows.n));
    attempts.push(yield* told(start, `start ${start + 1}`, steps, (start / starts) * span, span / starts));
  }
  if (sampled) attempts = yield* finals(problem, attempts, sample.n, span, 0.9);
  return yield* finish(problem, attempts, 0.9);
}

/** The distinct best of the sample climb on all rows; of the others the log-likelihood on all rows is taken. */
function* finals(
  problem: Problem,
  attempts: readonly Attempt[],
  sample: number,
  from: number,
  to: number,
): Generator<CompeteStep, Attempt[]> {
  const { n } = problem.rows;
  const ranked = attempts.map((attempt) => ({ ...attempt, converged: true }));
  const groups = optimaOf(ranked, sameOnSample * sample);
  const usable = groups.filter(([best]) => best.degenerate === null);
  const chosen = (usable.length > 0 ? usable : groups).slice(0, finalists).map(([best]) => best.start);
  const all: Attempt[] = [];
  for (const [index, attempt] of attempts.entries()) {
    const { start, method, result } = attempt;
    if (result === null) {
      all.push(attempt);
      continue;
    }
    const final = chosen.includes(start);
    const options = final ? climbing(n) : { ...climbing(n), maxIterations: 0 };
    const span = (to - from) / attempts.length;
    const steps = climb(problem, start, method, result.parameters, options);
    const ended = yield* told(start, method, steps, from + index * span, span);
    const like = groups.find((group) => group.some((other) => other.start === start))?.[0].start ?? start;
    all.push(
      final
        ? { ...ended, iterations: ended.iterations + attempt.iterations }
        : {
            ...ended,
            method: `${method}, on ${sample} of ${n} rows`,
            iterations: attempt.iterations,
            like: chosen.includes(like) ? like : null,
          },
    );
  }
  return all;
}

/** The best attempt goes on to the final tolerance; should it turn out degenerate there, the next best does. */
function* finish(problem: Problem, attempts: readonly Attempt[], from: number): Generator<CompeteStep, Attempt[]> {
  const ranked = [...attempts].sort(rank);
  for (let i = 0; i < ranked.length; i++) {
    const { start, method, result, converged, iterations } = ranked[i];
    if (result === null) break;
    const steps = climb(problem, start, method, result.parameters, finishing(problem.rows.n), result);
    const ended = yield* told(start, method, steps, from, 1 - from);
    if (ended.result === null) continue;
    const more = ended.iterations - result.iterations;
    ranked[i] = { ...ended, converged: ended.converged || converged, iterations: iterations + more };
    if (ranked[i].degenerate === null || attempts.every((a) => a.degenerate !== null)) break;
  }
  return ranked.sort(rank);
}

/** The one attempt from given hard labels: an M-step first, then EM to the final tolerance on all rows. */
export function* fromGivenLabels(problem: Problem, labels: Int32Array): Generator<CompeteStep, Attempt[]> {
  const { rows, k, family, floor } = problem;
  const method = 'start labels';
  function* steps(): Generator<EmStep, Attempt> {
    const first = yield* silently(fromLabels(rows, labels, k, family, floor, 0));
    return yield* climb(problem, 0, method, first, finishing(rows.n));
  }
  return [yield* told(0, method, steps(), 0, 1)];
}
