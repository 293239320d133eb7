import type { Rows } from '../rows.ts';
import {
  type KnownFit,
  type LikelihoodRatioOptions,
  type OpenTest,
  openTest,
  type Samples,
  sampleStatistics,
} from './ratio-test.ts';
import type { DoubtStep } from './steps.ts';

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

const tooFew = (replicates: number, level: number): string =>
  `${replicates} samples cannot give a p-value of ${level} or less: ask for ${Math.ceil(1 / level - 1 - 1e-9)} or more.`;

/** What is to be done next: fit K and K + 1 to the rows, or to samples of the fit with K, which do not depend on each other. */
export type RatioTask =
  | { readonly kind: 'open'; readonly k: number; readonly before: KnownFit | null }
  | { readonly kind: 'samples'; readonly test: OpenTest };

/** The tests one after the other, whoever does the work and in however many threads. */
export interface RatioSequence {
  /** Null: it is over. */
  readonly task: RatioTask | null;
  readonly result: LikelihoodRatioResult;
  opened(found: OpenTest | string): void;
  /** Statistics of all samples, in their order; or why there are none. */
  sampled(found: Samples | string): void;
}

/**
 * Likelihood-ratio tests of K against K + 1 components, in sequence, by parametric bootstrap (McLachlan 1987; as
 * mclustBootstrapLRT): B samples of the same size are drawn from the fit with K, both models are fitted to each, and
 * p = (1 + #{b: LRT_b ≥ LRT}) / (B + 1). In the data as in each sample the fit with K + 1 is grown from that with K
 * (splits, rows drawn at random): a test is valid only when both sides are searched alike, and a search that gives the
 * data more starts than the samples makes p-values too small. So the statistic may fall short of the best optimum
 * known; the next test goes on from that. Degenerate fits do not count on either side.
 */
export function ratioSequence(rows: Rows, { from, upTo, replicates, level, search }: LikelihoodRatioOptions): RatioSequence {
  const tests: LikelihoodRatioTest[] = [];
  let result: LikelihoodRatioResult = { tests, k: null, failure: null };
  let task: RatioTask | null = from <= upTo ? { kind: 'open', k: from, before: null } : null;
  const end = (failure: string | null, k: number | null = null) => {
    task = null;
    result = { tests, k, failure };
  };
  if (rows.weights) end('A sample of weighted rows cannot be drawn: the test needs rows that count once each.');
  else if (search.prior) end('With a prior a fit does not maximise the likelihood: test without it.');
  return {
    get task() {
      return task;
    },
    get result() {
      return { ...result, tests: [...tests] };
    },
    opened(found) {
      if (typeof found === 'string') end(found);
      else task = { kind: 'samples', test: found };
    },
    sampled(found) {
      if (task?.kind !== 'samples') return;
      if (typeof found === 'string') return end(found);
      const { k, statistic, larger } = task.test;
      const { statistics, redrawn } = found;
      const asLarge = statistics.reduce((count, value) => count + Number(value >= statistic), 0);
      const pValue = (1 + asLarge) / (replicates + 1);
      tests.push({ k, statistic, pValue, bootstrap: statistics, redrawn });
      if (pValue > level)
        end(1 / (replicates + 1) > level ? tooFew(replicates, level) : null, 1 / (replicates + 1) > level ? null : k);
      else if (k === upTo) end(null);
      else task = { kind: 'open', k: k + 1, before: larger };
    },
  };
}

/** Share of a test that fitting the rows makes up. */
export const opening = 0.1;
/** Where test K begins, from 0 to 1, and how much it takes. */
export const spanOfTest = ({ from, upTo }: LikelihoodRatioOptions, k: number) => {
  const span = 1 / Math.max(1, upTo - from + 1);
  return { at: (k - from) * span, span };
};

/** All of it in one thread. Never throws on data. */
export function* likelihoodRatio(rows: Rows, options: LikelihoodRatioOptions): Generator<DoubtStep, LikelihoodRatioResult> {
  const sequence = ratioSequence(rows, options);
  for (let task = sequence.task; task !== null; task = sequence.task) {
    const k = task.kind === 'open' ? task.k : task.test.k;
    const { at, span } = spanOfTest(options, k);
    if (task.kind === 'open') {
      sequence.opened(yield* told(openTest(rows, options, k, task.before), at, opening * span));
    } else {
      const work = sampleStatistics(rows, task.test, options, 0, options.replicates);
      sequence.sampled(yield* told(work, at + opening * span, (1 - opening) * span));
    }
  }
  return sequence.result;
}

function* told<R>(work: Generator<DoubtStep, R>, from: number, span: number): Generator<DoubtStep, R> {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    yield { share: from + span * next.value.share, doing: next.value.doing };
  }
}
