import { type Criterion, type FamilyCode, inOneColumn } from '../../../shared/model/mixture.ts';
import { searchGround } from '../mixture/compete.ts';
import { createGrid } from '../mixture/grid.ts';
import type { Mixture } from '../mixture/mixture.ts';
import { posterior } from '../mixture/posterior.ts';
import { type CandidateResult, searchCandidate } from '../mixture/search.ts';
import type { Rows } from '../rows.ts';
import type { FoldStep, Outcome } from './fitted.ts';
import { isNarrow, narrowWords } from './narrow.ts';

export interface MixtureSettings {
  readonly ks: readonly number[];
  readonly families: readonly FamilyCode[];
  readonly criterion: Criterion;
  readonly starts: number;
  readonly seed: number;
  readonly columns: readonly string[];
}

/** Covariance floor as a share of each column's variance: what fits have by default. */
const floor = 1e-6;

/** The families that differ in so many columns: in one there are but two. */
export const familiesIn = (d: number, families: readonly FamilyCode[]): FamilyCode[] =>
  d > 1
    ? [...new Set(families)]
    : families.filter((code, i) => families.findIndex((other) => inOneColumn(other) === inOneColumn(code)) === i);

/** One Gaussian by maximum likelihood. */
export function* scoreGaussian(
  train: Rows,
  own: Rows,
  family: 'VVV' | 'VVI',
  { seed, columns }: Pick<MixtureSettings, 'seed' | 'columns'>,
): Generator<FoldStep, Outcome> {
  const options = { k: 1, family, starts: 1, seed, floor, startLabels: null, columns };
  const search = searchCandidate(train, options);
  for (;;) {
    const step = search.next();
    if (!step.done) {
      yield { share: 0.9 * step.value.share, doing: '' };
      continue;
    }
    const { mixture, failure, parameters } = step.value;
    if (!mixture || failure !== null) return { failure: failure ?? 'No Gaussian could be fitted.' };
    return yield* densityOf(own, mixture, '', parameters, cautionOf(mixture, train.n));
  }
}

/** The mixture by EM that the criterion chooses over K × family among the rows trained on, by the search of fits. */
export function* scoreMixture(train: Rows, own: Rows, settings: MixtureSettings): Generator<FoldStep, Outcome> {
  const { ks, criterion, starts, seed, columns } = settings;
  const families = familiesIn(train.d, settings.families);
  const grid = createGrid({ ks, families, criterion, starts, mostStarts: starts, seed, floor, columns, startLabels: null });
  // The candidates have it in common; made anew by each it would take most of the time.
  const ground = ks.some((k) => k > 1) ? yield* quietly(searchGround(train, seed)) : null;
  let highest = 0;
  for (let tasks = grid.next(); tasks.length > 0; tasks = grid.next()) {
    for (const [at, task] of tasks.entries()) {
      const search = searchCandidate(train, { ...task.options, ...ground });
      const left = tasks.length - at;
      for (;;) {
        const step = search.next();
        if (step.done) {
          grid.done(task, step.value);
          break;
        }
        // Rounds to come are not known: what is left now counts for most of it.
        const share = (grid.ended + step.value.share) / (grid.ended + left + 0.25 * ks.length * families.length);
        highest = Math.max(highest, Math.min(0.95, share));
        yield { share: highest, doing: `K = ${task.k}, ${task.family}` };
      }
    }
  }
  const results = ks.flatMap((k) => families.flatMap((family) => grid.result(k, family) ?? []));
  const best = bestOf(results, criterion);
  if (!best) return { failure: results.find(({ failure }) => failure)?.failure ?? 'No mixture could be fitted.' };
  const { k, family, mixture, parameters } = best;
  const largest = Math.max(...ks);
  const caution = k === largest && largest > 1 ? `K = ${k} is the largest that was tried.` : null;
  const narrow = cautionOf(mixture, train.n);
  return yield* densityOf(own, mixture, `K = ${k}, ${family}`, parameters, narrow ?? caution);
}

type Usable = CandidateResult & { readonly mixture: Mixture };

/** The usable one with the smallest criterion; ties go to the smaller K, then to fewer parameters. */
function bestOf(results: readonly CandidateResult[], criterion: Criterion): Usable | null {
  const usable = results.filter(
    (result): result is Usable => result.mixture !== null && result.converged && !result.degenerate && result[criterion] !== null,
  );
  const figure = (result: CandidateResult) => result[criterion] ?? Number.POSITIVE_INFINITY;
  const [best = null] = [...usable].sort((a, b) => figure(a) - figure(b) || a.k - b.k || a.parameters - b.parameters);
  return best;
}

export const cautionOf = (mixture: Mixture, n: number): string | null => (isNarrow(mixture, n) ? narrowWords : null);

/** Log densities of the rows held out under a mixture; the predictive ones of a Bayesian mixture. */
export function* densityOf(
  own: Rows,
  mixture: Mixture,
  choice: string,
  parameters: number | null,
  caution: string | null,
): Generator<FoldStep, Outcome> {
  const work = posterior(own, mixture);
  for (;;) {
    const step = work.next();
    if (step.done) return { logDensity: step.value.logDensity, variance: null, choice, parameters, caution };
    yield { share: 0.95 + 0.05 * step.value, doing: choice };
  }
}

function* quietly<R>(work: Generator<unknown, R>): Generator<FoldStep, R> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield { share: 0, doing: 'starts' };
  }
}
