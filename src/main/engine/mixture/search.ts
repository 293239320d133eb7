import type { FamilyCode, StartRecord } from '../../../shared/model/mixture.ts';
import { columnMoments, type Rows, totalWeight } from '../rows.ts';
import type { Problem } from './attempt.ts';
import { cheap, compete, type Field, fromGivenLabels } from './compete.ts';
import { type Constraints, constrained } from './constrained.ts';
import { criteriaOf } from './criteria.ts';
import { columnWords } from './degenerate.ts';
import { whyNoPrior } from './family/prior.ts';
import { whyInfeasible, whyUnlabelled } from './feasible.ts';
import { earlier, knownOf } from './known.ts';
import { ledgerOf } from './ledger.ts';
import type { Mixture, Noise } from './mixture.ts';
import { type NoiseVolume, noiseDensity } from './noise/volume.ts';
import { withNoise } from './noise/with-noise.ts';
import { mixtureOf, type Other, othersOf } from './others.ts';
import { sizesOf, whyUnusable, withoutFit } from './outcome.ts';
import { createPass } from './pass/create.ts';
import { type CreatePass, passOver } from './pass/pass.ts';
import { createStatistics } from './pass/statistics.ts';
import type { Screen } from './screen.ts';
import type { Hierarchy } from './starts/hierarchy.ts';
import { whyTied } from './ties.ts';
import type { CompeteStep } from './told.ts';

export interface CandidateOptions extends Constraints {
  readonly k: number;
  readonly family: FamilyCode;
  readonly starts: number;
  readonly seed: number;
  /** Covariance floor as a share of each column's variance. */
  readonly floor: number;
  /** n hard labels, 1-based, to start from (anything else = of no component); null for starts of the engine's own. */
  readonly startLabels: Int32Array | null;
  /** Names of the columns, for sentences about them. */
  readonly columns?: readonly string[];
  /**
   * The most starts (20, 50, 100 … on the way) when the best optimum has been reached only once. Left out: 100 for ten
   * starts or more, for fewer no more than these.
   */
  readonly mostStarts?: number;
  /**
   * More starts are made only while the candidate has cost less than this, in units of about a nanosecond of one thread
   * (counted, not measured: the same on any machine). Infinity: at any cost. Left out: 6e7, which nobody notices.
   */
  readonly budget?: number;
  /**
   * Mixtures in the rows' own units to start from as well: of K − 1 components (each of which is split in turn), of K
   * (of another family), of K + 1 (merged), or farther away.
   */
  readonly seeds?: readonly Mixture[];
  /**
   * What an earlier search of the same candidate, with the same rows and seed, found: this one begins with its best
   * instead of the first round, and goes on with seeds and, where the best was reached once, with more starts. Its
   * ledger comes first in the new one.
   */
  readonly known?: Found | null;
  /** With `known`: whether its best is taken apart (merge and split) even where the seeds lead to nothing better. */
  readonly refine?: boolean;
  /** What `searchGround` made of the same rows and seed; left out, each candidate makes it anew. */
  readonly hierarchy?: Hierarchy | null;
  readonly screens?: readonly Screen[] | null;
  /** On many rows, which of the screens starts compete on: 0 when left out. */
  readonly turn?: number;
  /** True: beside the K Gaussians a noise component, uniform over the rows' volume (see noise/volume.ts). */
  readonly noise?: boolean;
  /** The volume that it fills; left out: a box. */
  readonly noiseVolume?: NoiseVolume;
}

/** What a search goes on from of an earlier one. */
export type Found = Pick<CandidateResult, 'mixture' | 'ledger' | 'drawn' | 'startsAtBest' | 'trace' | 'others'>;

/** One half-step or iteration of one start. */
export interface SearchStep {
  readonly start: number;
  readonly method: string;
  readonly iteration: number;
  /** Nats; −∞ before the first E-step of the start has ended. */
  readonly logLikelihood: number;
  /** Log-likelihood after each E-step of this start. It grows in place: copy it to keep it. */
  readonly trace: readonly number[];
  /** Of the whole candidate, 0…1, an estimate that never falls. */
  readonly share: number;
}

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
  const { k, family: code, seed, startLabels } = options;
  const column = columnWords(options.columns);
  const idle = { start: 0, method: 'preparing', step: { half: 'E', iteration: 0, share: 0, trace: [] }, share: 0 } as const;
  const moments = yield* telling(columnMoments(rows), () => idle);
  const obstacle =
    whyInfeasible(rows, moments, k, column) ??
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

const fieldOf = (
  { starts, mostStarts, budget, seeds, hierarchy, screens, turn, known, refine }: CandidateOptions,
  noise: Readonly<Noise> | null,
): Field => ({
  starts,
  most: Math.max(starts, mostStarts ?? (starts >= 10 ? 100 : starts)),
  budget: budget ?? cheap,
  seeds: seeds?.map((seed) => withNoise(seed, noise)) ?? [],
  hierarchy: hierarchy ?? null,
  screens: screens ?? null,
  turn: turn ?? 0,
  known: known ? knownOf(known) : null,
  refine: refine ?? false,
});

/** Runs a part of the work, telling of each of its steps as a step of the search; the share never falls. */
function* telling<S, R>(part: Generator<S, R>, words: (step: S) => CompeteStep): Generator<SearchStep, R> {
  let highest = 0;
  for (;;) {
    const next = part.next();
    if (next.done) return next.value;
    const { start, method, step, share } = words(next.value);
    highest = Math.max(highest, share);
    const logLikelihood = step.trace.at(-1) ?? Number.NEGATIVE_INFINITY;
    yield { start, method, iteration: step.iteration, logLikelihood, trace: step.trace, share: highest };
  }
}
