import type { FamilyCode } from '../../../shared/model/mixture.ts';
import { type Constraints, constrained } from '../mixture/constrained.ts';
import type { EmOptions } from '../mixture/em.ts';
import type { Floor } from '../mixture/family/family.ts';
import type { Mixture } from '../mixture/mixture.ts';
import { posterior } from '../mixture/posterior.ts';
import { createRandom } from '../random/generator.ts';
import { columnMoments, type Rows, totalWeight } from '../rows.ts';
import { contingency } from './contingency.ts';
import { assign } from './matching.ts';
import { isUsable, refit } from './refit.ts';
import type { DoubtStep } from './steps.ts';

export interface StandardErrorOptions extends Constraints {
  readonly family: FamilyCode;
  /** Refits; mclust has 999. */
  readonly replicates: number;
  readonly seed: number;
  /** Covariance floor as a share of each column's variance. */
  readonly floor: number;
}

/** The parameters of one refit, its components in the places of the fit's. */
export interface Refit {
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly covariances: Float64Array;
  readonly relabelled: boolean;
}

/**
 * The refits from … to − 1 of the weighted-likelihood bootstrap, null where one ended in no usable fit. Each has a stream of random
 * numbers of its own: it does not matter who draws it.
 */
export function* bootstrapRefits(
  rows: Rows,
  mixture: Mixture,
  asked: StandardErrorOptions,
  from: number,
  to: number,
): Generator<DoubtStep, (Refit | null)[]> {
  const { replicates, seed, floor: share } = asked;
  const { k, d } = mixture;
  const quiet = function* <S, R>(work: Generator<S, R>, b: number): Generator<DoubtStep, R> {
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      yield { share: (b - from) / (to - from), doing: `refit ${Math.min(b + 1, replicates)} of ${replicates}` };
    }
  };
  const moments = yield* quiet(columnMoments(rows), from);
  const family = yield* quiet(constrained(rows, moments, asked.family, k, asked), from);
  const floor: Floor = { share, variances: moments.variances };
  const whole = totalWeight(rows);
  const options: EmOptions = { tolerance: 1e-6 * whole, gain: 1e-5 * whole, maxIterations: 1000 };
  const { labels } = yield* quiet(posterior(rows, mixture), from);
  const refits: (Refit | null)[] = [];
  for (let b = from; b < to; b++) {
    const weighted: Rows = { ...rows, weights: dirichlet(rows, seed, b) };
    const found = yield* quiet(refit(weighted, mixture, family, floor, options), b);
    if (!isUsable(found)) {
      refits.push(null);
      continue;
    }
    const after = yield* quiet(posterior(rows, found.mixture), b);
    const places = placesOf(labels, after.labels, k);
    const move = (values: Float64Array, size: number) =>
      Float64Array.from({ length: k * size }, (_, at) => values[places[Math.floor(at / size)] * size + (at % size)]);
    const { weights, means, covariances } = found.mixture;
    refits.push({
      weights: move(weights, 1),
      means: move(means, d),
      covariances: move(covariances, d * d),
      relabelled: places.some((place, c) => place !== c),
    });
  }
  return refits;
}

/** Row weights with Σ w = Σ of the rows' own: exponential deviates, scaled. */
function dirichlet(rows: Rows, seed: number, b: number): Float64Array {
  const { n, weights } = rows;
  const random = createRandom(seed, 'weights', b);
  const drawn = Float64Array.from({ length: n }, (_, i) => -Math.log(1 - random.next()) * (weights ? weights[i] : 1));
  const sum = drawn.reduce((total, value) => total + value, 0);
  const whole = totalWeight(rows);
  return drawn.map((value) => (value * whole) / sum);
}

/** For each component of the fit its place (from 0) in the refit: by shared rows, its own place where that decides nothing. */
function placesOf(before: Int32Array, after: Int32Array, k: number): Int32Array {
  const { columns, counts } = contingency(before, k, after, k);
  const gains = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) gains[a * k + b] = counts[(a + 1) * columns + b + 1] + (a === b ? 0.5 : 0);
  }
  return assign(gains, k, k);
}
