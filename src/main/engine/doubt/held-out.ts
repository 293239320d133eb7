import type { FamilyCode } from '../../../shared/model/mixture.ts';
import { searchVariational } from '../mixture/bayesian/search.ts';
import { parameterCount } from '../mixture/criteria.ts';
import { posterior } from '../mixture/posterior.ts';
import { type CandidateResult, type SearchStep, searchCandidate } from '../mixture/search.ts';
import { type Rows, takeRows } from '../rows.ts';
import { foldsOf, indicesWhere } from './folds.ts';
import { type DoubtStep, part, type SearchSettings } from './steps.ts';

export interface HeldOutOptions {
  readonly candidates: readonly { readonly k: number; readonly family: FamilyCode }[];
  readonly folds: number;
  readonly search: SearchSettings;
}

export interface HeldOutFold {
  /** Rows held out, by weight. */
  readonly rows: number;
  /** Mean log density of the held-out rows under the fit to the others, nats in the units of the rows; null: no fit. */
  readonly nats: number | null;
  /** Why the fit to the others cannot be used, or null. */
  readonly failure: string | null;
}

export interface HeldOutCandidate {
  readonly k: number;
  readonly family: FamilyCode;
  readonly parameters: number;
  /** Held-out log-likelihood, nats per row; higher is better. Null when a fold has none. */
  readonly nats: number | null;
  readonly standardError: number | null;
  /** Nats per row below (≤ 0) the best candidate, and the standard error of that difference: the folds are the same. */
  readonly difference: number | null;
  readonly differenceError: number | null;
  readonly folds: readonly HeldOutFold[];
  /** Why it cannot be the best, naming the first fold that failed; null when every fold was fitted well. */
  readonly failure: string | null;
}

export interface HeldOutResult {
  readonly candidates: readonly HeldOutCandidate[];
  /** Index of the highest; null when none can be used. */
  readonly best: number | null;
  /** Index of the one with the fewest free parameters that is within one standard error of the best. */
  readonly simplest: number | null;
}

/**
 * F-fold held-out log-likelihood of each candidate, the folds the same for all: each fold's rows are scored by a fit to
 * the rows of the others (searched for anew, so that nothing of them leaks in). With W_f the rows of fold f (by weight),
 * l_f their mean log density and W = Σ W_f: nats = Σ W_f l_f / W; standard error = √(F / (F − 1) Σ (W_f / W)² (l_f − nats)²),
 * which is sd(l_f) / √F for folds of one size (Breiman et al. 1984, 8.5; Smyth 2000 for mixtures). The same formula
 * on the folds' differences from the best gives the error of a difference. Never throws on data.
 */
export function* heldOut(rows: Rows, { candidates, folds, search }: HeldOutOptions): Generator<DoubtStep, HeldOutResult> {
  const scored: HeldOutFold[][] = candidates.map(() => []);
  const obstacle = whyNoFolds(rows.n, folds);
  if (!obstacle) {
    const fold = foldsOf(rows.n, folds, search.seed);
    const span = 1 / (folds * Math.max(1, candidates.length));
    for (let f = 0; f < folds; f++) {
      const others = takeRows(
        rows,
        indicesWhere(rows.n, (i) => fold[i] !== f),
      );
      const own = takeRows(
        rows,
        indicesWhere(rows.n, (i) => fold[i] === f),
      );
      for (const [index, candidate] of candidates.entries()) {
        const doing = `fold ${f + 1} of ${folds}, K = ${candidate.k}, ${candidate.family}`;
        const from = (f * candidates.length + index) * span;
        const fit = fitOf(others, candidate, search);
        const found = yield* part(fit, doing, from, 0.95 * span, (step) => step.share);
        scored[index].push(yield* part(score(own, found), doing, from + 0.95 * span, 0.05 * span, (share) => share));
      }
    }
  }
  const parameters = (k: number, family: FamilyCode) =>
    parameterCount(family, k, rows.d, search.noise ?? false, search.proportions);
  return compareHeldOut(
    candidates.map(({ k, family }, index) => ({ k, family, parameters: parameters(k, family), folds: scored[index] })),
    obstacle,
  );
}

function whyNoFolds(n: number, folds: number): string | null {
  if (!Number.isInteger(folds) || folds < 2) return `${folds} folds cannot be: there must be 2 or more.`;
  if (folds > n)
    return `${folds} folds need at least ${folds} rows; there ${n === 1 ? 'is 1' : `are ${n}`}. Ask for fewer folds.`;
  return null;
}

