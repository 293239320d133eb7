import type { FamilyCode, StartRecord } from '../../../shared/model/mixture.ts';
import { columnMoments, type Rows, totalWeight } from '../rows.ts';
import type { Attempt, Problem } from './attempt.ts';
import { compete, type Field, fromGivenLabels } from './compete.ts';
import { criteriaOf } from './criteria.ts';
import { columnWords } from './degenerate.ts';
import { familyOf, freeParameters } from './family/table.ts';
import { whyInfeasible, whyUnlabelled } from './feasible.ts';
import { ledgerOf } from './ledger.ts';
import type { Mixture } from './mixture.ts';
import { createPass } from './pass/create.ts';
import { passOver } from './pass/pass.ts';
import { createStatistics } from './pass/statistics.ts';
import type { Hierarchy } from './starts/hierarchy.ts';
import type { CompeteStep } from './told.ts';

export interface CandidateOptions {
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
  /** True: go on to the most starts at any cost. Left out or false: only as long as that is cheap. */
  readonly thorough?: boolean;
  /**
   * Mixtures in the rows' own units to start from as well: of K − 1 components (each of which is split in turn), of K
   * (of another family), of K + 1 (merged), or farther away.
   */
  readonly seeds?: readonly Mixture[];
  /** What `searchHierarchy` made of the same rows and seed; left out, each candidate makes it anew. */
  readonly hierarchy?: Hierarchy | null;
}

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
}

/** The smallest floor: below it a collapse would only show as rounding. */
const smallestFloor = 1e-12;
/** Starts that end within this many nats a row are in the same optimum. */
const sameOptimum = 1e-6;

/**
 * Fits one cell of the grid: every start climbs by EM, the best that counts is finished and told, all are in the ledger.
 * Never throws on data: what cannot be fitted is named in `failure`. The same options on the same rows give the same bits.
 * Cancelling is stopping the iteration.
 */
export function* searchCandidate(rows: Rows, options: CandidateOptions): Generator<SearchStep, CandidateResult> {
  const { k, family: code, seed, startLabels } = options;
  const column = columnWords(options.columns);
  const before = { start: 0, method: 'preparing', step: { half: 'E', iteration: 0, share: 0, trace: [] }, share: 0 } as const;
  const moments = yield* telling(columnMoments(rows), () => before);
  const obstacle = whyInfeasible(rows, moments, k, column) ?? (startLabels && whyUnlabelled(startLabels, k));
  if (obstacle) return withoutFit(rows, options, obstacle, []);
  const family = familyOf(code);
  const floor = { share: Math.max(options.floor, smallestFloor), variances: moments.variances };
  const pass = createPass(rows, k, family.shape);
  const problem: Problem = { rows, pass, k, family, floor, seed, column };
  const attempts = yield* telling(
    startLabels ? fromGivenLabels(problem, moments, startLabels) : compete(problem, moments, fieldOf(options)),
    (step) => step,
  );
  const ledger = ledgerOf(attempts, sameOptimum * rows.n);
  const [best] = attempts;
  if (best.result === null) return withoutFit(rows, options, best.failure ?? 'No start led to a fit.', ledger);
  const { parameters, logLikelihood, trace, remaining } = best.result;
  const labels = new Int32Array(rows.n);
  const statistics = createStatistics(k, rows.d, family.shape);
  const last = { ...before, start: best.start, method: best.method, step: { ...before.step, trace }, share: 1 };
  yield* telling(passOver(pass, rows.n, parameters.components, statistics, { labels }), () => last);
  const optimum = ledger.find((record) => record.start === best.start)?.optimum;
  const { weights, means, covariances } = parameters;
  return {
    k,
    family: code,
    mixture: { k, d: rows.d, weights, means, covariances },
    logLikelihood,
    ...criteriaOf(code, k, rows.d, totalWeight(rows), logLikelihood, statistics.totals.logLargest),
    iterations: best.iterations,
    converged: best.converged,
    degenerate: best.degenerate !== null,
    starts: ledger.length,
    startsAtBest: ledger.filter((record) => record.optimum === optimum).length,
    failure: whyUnusable(best, k),
    sizes: sizesOf(labels, k, rows.weights),
    trace,
    remaining,
    ledger,
  };
}

const fieldOf = ({ starts, mostStarts, thorough, seeds, hierarchy }: CandidateOptions): Field => ({
  starts,
  most: Math.max(starts, mostStarts ?? (starts >= 10 ? 100 : starts)),
  thorough: thorough ?? false,
  seeds: seeds ?? [],
  hierarchy: hierarchy ?? null,
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

function withoutFit(
  { d }: Rows,
  { k, family }: CandidateOptions,
  failure: string,
  ledger: readonly StartRecord[],
): CandidateResult {
  const none = { mixture: null, logLikelihood: null, bic: null, aic: null, icl: null, remaining: null } as const;
  const outcome = {
    iterations: 0,
    converged: false,
    degenerate: false,
    starts: ledger.length,
    startsAtBest: 0,
    sizes: [],
    trace: [],
  };
  return { k, family, ...none, ...outcome, parameters: freeParameters(family, k, d), failure, ledger };
}

function whyUnusable({ degenerate, converged, iterations }: Attempt, k: number): string | null {
  if (degenerate !== null) {
    return `${degenerate} ${k > 1 ? 'Try fewer components, a simpler family or more starts.' : 'Try a simpler family, or leave out a column.'}`;
  }
  if (converged) return null;
  return `EM had not converged after ${iterations} iterations. Try more starts, fewer components or a simpler family.`;
}

function sizesOf(labels: Int32Array, k: number, weights: Rows['weights']): number[] {
  const sizes = new Array<number>(k).fill(0);
  for (let i = 0; i < labels.length; i++) if (labels[i] > 0 && weights?.[i] !== 0) sizes[labels[i] - 1]++;
  return sizes;
}
