import { LensError } from '../../../../shared/errors.ts';
import type { FamilyCode, StartRecord } from '../../../../shared/model/mixture.ts';
import { columnMoments, type Rows } from '../../rows.ts';
import { parameterCount } from '../criteria.ts';
import { columnWords } from '../degenerate.ts';
import { whyInfeasible, whyUnlabelled } from '../feasible.ts';
import { ledgerOf, rank } from '../ledger.ts';
import { fillMissing } from '../missing/fill.ts';
import { createPass } from '../pass/create.ts';
import type { CreatePass } from '../pass/pass.ts';
import type { SearchStep } from '../search.ts';
import { attempt, telling } from './attempt.ts';
import { compete, finishing, sameOptimum } from './compete.ts';
import { type PriorChoice, priorOf } from './default-prior.ts';
import { type Found, finding } from './found.ts';
import { type Model, type Posterior, shapeOf, structureOf } from './model.ts';
import { type Ground, settle } from './settle.ts';
import { posteriorOf } from './starts.ts';

export interface VariationalOptions {
  readonly k: number;
  readonly family: FamilyCode;
  readonly starts: number;
  readonly seed: number;
  readonly prior: PriorChoice;
  /** n hard labels, 1-based, to start from; null for starts of the engine's own. */
  readonly startLabels: Int32Array | null;
  readonly columns?: readonly string[];
  /** Posteriors to go on from instead of starts: where earlier runs ended, perhaps under another prior. */
  readonly from?: readonly Posterior[];
}

/** What a fit with K components came to, in the units of the rows; the fields mean what they mean in CandidateResult. */
export interface VariationalResult {
  readonly k: number;
  readonly family: FamilyCode;
  readonly parameters: number;
  readonly iterations: number;
  readonly converged: boolean;
  readonly starts: number;
  readonly startsAtBest: number;
  readonly failure: string | null;
  readonly ledger: readonly StartRecord[];
  readonly found: Found | null;
}

/** Why a family cannot be fitted by variational inference here, or null. */
export const whyNoStructure = (family: FamilyCode): string | null =>
  structureOf(family) === null
    ? `Variational inference knows the shapes VVV, EEE, VVI and VII (full, tied, diagonal, spherical), not ${family}.`
    : null;

const preparing = { start: 0, method: 'preparing', from: 0, span: 0 };

/**
 * A Bayesian mixture of K components by mean-field variational inference: every start climbs, pairs of components that could
 * be one are tried as one, the highest ELBO wins, and all are in the ledger (whose logLikelihood holds the ELBO). Row
 * weights and missing cells are known to the pass. Throws LensError('usage') for a prior or a family that cannot be; what the
 * data do not allow is named in `failure`. The same options on the same rows give the same bits.
 */
export function* searchVariational(
  rows: Rows,
  options: VariationalOptions,
  create: CreatePass = createPass,
): Generator<SearchStep, VariationalResult> {
  const { k, family, startLabels } = options;
  const structure = structureOf(family);
  if (structure === null) throw new LensError('usage', whyNoStructure(family) ?? '', 'Choose one of these shapes, or EM.');
  const moments = yield* telling(columnMoments(rows), preparing);
  const obstacle =
    whyInfeasible(rows, moments, { k: 1, family: null }, columnWords(options.columns)) ??
    (startLabels && whyUnlabelled(startLabels, k));
  if (obstacle) return withoutFit(rows, options, [], obstacle);
  const prior = yield* telling(priorOf(rows, moments, k, structure, options.prior), preparing);
  const model: Model = { k, d: rows.d, structure, prior };
  const ground: Ground = { pass: create(rows, k, shapeOf(structure)), n: rows.n, model };

  const { from = [] } = options;
  const attempts = [];
  for (const [start, posterior] of from.entries()) {
    const place = { start, method: 'where an earlier run ended', from: (0.95 * start) / from.length, span: 0.95 / from.length };
    attempts.push(yield* attempt(settle(ground, posterior, finishing(rows.n)), place));
  }
  if (startLabels) {
    const filled = fillMissing(rows, moments.means, startLabels);
    const first = yield* telling(posteriorOf(filled, model, startLabels), preparing);
    // The order of the labels is the order of the sticks that was asked for.
    const keep = prior.weights === 'process';
    const place = { start: 0, method: 'start labels', from: 0, span: 0.95 };
    attempts.push(yield* attempt(settle(ground, first, finishing(rows.n), 'plain', keep), place));
  } else if (from.length === 0) attempts.push(...(yield* compete(rows, moments, ground, options)));

  const ledger = ledgerOf(attempts, sameOptimum * rows.n);
  const best = [...attempts].sort(rank).find(({ ascent }) => ascent !== null);
  if (!best?.ascent) return withoutFit(rows, options, ledger, attempts[0]?.failure ?? 'No start led to a fit.');
  const { start, method, iterations, converged, ascent } = best;
  const found = yield* telling(finding(rows, ground, ascent), { start, method, from: 0.95, span: 0.05 });
  const optimum = ledger.find((record) => record.start === start)?.optimum;
  return {
    ...{ k, family, iterations, converged, ledger, found },
    parameters: parameterCount(family, k, rows.d, false),
    starts: ledger.length,
    startsAtBest: ledger.filter((record) => record.optimum === optimum).length,
    failure: converged
      ? null
      : `The ELBO had not converged after ${iterations} iterations. Try fewer components, another concentration or a simpler shape.`,
  };
}

function withoutFit(
  { d }: Rows,
  { k, family }: VariationalOptions,
  ledger: readonly StartRecord[],
  failure: string,
): VariationalResult {
  const outcome = { iterations: 0, converged: false, starts: ledger.length, startsAtBest: 0, found: null };
  return { k, family, ...outcome, parameters: parameterCount(family, k, d, false), failure, ledger };
}
