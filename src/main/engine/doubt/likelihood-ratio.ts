import type { FamilyCode } from '../../../shared/model/mixture.ts';
import { familyOf, familyWith } from '../mixture/family/table.ts';
import type { Mixture } from '../mixture/mixture.ts';
import { searchCandidate } from '../mixture/search.ts';
import { createRandom } from '../random/generator.ts';
import type { Rows } from '../rows.ts';
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

export const likelihoodRatioDefaults = { from: 1, upTo: 9, replicates: 199, level: 0.05, known: [] } as const;

/** K components against K + 1. */
export interface LikelihoodRatioTest {
  readonly k: number;
  /** 2 (log L_{K+1} − log L_K), nats, K + 1 grown from K. */
  readonly statistic: number;
  readonly pValue: number;
  /** The statistic in each bootstrap sample, in the order drawn. */
  readonly bootstrap: Float64Array;
  /** Samples that were drawn again, since no usable fit to them was found. */
  readonly redrawn: number;
}

export interface LikelihoodRatioResult {
  readonly tests: readonly LikelihoodRatioTest[];
  /** The first K that K + 1 does not improve on at the level; null when every test was significant, or one failed. */
  readonly k: number | null;
  /** Why the tests ended before their time, in a sentence; null when they did not. */
  readonly failure: string | null;
}

const remedy = 'Try a simpler family.';
const tooFew = (replicates: number, level: number): string =>
  `${replicates} samples cannot give a p-value of ${level} or less: ask for ${Math.ceil(1 / level - 1 - 1e-9)} or more.`;
/** Share of the work that the first fit makes up. */
const opening = 0.02;

/**
 * Likelihood-ratio tests of K against K + 1 components, in sequence, by parametric bootstrap (McLachlan 1987; as
 * mclustBootstrapLRT): B samples of the same size are drawn from the fit with K, both models are fitted to each, and
 * p = (1 + #{b: LRT_b ≥ LRT}) / (B + 1). In the data as in each sample the fit with K + 1 is grown from that with K
 * (splits, rows drawn at random): a test is valid only when both sides are searched alike, and a search that gives the
 * data more starts than the samples makes p-values too small. So the statistic may fall short of the best optimum
 * known; the next test goes on from that. Degenerate fits do not count on either side. Never throws on data.
 */
export function* likelihoodRatio(rows: Rows, options: LikelihoodRatioOptions): Generator<DoubtStep, LikelihoodRatioResult> {
  const { from, upTo, replicates, level, search } = options;
  const family = familyWith(familyOf(options.family), { proportions: search.proportions ?? 'free' });
  const tests: LikelihoodRatioTest[] = [];
  const ended = (failure: string | null, k: number | null = null): LikelihoodRatioResult => ({ tests, k, failure });
  if (rows.weights) return ended('A sample of weighted rows cannot be drawn: the test needs rows that count once each.');
  if (search.prior) return ended('With a prior a fit does not maximise the likelihood: test without it.');
  const span = (1 - opening) / Math.max(1, upTo - from + 1);
  let next = yield* fitted(rows, options, from, 0, opening);
  for (let k = from; k <= upTo; k++) {
    const at = opening + (k - from) * span;
    if (typeof next === 'string') return ended(next);
    const smaller = next;
    const world = yield* part(nullOf(rows, smaller.mixture, family, search.floor), 'preparing', at, 0, () => 0);
    if (typeof world === 'string') return ended(world);
    const random = createRandom(search.seed, 'grow', k);
    const work = grow(rows, smaller.mixture, family, world.floor, world.options, random);
    const larger = yield* part(work, `K = ${k + 1}`, at, 0, () => 0);
    if (larger === null) return ended(`K = ${k} against ${k + 1}: every fit of ${k + 1} components is degenerate. ${remedy}`);
    const statistic = 2 * (larger.logLikelihood - smaller.logLikelihood);
    const bootstrap = new Float64Array(replicates);
    let redrawn = 0;
    for (let b = 0; b < replicates; b++) {
      const doing = `K = ${k} against ${k + 1}, sample ${b + 1} of ${replicates}`;
      const place = at + ((0.9 * b) / replicates) * span;
      const found = yield* part(bootstrapStatistic(world, search.seed, b), doing, place, 0, () => 0);
      if (found.statistic === null)
        return ended(`K = ${k} against ${k + 1}: samples from the fit have no usable fits. ${remedy}`);
      bootstrap[b] = found.statistic;
      redrawn += found.redrawn;
    }
    const asLarge = bootstrap.reduce((count, value) => count + Number(value >= statistic), 0);
    const pValue = (1 + asLarge) / (replicates + 1);
    tests.push({ k, statistic, pValue, bootstrap, redrawn });
    if (pValue > level) return 1 / (replicates + 1) > level ? ended(tooFew(replicates, level)) : ended(null, k);
    if (k === upTo) break;
    const searched = yield* fitted(rows, options, k + 1, at + 0.9 * span, 0.1 * span);
    next = typeof searched !== 'string' && searched.logLikelihood >= larger.logLikelihood ? searched : larger;
  }
  return ended(null);
}

/** The fit with K that is known, or searched for; or why there is none. */
function* fitted(
  rows: Rows,
  { family, search, known }: LikelihoodRatioOptions,
  k: number,
  from: number,
  span: number,
): Generator<DoubtStep, KnownFit | string> {
  const there = known.find(({ mixture }) => mixture.k === k);
  if (there) return there;
  const work = searchCandidate(rows, { ...search, k, family, startLabels: null });
  const { mixture, logLikelihood, failure } = yield* part(work, `K = ${k}`, from, span, (step) => step.share);
  if (mixture === null || logLikelihood === null || failure !== null) return `K = ${k}: ${failure ?? 'there is no fit.'}`;
  return { mixture, logLikelihood };
}
