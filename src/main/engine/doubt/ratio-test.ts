import type { FamilyCode } from '../../../shared/model/mixture.ts';
import { columnWords } from '../mixture/degenerate.ts';
import { familyOf, familyWith } from '../mixture/family/table.ts';
import { whyInfeasible } from '../mixture/feasible.ts';
import type { Mixture } from '../mixture/mixture.ts';
import { searchCandidate } from '../mixture/search.ts';
import { createRandom } from '../random/generator.ts';
import { columnMoments, type Rows } from '../rows.ts';
import { grow } from './grow.ts';
import { bootstrapStatistic, nullOf } from './parametric-bootstrap.ts';
import { type DoubtStep, part, type SearchSettings } from './steps.ts';

/** A fit of the family to these very rows that is there already, in their units. */
export interface KnownFit {
  readonly mixture: Mixture;
  readonly logLikelihood: number;
}

export interface LikelihoodRatioOptions {
  readonly family: FamilyCode;
  /** The first and the last K that is tested against K + 1. */
  readonly from: number;
  readonly upTo: number;
  /** B, bootstrap samples a test; mclust has 999. */
  readonly replicates: number;
  /** Stop at the first test whose p-value is above it. */
  readonly level: number;
  readonly search: SearchSettings;
  /** Usable fits that need not be searched for again. */
  readonly known: readonly KnownFit[];
}

/** K against K + 1 in the data: what samples are drawn from, and the statistic that they are held against. */
export interface OpenTest {
  readonly k: number;
  readonly smaller: KnownFit;
  readonly larger: KnownFit;
  /** 2 (log L_{K+1} − log L_K), nats, K + 1 grown from K. */
  readonly statistic: number;
}

export interface Samples {
  /** The statistic in each sample, in the order drawn. */
  readonly statistics: Float64Array;
  /** Samples that were drawn again, since no usable fit to them was found. */
  readonly redrawn: number;
}

const remedy = 'Try a simpler family.';
const familyFor = ({ family, search }: LikelihoodRatioOptions) =>
  familyWith(familyOf(family), { proportions: search.proportions ?? 'free' });

/**
 * Fits K, unless it is known, and grows K + 1 from it. `before`: the fit with K that the test of K − 1 ended with, which is
 * gone on from where no better one is found. Answers why there is no test where there is none.
 */
export function* openTest(
  rows: Rows,
  options: LikelihoodRatioOptions,
  k: number,
  before: KnownFit | null,
): Generator<DoubtStep, OpenTest | string> {
  const family = familyFor(options);
  const searched = yield* fitted(rows, options, k, 0.9);
  const better = typeof searched !== 'string' && searched.logLikelihood >= (before?.logLikelihood ?? Number.NEGATIVE_INFINITY);
  const smaller = better ? searched : (before ?? searched);
  if (typeof smaller === 'string') return smaller;
  const moments = yield* part(columnMoments(rows), 'preparing', 0.9, 0, () => 0);
  const obstacle = whyInfeasible(rows, moments, { k: k + 1, family: options.family }, columnWords(options.search.columns));
  if (obstacle !== null) return `K = ${k} against ${k + 1}: ${obstacle}`;
  const world = yield* part(nullOf(rows, smaller.mixture, family, options.search.floor), 'preparing', 0.9, 0, () => 0);
  if (typeof world === 'string') return world;
  const random = createRandom(options.search.seed, 'grow', k);
  const work = grow(rows, smaller.mixture, family, world.floor, world.options, random);
  const larger = yield* part(work, `K = ${k + 1}`, 0.9, 0, () => 0);
  if (larger === null) return `K = ${k} against ${k + 1}: every fit of ${k + 1} components is degenerate. ${remedy}`;
  const { mixture, logLikelihood } = larger;
  return { k, smaller, larger: { mixture, logLikelihood }, statistic: 2 * (logLikelihood - smaller.logLikelihood) };
}

/** The statistic in the samples from … to − 1 of the fit with K; or why there is none. Samples do not depend on each other. */
export function* sampleStatistics(
  rows: Rows,
  { k, smaller }: Pick<OpenTest, 'k' | 'smaller'>,
  options: LikelihoodRatioOptions,
  from: number,
  to: number,
): Generator<DoubtStep, Samples | string> {
  const { replicates, search } = options;
  const setUp = nullOf(rows, smaller.mixture, familyFor(options), search.floor);
  const world = yield* part(setUp, 'preparing', 0, 0, () => 0);
  if (typeof world === 'string') return world;
  const statistics = new Float64Array(to - from);
  let redrawn = 0;
  for (let b = from; b < to; b++) {
    const doing = `K = ${k} against ${k + 1}, sample ${b + 1} of ${replicates}`;
    const found = yield* part(bootstrapStatistic(world, search.seed, b), doing, (b - from) / (to - from), 0, () => 0);
    if (found.statistic === null) return `K = ${k} against ${k + 1}: samples from the fit have no usable fits. ${remedy}`;
    statistics[b - from] = found.statistic;
    redrawn += found.redrawn;
  }
  return { statistics, redrawn };
}

/** Statistics of parts of the samples, in their order, as one; or why the first that failed did. */
export function joinSamples(parts: readonly (Samples | string)[]): Samples | string {
  const failed = parts.find((one) => typeof one === 'string');
  if (failed !== undefined) return failed;
  const found = parts.filter((one) => typeof one !== 'string');
  return {
    statistics: Float64Array.from(found.flatMap(({ statistics }) => [...statistics])),
    redrawn: found.reduce((sum, one) => sum + one.redrawn, 0),
  };
}

/** The fit with K that is known, or searched for; or why there is none. */
function* fitted(
  rows: Rows,
  { family, search, known }: LikelihoodRatioOptions,
  k: number,
  span: number,
): Generator<DoubtStep, KnownFit | string> {
  const there = known.find(({ mixture }) => mixture.k === k);
  if (there) return there;
  const work = searchCandidate(rows, { ...search, k, family, startLabels: null });
  const { mixture, logLikelihood, failure } = yield* part(work, `K = ${k}`, 0, span, (step) => step.share);
  if (mixture === null || logLikelihood === null || failure !== null) return `K = ${k}: ${failure ?? 'there is no fit.'}`;
  return { mixture, logLikelihood };
}
