import { LensError } from '../../../../shared/errors.ts';
import type { FamilyCode } from '../../../../shared/model/mixture.ts';
import { columnMoments, type Rows } from '../../rows.ts';
import { remainingGain, roundingOf } from '../aitken.ts';
import { canonicalOrder } from '../canonical.ts';
import { columnWords } from '../degenerate.ts';
import { about, copyStatistics } from '../extrapolate.ts';
import { familyOf } from '../family/table.ts';
import { whyInfeasible } from '../feasible.ts';
import type { Mixture } from '../mixture.ts';
import { createPass } from '../pass/create.ts';
import { type Pass, passOver } from '../pass/pass.ts';
import { createStatistics, type Statistics } from '../pass/statistics.ts';
import { type Start, startOf } from '../player/start.ts';
import { restated } from './again.ts';
import { type ElboTerms, type Held, hold, termsAfterE, termsAfterM } from './bound.ts';
import { type PriorChoice, priorOf } from './default-prior.ts';
import { plugIn } from './found.ts';
import { type Evidence, importanceBound } from './importance.ts';
import { type Model, type Posterior, shapeOf, structureOf } from './model.ts';
import { reordered } from './reorder.ts';
import { whyNoStructure } from './search.ts';
import { expectedMixture } from './summary.ts';
import { update } from './update.ts';

export interface VariationalPlayInput {
  readonly k: number;
  readonly family: FamilyCode;
  readonly seed: number;
  readonly start: Start;
  readonly prior: PriorChoice;
  /** Iterations at most. */
  readonly limit: number;
  readonly columns: readonly string[];
}

/** Variational inference after one of its half-steps: E, an update of q(z); M, an update of q(parameters). Nats. */
export interface VariationalHalfStep {
  readonly kind: 'start' | 'E' | 'M';
  readonly iteration: number;
  /** Place among the posteriors: an E-step changes none. */
  readonly mixture: number;
  /** At the expected parameters. */
  readonly logLikelihood: number;
  /** The ELBO: after an E-step below the log evidence by KL(q ‖ posterior), which never closes. */
  readonly bound: number;
  readonly terms: ElboTerms;
}

export interface VariationalPlayed {
  readonly model: Model;
  readonly posteriors: readonly Posterior[];
  readonly mixtures: readonly Mixture[];
  readonly steps: readonly VariationalHalfStep[];
  readonly converged: boolean;
  /** Of the last posterior; null too while the run goes on. */
  readonly evidence: Evidence | null;
}

/** Passes that the importance-weighted bound may take: fewer where a pass is long, since a person waits for it. */
const drawsFor = (n: number, k: number): number => Math.max(16, Math.min(128, Math.floor(2e7 / (n * k))));

/** A run is taken again with its sticks in order at most so often; once where it is long, since a person waits. */
const orderings = 3;
const most = 500;
/** Iterations after which the order is decided: as a person waits, fewer where they are long; however many are asked for, the run is one. */
const scouted = (n: number, k: number, d: number): number =>
  Math.max(10, Math.min(most, Math.floor(3e7 / (n * k * (d * d + 4 * d + 12)))));

/**
 * A run of variational inference to be watched, half-step by half-step: start, E, M, E, M … E. It starts as the player of EM
 * does (player/start.ts): the posterior given as many rows as there are with just the start's weights, means and covariances.
 * Components are numbered as a fit numbers them, by expected rows at the end: of a Dirichlet process that is the order of the
 * sticks that the bound likes best, so the run is taken again from its start in that order. A start that says itself which
 * component is which keeps its order. Throws LensError when these rows cannot be fitted. Yields the share done.
 */
export function* playVariational(rows: Rows, input: VariationalPlayInput): Generator<number, VariationalPlayed> {
  const { k, family, seed, start, limit, columns } = input;
  const structure = structureOf(family);
  if (structure === null) throw new LensError('usage', whyNoStructure(family) ?? '', 'Choose one of these shapes.');
  const moments = ended(columnMoments(rows));
  const why = whyInfeasible(rows, moments, { k, family: null }, columnWords(columns));
  if (why !== null) throw new LensError('input', why, 'Choose other columns or another K, then initialise again.');
  const model: Model = { k, d: rows.d, structure, prior: ended(priorOf(rows, moments, k, structure, input.prior)) };
  const floor = { share: 1e-6, variances: moments.variances };
  const first = startOf(rows, start, { k, family: familyOf(family), floor, moments, seed });
  const pass = createPass(rows, k, shapeOf(structure));
  // A posterior goes on from where it was.
  const known = start.kind === 'mixture' ? (start.mixture.variational?.posterior ?? null) : null;
  const keep = start.kind === 'mixture' || start.kind === 'group';

  let begin = known ? restated(model, known) : given(model, first, rows.n);
  const far = keep ? limit : scouted(rows.n, k, rows.d);
  let run = yield* halfSteps(rows, pass, model, begin, far);
  const rounds = keep ? 0 : far < most ? 1 : orderings;
  for (let round = 0; round < rounds; round++) {
    const { counts, means } = run.posteriors.at(-1)!;
    const order = canonicalOrder({ k, d: rows.d, weights: counts.map((count) => count / rows.n), means });
    if (order.every((from, at) => from === at)) break;
    begin = reordered(model, begin, order);
    run = yield* halfSteps(rows, pass, model, begin, far);
  }
  run = run.converged || far >= limit ? upTo(run, limit) : yield* halfSteps(rows, pass, model, begin, limit);
  const ground = { pass, n: rows.n, model };
  const evidence = run.converged ? yield* importanceBound(ground, run.posteriors.at(-1)!, drawsFor(rows.n, k), seed) : null;
  return { model, ...run, evidence };
}

