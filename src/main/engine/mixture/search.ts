import type { FamilyCode, StartRecord } from '../../../shared/model/mixture.ts';
import { columnMoments, type Rows, totalWeight } from '../rows.ts';
import type { Problem } from './attempt.ts';
import { compete, fromGivenLabels } from './compete.ts';
import { type Constraints, constrained } from './constrained.ts';
import { criteriaOf } from './criteria.ts';
import { columnWords } from './degenerate.ts';
import { whyNoPrior } from './family/prior.ts';
import { whyInfeasible, whyUnlabelled } from './feasible.ts';
import { type FieldOptions, fieldOf } from './field.ts';
import { earlier } from './known.ts';
import { ledgerOf } from './ledger.ts';
import type { Mixture } from './mixture.ts';
import { type NoiseVolume, noiseDensity } from './noise/volume.ts';
import { mixtureOf, type Other, othersOf } from './others.ts';
import { sizesOf, whyUnusable, withoutFit } from './outcome.ts';
import { createPass } from './pass/create.ts';
import { type CreatePass, passOver } from './pass/pass.ts';
import { createStatistics } from './pass/statistics.ts';
import { whyTied } from './ties.ts';
import { type ToldStep, telling } from './told.ts';

export interface CandidateOptions extends Constraints, FieldOptions {
  readonly k: number;
  readonly family: FamilyCode;
  readonly seed: number;
  /** Covariance floor as a share of each column's variance. */
  readonly floor: number;
  /** n hard labels, 1-based, to start from (anything else = of no component); null for starts of the engine's own. */
  readonly startLabels: Int32Array | null;
  /** Names of the columns, for sentences about them. */
  readonly columns?: readonly string[];
  /**
   * What an earlier search of the same candidate, with the same rows and seed, found: this one begins with its best
   * instead of the first round, and goes on with seeds and, where the best was reached once, with more starts. Its
   * ledger comes first in the new one.
   */
  readonly known?: Found | null;
  /** True: beside the K Gaussians a noise component, uniform over the rows' volume (see noise/volume.ts). */
  readonly noise?: boolean;
  /** The volume that it fills; left out: a box. */
  readonly noiseVolume?: NoiseVolume;
}

/** What a search goes on from of an earlier one. */
export type Found = Pick<CandidateResult, 'mixture' | 'ledger' | 'drawn' | 'startsAtBest' | 'trace' | 'others'>;

export type SearchStep = ToldStep;

/** One cell of the K × family grid; the fields mean what they mean in Candidate and CandidateDetail. Units of the rows. */
export interface CandidateResult {
  readonly k: number;
  readonly family: FamilyCode;
  readonly mixture: Mixture | null;
  readonly logLikelihood: number | null;
  readonly parameters: number;
  readonly bic: number | null;
  readonly aic: number | null;
  readonly icl: number | null;
  readonly iterations: number;
  readonly converged: boolean;
  readonly degenerate: boolean;
  readonly starts: number;
  readonly startsAtBest: number;
  readonly failure: string | null;
  readonly sizes: readonly number[];
  readonly trace: readonly number[];
  readonly remaining: number | null;
  readonly ledger: readonly StartRecord[];
  /** Parameters of other distinct optima in the ledger, the highest first: so many as are kept. */
  readonly others: readonly Other[];
  /** How many of the starts the engine drew by itself; the others are splits, merges and seeds. */
  readonly drawn: number;
}

/** The smallest floor: below it a collapse would only show as rounding. */
const smallestFloor = 1e-12;
/** Starts that end within this many nats a row are in the same optimum. */
const sameOptimum = 1e-6;

/**
 * Fits one cell of the grid: every start climbs by EM, the best that counts is finished and told, all are in the ledger.
 * Never throws on data: what cannot be fitted is named in `failure`. The same options on the same rows give the same bits.
 * Cancelling is stopping the iteration. `create` makes the pass over all rows, where several threads are to share it.
 */
export function* searchCandidate(
  rows: Rows,
  options: CandidateOptions,
  create: CreatePass = createPass,
): Generator<SearchStep, CandidateResult> {
  const { k, family: code, seed } = options;
  // One component has all rows, however they are labelled.
  const startLabels = k === 1 ? null : options.startLabels;
  const column = columnWords(options.columns);
  const idle = { start: 0, method: 'preparing', step: { half: 'E', iteration: 0, share: 0, trace: [] }, share: 0 } as const;
  const moments = yield* telling(columnMoments(rows), () => idle);
  const obstacle =
    whyInfeasible(rows, moments, { k, family: code, prior: options.prior }, column) ??
    (startLabels && whyUnlabelled(startLabels, k)) ??
    (options.prior ? whyNoPrior(code) : null);
  if (obstacle) return withoutFit(rows, options, obstacle, []);
  const family = yield* telling(constrained(rows, moments, code, k, options), () => idle);
  const floor = { share: Math.max(options.floor, smallestFloor), variances: moments.variances };
  const pass = create(rows, k, family.shape, family.common);
  const noise = options.noise ? { weight: 0.05, ...noiseDensity(rows, moments, options.noiseVolume) } : null;
  const problem: Problem = { rows, pass, k, family, floor, seed, column, noise };
  const field = fieldOf(options, noise);
  const { attempts, drawn } = yield* telling(
    startLabels ? fromGivenLabels(problem, moments, startLabels) : compete(problem, moments, field, create),
    (step) => step,
  );
  const before = field.known === null ? [] : earlier(options.known?.ledger ?? [], field.known.start);
  const ledger = ledgerOf([...before, ...attempts], sameOptimum * rows.n);
  const best = attempts.find((attempt) => attempt.result !== null) ?? attempts[0];
  if (best.result === null) return withoutFit(rows, options, best.failure ?? 'No start led to a fit.', ledger);
  const { parameters, trace, remaining } = best.result;
  const labels = new Int32Array(rows.n);
  const statistics = createStatistics(k, rows.d, family.shape);
  const last = { ...idle, start: best.start, method: best.method, step: { ...idle.step, trace }, share: 1 };
  yield* telling(passOver(pass, rows.n, parameters.components, statistics, { labels }), () => last);
  // With a prior EM climbs the log posterior: what is told, and what the criteria are of, is the log-likelihood.
  const logLikelihood = family.prior ? statistics.totals.logLikelihood : best.result.logLikelihood;
  const optimum = ledger.find((record) => record.start === best.start)?.optimum;
  return {
    k,
    family: code,
    mixture: mixtureOf(parameters),
    logLikelihood,
    ...criteriaOf(
      code,
      k,
      rows.d,
      totalWeight(rows),
      logLikelihood,
      statistics.totals.logLargest,
      noise !== null,
      family.proportions,
    ),
    iterations: best.iterations,
    converged: best.converged,
    degenerate: best.degenerate !== null,
    starts: ledger.length,
    startsAtBest: ledger.filter((record) => record.optimum === optimum).length,
    failure: whyUnusable(best, k, whyTied(rows, family, parameters, floor, column)),
    sizes: sizesOf(labels, k, rows.weights),
    trace,
    remaining,
    ledger,
    others: othersOf(ledger, attempts, options.known?.others ?? []),
    drawn,
  };
}
