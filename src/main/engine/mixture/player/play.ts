import { LensError } from '../../../../shared/errors.ts';
import type { FamilyCode } from '../../../../shared/model/mixture.ts';
import type { PlayStep } from '../../../../shared/model/player.ts';
import { columnMoments, type Rows } from '../../rows.ts';
import { columnWords } from '../degenerate.ts';
import { familyOf } from '../family/table.ts';
import { whyInfeasible } from '../feasible.ts';
import type { Mixture } from '../mixture.ts';
import { createPass } from '../pass/create.ts';
import { halfSteps } from './half-steps.ts';
import { type Start, startOf } from './start.ts';

export interface PlayInput {
  readonly k: number;
  readonly family: FamilyCode;
  readonly seed: number;
  readonly start: Start;
  /** Iterations at most. */
  readonly limit: number;
  /** Covariance floor as a share of each column's variance. */
  readonly floor: number;
  /** Names of the columns, for sentences about them. */
  readonly columns: readonly string[];
}

/** Each half-step with its place among the mixtures: an E-step changes none. */
export interface Played {
  readonly mixtures: readonly Mixture[];
  readonly steps: readonly PlayStep[];
  readonly converged: boolean;
}

/** A run of EM to be watched, half-step by half-step. Throws LensError when these rows cannot be fitted. Yields the share done. */
export function* play(
  rows: Rows,
  { k, family: code, seed, start, limit, floor: share, columns }: PlayInput,
): Generator<number, Played> {
  const moments = ended(columnMoments(rows));
  const why = whyInfeasible(rows, moments, { k, family: code }, columnWords(columns));
  if (why !== null) throw new LensError('input', why, 'Choose other columns or another K, then initialise again.');
  const family = familyOf(code);
  const floor = { share, variances: moments.variances };
  const first = startOf(rows, start, { k, family, floor, moments, seed });
  const pass = createPass(rows, k, family.shape);
  const run = halfSteps(pass, rows, family, floor, first, { limit, tolerance: 1e-7 * rows.n });
  const mixtures: Mixture[] = [];
  const steps: PlayStep[] = [];
  for (;;) {
    const { done, value } = run.next();
    if (done) return { mixtures, steps, converged: value };
    if (mixtures.at(-1) !== value.mixture) mixtures.push(value.mixture);
    const { kind, iteration, logLikelihood, bound } = value;
    steps.push({ kind, iteration, logLikelihood, bound, mixture: mixtures.length - 1 });
    yield iteration / limit;
  }
}

function ended<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
