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
import { type Spread, spreadOf, squares } from './spread.ts';
import type { DoubtStep } from './steps.ts';

export interface StandardErrorOptions extends Constraints {
  readonly family: FamilyCode;
  /** Refits; mclust has 999. */
  readonly replicates: number;
  readonly seed: number;
  /** Covariance floor as a share of each column's variance. */
  readonly floor: number;
}

export const standardErrorDefaults = { replicates: 199 } as const;

export interface StandardErrors {
  /** K mixing weights. */
  readonly weights: Spread;
  /** K × d row-major, units of the rows. */
  readonly means: Spread;
  /** K × d: the diagonals of the covariances. */
  readonly variances: Spread;
  /** Standard errors of the K × d × d covariances. */
  readonly covariances: Float64Array;
  /** Refits that were used; in how many of them components had changed places; refits without a usable fit. */
  readonly replicates: number;
  readonly relabelled: number;
  readonly failed: number;
  /** Why the figures are not to be had (then NaN-free zeros), or null. */
  readonly failure: string | null;
}

/** Refits may fail that often for each one asked for. */
const patience = 2;

/**
 * Standard errors and 95 % intervals of the parameters by weighted-likelihood bootstrap (Newton & Raftery 1994;
 * O'Hagan, Murphy, Scrucca & Gormley 2019; MclustBootstrap's "wlbs"): each refit maximises Σ w_i log p(x_i) with n w / Σ w
 * Dirichlet(1, …, 1), drawn as exponential deviates, from the fitted parameters on. Unlike resampled rows, no row ever
 * drops out, so that small clusters survive. Components of a refit are matched to the fit's by the rows that they
 * share. Rows' own weights multiply the drawn ones, and only their ratios matter: a row of weight 4 is one observation. Standard error = sd over the refits.
 */
export function* standardErrors(rows: Rows, mixture: Mixture, asked: StandardErrorOptions): Generator<DoubtStep, StandardErrors> {
  const { replicates, seed, floor: share } = asked;
  const { k, d } = mixture;
  const doing = (b: number) => `refit ${Math.min(b + 1, replicates)} of ${replicates}`;
  const quiet = function* <S, R>(work: Generator<S, R>, b: number): Generator<DoubtStep, R> {
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      yield { share: b / replicates, doing: doing(b) };
    }
  };
  const moments = yield* quiet(columnMoments(rows), 0);
  const family = yield* quiet(constrained(rows, moments, asked.family, k, asked), 0);
  const floor: Floor = { share, variances: moments.variances };
  const whole = totalWeight(rows);
  const options: EmOptions = { tolerance: 1e-6 * whole, gain: 1e-5 * whole, maxIterations: 1000 };
  const { labels } = yield* quiet(posterior(rows, mixture), 0);
  const drawn = { weights: [] as Float64Array[], means: [] as Float64Array[], variances: [] as Float64Array[] };
  const spread = squares(k * d * d);
  let relabelled = 0;
  let failed = 0;
  for (let b = 0; b - failed < replicates && failed <= patience * replicates; b++) {
    const used = b - failed;
    const weighted: Rows = { ...rows, weights: dirichlet(rows, seed, b) };
    const found = yield* quiet(refit(weighted, mixture, family, floor, options), used);
    if (!isUsable(found)) {
      failed++;
      continue;
    }
    const after = yield* quiet(posterior(rows, found.mixture), used);
    const places = placesOf(labels, after.labels, k);
    if (places.some((from, c) => from !== c)) relabelled++;
    const move = (values: Float64Array, size: number) =>
      Float64Array.from({ length: k * size }, (_, at) => values[places[Math.floor(at / size)] * size + (at % size)]);
    const covariances = move(found.mixture.covariances, d * d);
    spread.add(covariances);
    drawn.weights.push(move(found.mixture.weights, 1));
    drawn.means.push(move(found.mixture.means, d));
    drawn.variances.push(Float64Array.from({ length: k * d }, (_, at) => covariances[at * d + (at % d)]));
  }
  const count = drawn.weights.length;
  const enough = count >= 2 && count === replicates;
  return {
    weights: spreadOf(drawn.weights, k),
    means: spreadOf(drawn.means, k * d),
    variances: spreadOf(drawn.variances, k * d),
    covariances: spread.deviations(),
    replicates: count,
    relabelled,
    failed,
    failure: enough
      ? null
      : `Only ${count} of ${replicates} refits ended in a usable fit: its parameters are not well determined.`,
  };
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
