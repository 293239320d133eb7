import type { HeldOut, LikelihoodRatio, StandardErrors } from '../../shared/model/doubt-results.ts';
import type { Prepared } from '../datasets/prepare.ts';
import { foldsOf } from '../engine/doubt/folds.ts';
import { compareHeldOut, type HeldOutCandidate } from '../engine/doubt/held-out.ts';
import type { LikelihoodRatioResult } from '../engine/doubt/likelihood-ratio.ts';
import type { Spread } from '../engine/doubt/spread.ts';
import type { StandardErrors as EngineErrors } from '../engine/doubt/standard-errors.ts';

/**
 * Held-out log-likelihood in the data's original units. With y = (x − c)/s a density falls by Σ log s over the cells that
 * there are, so the mean of a fold falls by what its own rows have of them. Candidates were scored one by one, on the
 * same folds, and are compared here.
 */
export function heldOutInOriginalUnits(
  scored: readonly HeldOutCandidate[],
  { rows, scale }: Prepared,
  folds: number,
  seed: number,
): HeldOut {
  const { n, data, weights } = rows;
  const shift = new Float64Array(folds);
  const total = new Float64Array(folds);
  const fold = foldsOf(n, folds, seed);
  for (let i = 0; i < n; i++) {
    const weight = weights ? weights[i] : 1;
    total[fold[i]] += weight;
    scale.forEach((s, j) => {
      if (!Number.isNaN(data[j * n + i])) shift[fold[i]] += weight * Math.log(s);
    });
  }
  const nats = (value: number | null, f: number) => (value === null || total[f] === 0 ? value : value - shift[f] / total[f]);
  const own = scored.map(({ k, family, parameters, folds: each }) => ({
    ...{ k, family, parameters },
    folds: each.map((one, f) => ({ ...one, nats: nats(one.nats, f) })),
  }));
  const obstacle = scored.find((one) => one.folds.length === 0)?.failure ?? null;
  const { candidates, best, simplest } = compareHeldOut(own, obstacle);
  return { candidates: candidates.map((one) => ({ ...one, folds: [...one.folds] })), best, simplest };
}

/** A ratio of likelihoods is the same in any units. */
export const likelihoodRatioAsLists = ({ tests, ...rest }: LikelihoodRatioResult): LikelihoodRatio => ({
  ...rest,
  tests: tests.map((test) => ({ ...test, bootstrap: [...test.bootstrap] })),
});

/** Means move with the centre and the scale of their column, variances and covariances with the scales alone. */
export function standardErrorsInOriginalUnits(
  errors: EngineErrors,
  { center, scale }: Pick<Prepared, 'center' | 'scale'>,
): StandardErrors {
  const d = scale.length;
  const square = scale.map((s) => s * s);
  const none = new Float64Array(d);
  const { weights, means, variances, covariances, replicates, relabelled, failed, failure } = errors;
  const cells = rowsOf(covariances, d).map((row, at) => row.map((value, j) => value * scale[at % d] * scale[j]));
  return {
    weights: { standardErrors: [...weights.standardErrors], lower: [...weights.lower], upper: [...weights.upper] },
    means: spreadOf(means, scale, center),
    variances: spreadOf(variances, square, none),
    covariances: Array.from({ length: cells.length / d }, (_, c) => cells.slice(c * d, (c + 1) * d)),
    ...{ replicates, relabelled, failed, failure },
  };
}

function spreadOf({ standardErrors, lower, upper }: Spread, scale: Float64Array, center: Float64Array) {
  const moved = (values: Float64Array, from: Float64Array) =>
    rowsOf(values, scale.length).map((row) => row.map((value, j) => value * scale[j] + from[j]));
  const none = new Float64Array(scale.length);
  return { standardErrors: moved(standardErrors, none), lower: moved(lower, center), upper: moved(upper, center) };
}

const rowsOf = (values: Float64Array, d: number): number[][] =>
  Array.from({ length: values.length / d }, (_, row) => Array.from(values.subarray(row * d, (row + 1) * d)));
