import type { TableFormat } from '../../shared/contract/exports.ts';
import type { RowResults } from '../../shared/contract.ts';
import type { ReadOptions } from '../../shared/model/dataset.ts';
import type { Scaling } from '../../shared/model/mixture.ts';
import type { NamedCells } from '../datasets/cells.ts';
import { type Prepared, type PrepareOptions, prepare } from '../datasets/prepare.ts';
import { type ReadProgress, type ReadResult, readTable } from '../datasets/read/read.ts';
import { bootstrapRefits, type Refit, type StandardErrorOptions } from '../engine/doubt/bootstrap-refits.ts';
import { type HeldOutOptions, type HeldOutResult, heldOut } from '../engine/doubt/held-out.ts';
import { type MergeResult, mergeByEntropy } from '../engine/doubt/merge.ts';
import {
  type KnownFit,
  type LikelihoodRatioOptions,
  type OpenTest,
  openTest,
  type Samples,
  sampleStatistics,
} from '../engine/doubt/ratio-test.ts';
import { type StabilityCandidate, type StabilityOptions, stability } from '../engine/doubt/stability.ts';
import type { DoubtStep } from '../engine/doubt/steps.ts';
import { type Again, type AgainOptions, again } from '../engine/mixture/bayesian/again.ts';
import { playVariational, type VariationalPlayed, type VariationalPlayInput } from '../engine/mixture/bayesian/play.ts';
import { searchVariational, type VariationalOptions, type VariationalResult } from '../engine/mixture/bayesian/search.ts';
import { type SearchGround, searchGround } from '../engine/mixture/compete.ts';
import type { Mixture } from '../engine/mixture/mixture.ts';
import type { CreatePass } from '../engine/mixture/pass/pass.ts';
import { type Played, type PlayInput, play } from '../engine/mixture/player/play.ts';
import { posterior } from '../engine/mixture/posterior.ts';
import { type CandidateOptions, type CandidateResult, type SearchStep, searchCandidate } from '../engine/mixture/search.ts';
import type { Rows } from '../engine/rows.ts';
import type { FoldStep } from '../engine/scoreboard/fitted.ts';
import { type FoldOptions, type ScoredFold, scoreFold } from '../engine/scoreboard/fold.ts';
import type { ClusterWords } from '../exports/cluster-columns.ts';
import { type LabelColumns, writeLabels } from '../exports/labels.ts';
import { writeLabelsParquet } from '../exports/labels-parquet.ts';
import { finish } from './finish.ts';
import { backendOf } from './latent-backend.ts';
import { type LatentTasks, latentTasks } from './latent-tasks.ts';
import { createParallelPasses } from './parallel-pass.ts';
import { spread } from './spread.ts';
import type { Watch } from './watch.ts';

/** All that runs in worker threads: what each task takes, tells on its way, and gives. */
export interface Tasks extends LatentTasks {
  read: { input: { file: { path: string; name: string }; options: ReadOptions }; progress: ReadProgress; output: ReadResult };
  prepare: {
    input: { columns: readonly NamedCells[]; scaling: Scaling; options?: PrepareOptions };
    progress: never;
    output: Prepared;
  };
  /** What all candidates of one search may start from: made once. */
  ground: { input: { rows: Rows; seed: number; noise: boolean }; progress: unknown; output: SearchGround };
  /** `threads` share the passes over all rows: the same bits as with one. */
  candidate: {
    input: { rows: Rows; options: CandidateOptions; threads: number };
    progress: SearchStep;
    output: CandidateResult;
  };
  /** A Bayesian mixture. */
  variational: {
    input: { rows: Rows; options: VariationalOptions; threads: number };
    progress: SearchStep;
    output: VariationalResult;
  };
  'variational-again': { input: { rows: Rows; options: AgainOptions }; progress: SearchStep; output: Again | null };
  'variational-play': { input: { rows: Rows; options: VariationalPlayInput }; progress: number; output: VariationalPlayed };
  /** `used` and `total` put the results of the rows used back among all rows of the data set. */
  rows: { input: { rows: Rows; mixture: Mixture; used: Int32Array; total: number }; progress: number; output: RowResults };
  play: { input: { rows: Rows; options: PlayInput }; progress: number; output: Played };
  'held-out': { input: { rows: Rows; options: HeldOutOptions }; progress: DoubtStep; output: HeldOutResult };
  'ratio-test': {
    input: { rows: Rows; options: LikelihoodRatioOptions; k: number; before: KnownFit | null };
    progress: DoubtStep;
    output: OpenTest | string;
  };
  /** The samples from … to − 1. */
  'ratio-samples': {
    input: { rows: Rows; options: LikelihoodRatioOptions; test: Pick<OpenTest, 'k' | 'smaller'>; from: number; to: number };
    progress: DoubtStep;
    output: Samples | string;
  };
  stability: { input: { rows: Rows; options: StabilityOptions }; progress: DoubtStep; output: StabilityCandidate[] };
  merge: { input: { rows: Rows; mixture: Mixture }; progress: DoubtStep; output: MergeResult };
  /** Of the bootstrap's refits those from … to − 1. */
  'bootstrap-refits': {
    input: { rows: Rows; mixture: Mixture; options: StandardErrorOptions; from: number; to: number };
    progress: DoubtStep;
    output: (Refit | null)[];
  };
  /** One fold of one model of the scoreboard. */
  'score-fold': { input: { rows: Rows; options: FoldOptions }; progress: FoldStep; output: ScoredFold };
  labels: {
    input: { path: string; columns: LabelColumns; results: RowResults; format: TableFormat; words: ClusterWords };
    progress: number;
    output: null;
  };
}
export type TaskName = keyof Tasks;

