import type { Criterion, FamilyCode } from '../../../shared/model/mixture.ts';
import type { ScoreModel } from '../../../shared/model/scoreboard.ts';
import { foldsOf } from '../doubt/folds.ts';
import type { CreateBackend } from '../latent/network/backend.ts';
import type { Rows } from '../rows.ts';
import { scoreBayesian } from './bayesian.ts';
import type { FoldStep, Outcome } from './fitted.ts';
import { scoreKernelDensity } from './kernel-density.ts';
import { scoreGaussian, scoreMixture } from './mixtures.ts';
import { scorePca } from './pca.ts';
import { standardFold } from './standard.ts';
import { scoreVae } from './vae.ts';

export interface FoldOptions {
  readonly model: ScoreModel;
  /** The one held out, 0 … folds − 1. */
  readonly held: number;
  readonly folds: number;
  readonly seed: number;
  readonly ks: readonly number[];
  readonly families: readonly FamilyCode[];
  readonly criterion: Criterion;
  readonly starts: number;
  readonly components: number;
  readonly latent: number;
  readonly samples: number;
  readonly columns: readonly string[];
}

/** One fold of one model. */
export interface ScoredFold {
  readonly model: ScoreModel;
  readonly held: number;
  /** Indices into the rows of those held out, ascending. */
  readonly places: Int32Array;
  /** Nats in the units of the rows, of each; null with a failure. */
  readonly logDensity: Float64Array | null;
  /** Of a lower bound estimated by draws: the variance of each value over other draws. */
  readonly variance: Float64Array | null;
  readonly choice: string;
  readonly parameters: number | null;
  readonly caution: string | null;
  readonly failure: string | null;
}

/**
 * Trains a model on the rows of all folds but one, and scores the rows of that one. The folds hang on the number of rows, of
 * folds and the seed alone: they are the same for every model. Rows are complete and each counts once. Never throws on data.
 */
export function* scoreFold(rows: Rows, options: FoldOptions, create: CreateBackend): Generator<FoldStep, ScoredFold> {
  const { model, held, folds, seed, columns } = options;
  const fold = foldsOf(rows.n, folds, seed);
  const base = { model, held, places: placesOf(fold, held), variance: null, choice: '', parameters: null, caution: null };
  const without = (failure: string): ScoredFold => ({ ...base, logDensity: null, failure });
  const standard = yield* telling(standardFold(rows, fold, held));
  if ('column' in standard)
    return without(
      `In the rows trained on, column '${columns[standard.column]}' has one value only. Leave it out, or ask for fewer folds.`,
    );
  const { train, own, logScale } = standard;
  const outcome = yield* scoreModel(train, own, options, create);
  if ('failure' in outcome) return without(outcome.failure);
  const logDensity = outcome.logDensity.map((nats) => nats - logScale);
  if (!logDensity.every(Number.isFinite)) return without('A row held out is beyond the range of numbers under this fit.');
  const { variance, choice, parameters, caution } = outcome;
  return { ...base, logDensity, variance, choice, parameters, caution, failure: null };
}

function scoreModel(train: Rows, own: Rows, options: FoldOptions, create: CreateBackend): Generator<FoldStep, Outcome> {
  switch (options.model) {
    case 'gaussian-full':
      return scoreGaussian(train, own, 'VVV', options);
    case 'gaussian-diagonal':
      return scoreGaussian(train, own, 'VVI', options);
    case 'pca':
      return scorePca(train, own, options.criterion);
    case 'kernel-density':
      return scoreKernelDensity(train, own, options.seed);
    case 'mixture':
      return scoreMixture(train, own, options);
    case 'bayesian':
      return scoreBayesian(train, own, options);
    case 'vae':
      return scoreVae(train, own, options, create);
  }
}

function placesOf(fold: Int32Array, held: number): Int32Array {
  const places: number[] = [];
  for (let i = 0; i < fold.length; i++) if (fold[i] === held) places.push(i);
  return Int32Array.from(places);
}

function* telling<R>(work: Generator<unknown, R>): Generator<FoldStep, R> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield { share: 0, doing: '' };
  }
}
