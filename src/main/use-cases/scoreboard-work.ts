import { LensError } from '../../shared/errors.ts';
import { type Scoreboard, type ScoreModel, scoreModelNames, whyNoModel } from '../../shared/model/scoreboard.ts';
import { pairsOf, rankingOf } from '../engine/scoreboard/compare.ts';
import type { FoldOptions, ScoredFold } from '../engine/scoreboard/fold.ts';
import { type ScoredModel, scoreOf } from '../engine/scoreboard/score.ts';
import type { JobHandle } from '../jobs/registry.ts';
import type { Context } from './context.ts';
import type { ScoreSubject } from './scoreboard-rows.ts';

/** What a fold of each model takes beside the others, so that progress and ETA are told in time. */
const costs: Readonly<Record<ScoreModel, number>> = {
  'gaussian-full': 0.02,
  'gaussian-diagonal': 0.02,
  pca: 0.02,
  'kernel-density': 0.3,
  mixture: 5,
  bayesian: 1.2,
  vae: 1.3,
};

export interface ScoreWork {
  readonly context: Context;
  readonly handle: JobHandle;
  readonly subject: ScoreSubject;
  readonly options: Scoreboard['options'];
  /** Still to be fitted, in this order. */
  readonly models: readonly ScoreModel[];
  /** Finished before. */
  readonly known: readonly ScoredModel[];
  /** A model is finished; `all` with it, and how they compare. */
  found(model: ScoredModel, comparison: Pick<Scoreboard, 'pairs' | 'ranking'>): void;
}

/**
 * Every fold of every model, as many at once as there are threads, model by model, so that what is finished is whole models. What a
 * fold is given does not depend on which came first. A thread that dies fails its model; a cancel ends all.
 */
export async function runScoreboard(work: ScoreWork): Promise<void> {
  const { context, handle, subject, options, models } = work;
  const { folds } = options;
  const finished = [...work.known];
  const possible = models.filter((model) => whyNoModel(model, subject.rows.d) === null);
  for (const model of models) if (!possible.includes(model)) keep(work, finished, withoutFit(model, subject.rows.n));
  const tasks = possible.flatMap((model) => Array.from({ length: folds }, (_, held) => ({ model, held })));
  const total = tasks.reduce((sum, { model }) => sum + costs[model], 0);
  const done = new Map<ScoreModel, { readonly fold: ScoredFold; readonly seconds: number }[]>();
  const shares = new Float64Array(tasks.length);
  const stop = new AbortController();
  const signal = AbortSignal.any([handle.signal, stop.signal]);
  let next = 0;

  const tell = (at: number, doing: string) => {
    const { model, held } = tasks[at];
    const share = tasks.reduce((sum, task, i) => sum + costs[task.model] * shares[i], 0) / total;
    handle.progress(share, [scoreModelNames[model], `fold ${held + 1} of ${folds}`, doing].filter(Boolean).join(', '));
  };
  const perform = async (at: number): Promise<void> => {
    const { model, held } = tasks[at];
    let began: number | null = null;
    const watch = {
      signal,
      progress: ({ share, doing }: { readonly share: number; readonly doing: string }) => {
        began ??= performance.now();
        shares[at] = Math.max(shares[at], share);
        tell(at, doing);
      },
    };
    const fold = await context.heavy
      .run('score-fold', { rows: subject.rows, options: foldOptions(work, model, held) }, watch)
      .catch((thrown: unknown) => failed(thrown, model, held));
    shares[at] = 1;
    tell(at, '');
    const seconds = began === null ? 0 : (performance.now() - began) / 1000;
    const own = [...(done.get(model) ?? []), { fold: inOriginalUnits(fold, subject.logScale), seconds }];
    done.set(model, own);
    if (own.length < folds) return;
    const ordered = own.sort((a, b) => a.fold.held - b.fold.held);
    const each = ordered.map((one) => one.fold);
    keep(work, finished, scoreOf(model, subject.rows.n, each, ordered.map((one) => one.seconds))); // biome-ignore format: one call
  };
  const worker = async (): Promise<void> => {
    while (next < tasks.length && !signal.aborted) await perform(next++);
  };
  const workers = Array.from({ length: Math.min(context.threads, tasks.length) }, worker);
  try {
    await Promise.all(workers);
  } finally {
    stop.abort();
    await Promise.allSettled(workers);
  }
}

function keep({ found }: ScoreWork, finished: ScoredModel[], model: ScoredModel): void {
  finished.push(model);
  const pairs = pairsOf(finished);
  found(model, { pairs, ranking: rankingOf(finished.map(({ score }) => score), pairs) }); // biome-ignore format: one call
}

function foldOptions({ options, subject }: ScoreWork, model: ScoreModel, held: number): FoldOptions {
  const { folds, seed, ks, families, criterion, starts, components, latent, samples } = options;
  const { columns } = subject.about;
  return { model, held, folds, seed, ks, families, criterion, starts, components, latent, samples, columns };
}

const inOriginalUnits = (fold: ScoredFold, logScale: number): ScoredFold => ({
  ...fold,
  logDensity: fold.logDensity?.map((nats) => nats - logScale) ?? null,
});

function withoutFit(model: ScoreModel, n: number): ScoredModel {
  const { score } = scoreOf(model, n, [], []);
  return {
    score: { ...score, nats: null, standardError: null, failure: whyNoModel(model, 2) ?? whyNoModel(model, 1) },
    rows: null,
  };
}

/** A cancel goes on; anything else is this fold's failure. */
function failed(thrown: unknown, model: ScoreModel, held: number): ScoredFold {
  if (!(thrown instanceof LensError) || thrown.code === 'cancelled') throw thrown;
  const { message, hint } = thrown;
  const nothing = { places: new Int32Array(), logDensity: null, variance: null, choice: '', parameters: null, caution: null };
  return { model, held, ...nothing, failure: `${message} ${hint}` };
}