type TaskTable = {
  readonly [N in TaskName]: (input: Tasks[N]['input'], watch: Watch<Tasks[N]['progress']>) => Promise<Tasks[N]['output']>;
};

/** Work with passes that so many threads share, where they can. */
async function sharing<T>(entry: URL, threads: number, work: (create?: CreatePass) => Promise<T>): Promise<T> {
  if (threads < 2) return work();
  const passes = createParallelPasses(entry, threads);
  try {
    return await work(passes.createPass);
  } finally {
    await passes.close();
  }
}

/** `passHelper` is the entry of the threads that share a pass. */
export const createTasks = (passHelper: URL): TaskTable => ({
  read: ({ file, options }, watch) => readTable(file, options, watch),
  prepare: async ({ columns, scaling, options }) => prepare(columns, scaling, options),
  ground: ({ rows, seed, noise }, watch) => finish(searchGround(rows, seed, noise), watch),
  candidate: ({ rows, options, threads }, watch) =>
    sharing(passHelper, threads, (create) => finish(searchCandidate(rows, options, create), watch)),
  variational: ({ rows, options, threads }, watch) =>
    sharing(passHelper, threads, (create) => finish(searchVariational(rows, options, create), watch)),
  'variational-again': ({ rows, options }, watch) => finish(again(rows, options), watch),
  'variational-play': ({ rows, options }, watch) => finish(playVariational(rows, options), watch),
  rows: async ({ rows, mixture, used, total }, watch) =>
    spread(await finish(posterior(rows, mixture), watch), mixture.k, used, total),
  play: ({ rows, options }, watch) => finish(play(rows, options), watch),
  'held-out': ({ rows, options }, watch) => finish(heldOut(rows, options), watch),
  'ratio-test': ({ rows, options, k, before }, watch) => finish(openTest(rows, options, k, before), watch),
  'ratio-samples': ({ rows, options, test, from, to }, watch) => finish(sampleStatistics(rows, test, options, from, to), watch),
  stability: ({ rows, options }, watch) => finish(stability(rows, options), watch),
  merge: async ({ rows, mixture }, watch) => {
    const { responsibilities } = await finish(posterior(rows, mixture), { signal: watch.signal, progress: () => {} });
    return finish(mergeByEntropy(responsibilities, mixture.k, rows.weights ?? null), watch);
  },
  'bootstrap-refits': ({ rows, mixture, options, from, to }, watch) =>
    finish(bootstrapRefits(rows, mixture, options, from, to), watch),
  'score-fold': async ({ rows, options }, watch) =>
    finish(scoreFold(rows, options, await backendOf('fused', 1, passHelper)), watch),
  labels: async ({ path, columns, results, format, words }, watch) => {
    const write = format === 'parquet' ? writeLabelsParquet : writeLabels;
    await write(path, columns, results, watch, words);
    return null;
  },
  ...latentTasks(passHelper),
});
