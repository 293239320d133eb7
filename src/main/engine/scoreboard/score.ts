import { type FoldScore, type ModelScore, type ScoreModel, scoreModelNames } from '../../../shared/model/scoreboard.ts';
import type { ScoredFold } from './fold.ts';

/** A model over all rows, each held out once. */
export interface ScoredModel {
  readonly score: ModelScore;
  /** Nats of each row, in the order of the rows; null with a failure. */
  readonly rows: Float64Array | null;
}

/**
 * Puts the folds of a model together. Nats: the mean over the n rows. Standard error: sd over the rows / √n, which holds for
 * cross-validation where the fits to the folds are stable (Bayle, Bayle, Janson & Mackey 2020). Of a bound with variance v_i
 * of each row's value over other draws: Monte-Carlo error √(Σ v_i) / n; and since log is concave it lies low by ½ v_i or so
 * (the delta method), on average `looseness`.
 */
export function scoreOf(model: ScoreModel, n: number, folds: readonly ScoredFold[], seconds: readonly number[]): ScoredModel {
  const told = folds.map((fold, at): FoldScore => {
    const { places, logDensity, choice, parameters, caution, failure } = fold;
    return {
      rows: places.length,
      nats: logDensity && mean(logDensity),
      choice,
      parameters,
      caution,
      failure,
      seconds: seconds[at],
    };
  });
  const base = {
    ...{ model, name: scoreModelNames[model], folds: told, lowerBound: model === 'vae' },
    seconds: seconds.reduce((sum, value) => sum + value, 0),
  };
  const failure = whyNot(folds);
  if (failure !== null)
    return {
      score: { ...base, nats: null, standardError: null, monteCarloError: null, looseness: null, failure },
      rows: null,
    };
  const rows = new Float64Array(n);
  let variance: number | null = null;
  for (const { places, logDensity, variance: own } of folds) {
    places.forEach((place, i) => {
      rows[place] = logDensity?.[i] ?? 0;
    });
    if (own) variance = own.reduce((sum, v) => sum + v, variance ?? 0);
  }
  const { mean: nats, standardError } = meanAndError(rows);
  return {
    score: {
      ...base,
      ...{ nats, standardError, failure },
      monteCarloError: variance === null ? null : Math.sqrt(variance) / n,
      looseness: variance === null ? null : variance / (2 * n),
    },
    rows,
  };
}

function whyNot(folds: readonly ScoredFold[]): string | null {
  const failed = folds.filter(({ failure }) => failure !== null);
  if (failed.length === 0) return null;
  const others = failed.length > 1 ? ` (and ${failed.length - 1} more)` : '';
  return `Without fold ${failed[0].held + 1} of ${folds.length}${others}: ${failed[0].failure}`;
}

export function meanAndError(values: Float64Array): { readonly mean: number; readonly standardError: number } {
  const n = values.length;
  const average = mean(values);
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i] - average) ** 2;
  return { mean: average, standardError: n > 1 ? Math.sqrt(squares / (n - 1) / n) : 0 };
}

/** About the first value, so that scores far from 0 keep their digits. */
function mean(values: Float64Array): number {
  if (values.length === 0) return 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] - values[0];
  return values[0] + sum / values.length;
}