type Watched = Omit<VariationalPlayed, 'model' | 'evidence'>;

/** Its first iterations. */
function upTo(run: Watched, limit: number): Watched {
  if (run.posteriors.length <= limit + 1) return run;
  return {
    posteriors: run.posteriors.slice(0, limit + 1),
    mixtures: run.mixtures.slice(0, limit + 1),
    steps: run.steps.filter(({ iteration }) => iteration <= limit),
    converged: false,
  };
}

function* halfSteps(rows: Rows, pass: Pass, model: Model, begin: Posterior, limit: number): Generator<number, Watched> {
  const posteriors: Posterior[] = [];
  const mixtures: Mixture[] = [];
  const steps: VariationalHalfStep[] = [];
  let held = hold(model, begin);
  let logLikelihood = Number.NaN;
  const enter = (next: Held): void => {
    held = next;
    posteriors.push(held.posterior);
    mixtures.push(expectedMixture(model, held.posterior));
    logLikelihood = sum(pass, rows.n, plugIn(model, held.posterior, held.components)).totals.logLikelihood;
  };
  const tell = (kind: VariationalHalfStep['kind'], iteration: number, terms: ElboTerms): void => {
    steps.push({ kind, iteration, mixture: mixtures.length - 1, logLikelihood, bound: terms.elbo, terms });
  };

  enter(held);
  let statistics = sum(pass, rows.n, held.components);
  const trace: number[] = [];
  let terms = termsAfterE(held, statistics);
  // Before anything is known of a row there is no bound to speak of: the run begins where its first q(z) puts it.
  tell('start', 0, terms);
  tell('E', 0, terms);
  trace.push(terms.elbo);
  let converged = false;
  for (let iteration = 1, certified = 0; iteration <= limit; iteration++) {
    const next = hold(model, update(model, statistics, held.posterior.means));
    const moved = createStatistics(model.k, rows.d, statistics.shape);
    copyStatistics(statistics, moved);
    about(moved, held.posterior.means, next.posterior.means);
    const afterM = termsAfterM(held, statistics, next, moved);
    const following = sum(pass, rows.n, next.components);
    const afterE = termsAfterE(next, following);
    const gain = afterE.elbo - terms.elbo;
    if (!(gain > 0)) {
      converged = -gain <= roundingOf(terms.elbo, rows.n, 1e3);
      break;
    }
    enter(next);
    tell('M', iteration, afterM);
    tell('E', iteration, afterE);
    statistics = following;
    terms = afterE;
    trace.push(terms.elbo);
    const remaining = remainingGain(trace);
    certified = remaining !== null && Math.max(gain, remaining) <= 1e-7 * rows.n ? certified + 1 : 0;
    converged = certified >= 2;
    if (converged) break;
    yield (0.8 * iteration) / limit;
  }
  return { posteriors, mixtures, steps, converged };
}

/** The posterior given n rows with exactly these weights, means and covariances. */
export function given(model: Model, { k, d, weights, means, covariances }: Mixture, n: number): Posterior {
  const shape = shapeOf(model.structure);
  const statistics = createStatistics(k, d, shape);
  for (let c = 0; c < k; c++) {
    const count = n * weights[c];
    statistics.counts[c] = count;
    for (let i = 0; i < d; i++) {
      const row = (c * d + i) * d;
      if (shape === 'diagonal') statistics.scatters[c * d + i] = count * covariances[row + i];
      else for (let j = 0; j <= i; j++) statistics.scatters[row + j] = count * covariances[row + j];
    }
  }
  return update(model, statistics, means);
}

function sum(pass: Pass, n: number, components: Held['components']): Statistics {
  const into = createStatistics(components.k, components.d, components.shape);
  ended(passOver(pass, n, components, into, null));
  return into;
}

function ended<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