/** The fit to the other folds: by EM, or a Bayesian mixture, whose density of a new row is the predictive one. */
function* fitOf(
  rows: Rows,
  candidate: { readonly k: number; readonly family: FamilyCode },
  search: SearchSettings,
): Generator<SearchStep, Pick<CandidateResult, 'mixture' | 'failure'>> {
  const { bayesian, ...settings } = search;
  const options = { ...settings, ...candidate, startLabels: null };
  if (!bayesian) return yield* searchCandidate(rows, options);
  const { found, failure } = yield* searchVariational(rows, { ...options, prior: bayesian });
  if (!found) return { mixture: null, failure };
  const { model, posterior } = found;
  return { mixture: { ...found.mixture, variational: { model, posterior } }, failure };
}

function* score(own: Rows, { mixture, failure }: Pick<CandidateResult, 'mixture' | 'failure'>): Generator<number, HeldOutFold> {
  let total = 0;
  for (let i = 0; i < own.n; i++) total += own.weights ? own.weights[i] : 1;
  if (mixture === null) return { rows: total, nats: null, failure };
  const { logDensity } = yield* posterior(own, mixture);
  let sum = 0;
  for (let i = 0; i < own.n; i++) {
    const weight = own.weights ? own.weights[i] : 1;
    if (weight > 0) sum += weight * logDensity[i];
  }
  const nats = total > 0 ? sum / total : 0;
  if (Number.isFinite(nats)) return { rows: total, nats, failure };
  return { rows: total, nats: null, failure: 'A held-out row is beyond the range of numbers under this fit.' };
}

/** A candidate and how it did in each fold. */
export type Scored = Pick<HeldOutCandidate, 'k' | 'family' | 'parameters' | 'folds'>;

/** Holds candidates that were scored on the same folds against each other; `obstacle`: why there are no folds, or null. */
export function compareHeldOut(scored: readonly Scored[], obstacle: string | null): HeldOutResult {
  const figures = scored.map((candidate) => ({ ...candidate, ...meanOver(candidate.folds, natsOf(candidate)) }));
  const failures = scored.map(({ folds }) => obstacle ?? whyUnusable(folds));
  const usable = figures.map((_, index) => index).filter((index) => failures[index] === null);
  const best = usable.reduce<number | null>(
    (top, index) => (top === null || (figures[index].mean ?? 0) > (figures[top].mean ?? 0) ? index : top),
    null,
  );
  const candidates = figures.map(({ k, family, parameters, folds, mean, error }, index): HeldOutCandidate => {
    const gap = best === null ? { mean: null, error: null } : meanOver(folds, differences(scored[index], scored[best]));
    return {
      k,
      family,
      parameters,
      nats: mean,
      standardError: error,
      difference: gap.mean,
      differenceError: gap.error,
      folds,
      failure: failures[index],
    };
  });
  const near = usable.filter((index) => -(candidates[index].difference ?? 0) <= (candidates[index].differenceError ?? 0));
  const [simplest = null] = [...near].sort((a, b) => candidates[a].parameters - candidates[b].parameters || a - b);
  return { candidates, best, simplest };
}

const natsOf = ({ folds }: Scored): (number | null)[] => folds.map((fold) => fold.nats);

function differences(a: Scored, b: Scored): (number | null)[] {
  const other = natsOf(b);
  return natsOf(a).map((nats, f) => (nats === null || other[f] === null ? null : nats - (other[f] ?? 0)));
}

/** Mean over folds by their rows, and its standard error by the formula above; nulls when a value is missing. */
function meanOver(folds: readonly HeldOutFold[], values: readonly (number | null)[]) {
  const known = values.filter((value) => value !== null);
  const count = values.length;
  if (count === 0 || known.length < count) return { mean: null, error: null };
  const total = folds.reduce((sum, fold) => sum + fold.rows, 0);
  const share = (f: number) => (total > 0 ? folds[f].rows / total : 1 / count);
  const mean = known.reduce((sum, value, f) => sum + share(f) * value, 0);
  const squares = known.reduce((sum, value, f) => sum + (share(f) * (value - mean)) ** 2, 0);
  return { mean, error: Math.sqrt((count / (count - 1)) * squares) };
}

function whyUnusable(folds: readonly HeldOutFold[]): string | null {
  const failed = folds.findIndex((fold) => fold.failure !== null);
  if (failed < 0) return null;
  const many = folds.filter((fold) => fold.failure !== null).length;
  const others = many > 1 ? ` (and ${many - 1} more)` : '';
  return `Without fold ${failed + 1} of ${folds.length}${others}: ${folds[failed].failure}`;
}
