import { totalWeight } from '../rows.ts';
import { type Attempt, climb, type Problem } from './attempt.ts';
import type { EmOptions } from './em.ts';
import { rank } from './ledger.ts';
import type { Parameters } from './parameters.ts';
import { type CompeteStep, partOf, type Stretch, told } from './told.ts';

/** Where a start begins, and the log-likelihoods that it has behind it on the problem's rows. */
export interface Runner {
  readonly start: number;
  readonly method: string;
  readonly parameters: Parameters;
  readonly trace: readonly number[];
}

/** After so many iterations this share of all that began stays in the race, `apart` nats a row from each other. */
const rounds = [
  { iterations: 8, share: 0.6, apart: 0 },
  { iterations: 28, share: 0.3, apart: 1e-3 },
] as const;

/**
 * Starts against each other: the field thins out round by round, and only the last ones climb to their end. The others are
 * told as they stood when they were left behind.
 */
export function* heats(
  problem: Problem,
  runners: readonly Runner[],
  options: EmOptions,
  stretch: Stretch,
): Generator<CompeteStep, Attempt[]> {
  const ended: Attempt[] = [];
  const size = totalWeight(problem.rows);
  let field = runners;
  for (let round = 0; round <= rounds.length; round++) {
    const { iterations, share, apart } = rounds[round] ?? { iterations: options.maxIterations, share: 0, apart: 0 };
    const part = partOf(stretch, round, rounds.length + 1);
    const run: Attempt[] = [];
    for (const [index, { start, method, parameters, trace }] of field.entries()) {
      const steps = climb(problem, start, method, parameters, { ...options, maxIterations: iterations }, 'accelerated', trace);
      run.push(yield* told(start, method, steps, partOf(part, index, field.length)));
    }
    const staying = foremost(run, Math.ceil(share * runners.length), apart * size);
    field = [];
    for (const attempt of run) {
      const { start, method, result, converged } = attempt;
      if (result === null || converged || round === rounds.length) ended.push(attempt);
      else if (staying.has(start)) field = [...field, { start, method, parameters: result.parameters, trace: result.trace }];
      else ended.push({ ...attempt, behind: true });
    }
  }
  return ended.sort((a, b) => a.start - b.start);
}

/** The starts in front: at most so many, each so many nats from those before it. */
function foremost(run: readonly Attempt[], places: number, apart: number): Set<number> {
  const chosen: Attempt[] = [];
  for (const attempt of run.map((one) => ({ ...one, converged: true })).sort(rank)) {
    if (chosen.length >= places) break;
    const value = attempt.logLikelihood ?? 0;
    if (chosen.every(({ logLikelihood }) => Math.abs((logLikelihood ?? 0) - value) >= apart)) chosen.push(attempt);
  }
  return new Set(chosen.map(({ start }) => start));
}
