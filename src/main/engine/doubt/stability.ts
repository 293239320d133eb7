import type { FamilyCode } from '../../../shared/model/mixture.ts';
import type { Mixture } from '../mixture/mixture.ts';
import { posterior } from '../mixture/posterior.ts';
import { searchCandidate } from '../mixture/search.ts';
import { createRandom } from '../random/generator.ts';
import { sampleIndices } from '../random/sample.ts';
import { type Rows, takeRows } from '../rows.ts';
import { adjustedRandIndex, bestJaccard } from './ari.ts';
import { contingency } from './contingency.ts';
import { type DoubtStep, part, type SearchSettings } from './steps.ts';

export interface StabilityOptions {
  /** The fits to all rows that are asked how stable they are; where there is none, one is searched for. */
  readonly candidates: readonly { readonly k: number; readonly family: FamilyCode; readonly mixture: Mixture | null }[];
  /** Subsamples; each is drawn without replacement and the same for all candidates. */
  readonly subsamples: number;
  /** Part of the rows in each, 0…1. */
  readonly part: number;
  readonly search: SearchSettings;
}

export const stabilityDefaults = { subsamples: 50, part: 0.5 } as const;

export interface ClusterStability {
  /** Mean of the largest Jaccard coefficient over the subsamples: above 0.85 highly stable, below 0.6 not to be trusted. */
  readonly jaccard: number | null;
  /** Subsamples in which it was at most 0.5: the cluster was dissolved. */
  readonly dissolved: number;
  /** … and at least 0.75: it was found again. */
  readonly recovered: number;
}

export interface StabilityCandidate {
  readonly k: number;
  readonly family: FamilyCode;
  /** Mean and standard deviation over the subsamples of the adjusted Rand index between the labels of both fits; null at K = 1, where they cannot differ. */
  readonly ari: number | null;
  readonly ariSd: number | null;
  /** One for each component of the fit to all rows, in its order. */
  readonly clusters: readonly ClusterStability[];
  /** Subsamples fitted; those whose fit was degenerate or not converged (they count); those without any fit (they do not). */
  readonly fitted: number;
  readonly doubtful: number;
  readonly unfitted: number;
  /** Why there is nothing to say, or null. */
  readonly failure: string | null;
}

/**
 * Label stability by subsampling: each candidate is searched for anew in subsamples of the rows, and the labels there are
 * compared with those of the fit to all rows: by the adjusted Rand index, and cluster by cluster with the largest Jaccard
 * coefficient (clusterboot with bootmethod "subset", Hennig 2007: half of the rows each). Never throws on data.
 */
export function* stability(rows: Rows, options: StabilityOptions): Generator<DoubtStep, StabilityCandidate[]> {
  const { candidates, search } = options;
  const span = 1 / Math.max(1, candidates.length);
  const results: StabilityCandidate[] = [];
  for (const [index, { k, family, mixture }] of candidates.entries()) {
    const from = index * span;
    let whole = mixture;
    let failure: string | null = null;
    if (whole === null) {
      const work = searchCandidate(rows, { ...search, k, family, startLabels: null });
      const found = yield* part(work, `K = ${k}, ${family}`, from, 0.05 * span, (step) => step.share);
      whole = found.failure === null ? found.mixture : null;
      failure = found.failure;
    }
    const none = { ari: null, ariSd: null, clusters: [], fitted: 0, doubtful: 0, unfitted: 0 };
    if (whole === null) results.push({ k, family, ...none, failure: failure ?? 'There is no fit to all rows.' });
    else
      results.push(
        yield* part(one(rows, whole, family, options), `K = ${k}, ${family}`, from + 0.05 * span, 0.95 * span, (s) => s),
      );
  }
  return results;
}

/** Half of the subsamples must have been fitted for anything to be said. */
const needed = 0.5;

function* one(
  rows: Rows,
  whole: Mixture,
  family: FamilyCode,
  { subsamples, part: share, search }: StabilityOptions,
): Generator<number, StabilityCandidate> {
  const { k } = whole;
  const all = yield* quietly(posterior(rows, whole), () => 0);
  const indices: number[] = [];
  const jaccards: number[][] = Array.from({ length: k }, () => []);
  let doubtful = 0;
  let unfitted = 0;
  let why: string | null = null;
  const size = Math.max(1, Math.round(share * rows.n));
  for (let b = 0; b < subsamples; b++) {
    const chosen = sampleIndices(rows.n, size, createRandom(search.seed, 'subsample', b));
    const sample = takeRows(rows, chosen);
    const work = searchCandidate(sample, { ...search, k, family, startLabels: null });
    const found = yield* quietly(work, (step) => (b + step.share) / subsamples);
    if (found.mixture === null) {
      unfitted++;
      why ??= found.failure;
      continue;
    }
    if (found.failure !== null) doubtful++;
    const there = yield* quietly(posterior(sample, found.mixture), () => b / subsamples);
    const before = Int32Array.from(chosen, (i) => all.labels[i]);
    const table = contingency(before, k, there.labels, k);
    indices.push(adjustedRandIndex(table));
    for (const [c, value] of bestJaccard(table).entries()) if (c > 0 && value !== null) jaccards[c - 1].push(value);
  }
  const fitted = indices.length;
  const enough = fitted > 0 && fitted >= needed * subsamples;
  return {
    k,
    family,
    ari: enough && k > 1 ? mean(indices) : null,
    ariSd: enough && k > 1 ? sd(indices) : null,
    clusters: enough ? jaccards.map(clusterOf) : [],
    fitted,
    doubtful,
    unfitted,
    failure: enough
      ? null
      : `${unfitted} of ${subsamples} subsamples of ${size} rows have no fit: ${why ?? 'none was asked for.'}`,
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function sd(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / Math.max(1, values.length - 1));
}

const clusterOf = (values: readonly number[]): ClusterStability => ({
  jaccard: values.length > 0 ? mean(values) : null,
  dissolved: values.filter((value) => value <= 0.5).length,
  recovered: values.filter((value) => value >= 0.75).length,
});

/** Runs a part of the work, yielding what `share` makes of its steps. */
function* quietly<S, R>(work: Generator<S, R>, share: (step: S) => number): Generator<number, R> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield share(step.value);
  }
}
