import type { Mixture } from '../mixture/mixture.ts';
import type { Rows } from '../rows.ts';
import { bootstrapRefits, type Refit, type StandardErrorOptions } from './bootstrap-refits.ts';
import { type Spread, spreadOf, squares } from './spread.ts';
import type { DoubtStep } from './steps.ts';

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

/** How many refits to draw next, after those drawn so far; 0: enough, or too many failed. */
export function refitsToDraw(drawn: readonly (Refit | null)[], replicates: number): number {
  const failed = drawn.filter((one) => one === null).length;
  return failed > patience * replicates ? 0 : replicates - (drawn.length - failed);
}

/**
 * Standard errors and 95 % intervals of the parameters by weighted-likelihood bootstrap (Newton & Raftery 1994;
 * O'Hagan, Murphy, Scrucca & Gormley 2019; MclustBootstrap's "wlbs"): each refit maximises Σ w_i log p(x_i) with n w / Σ w
 * Dirichlet(1, …, 1), drawn as exponential deviates, from the fitted parameters on. Unlike resampled rows, no row ever
 * drops out, so that small clusters survive. Components of a refit are matched to the fit's by the rows that they
 * share. Rows' own weights multiply the drawn ones, and only their ratios matter: a row of weight 4 is one observation. Standard error = sd over the refits.
 */
export function* standardErrors(rows: Rows, mixture: Mixture, asked: StandardErrorOptions): Generator<DoubtStep, StandardErrors> {
  const drawn: (Refit | null)[] = [];
  for (let more = asked.replicates; more > 0; more = refitsToDraw(drawn, asked.replicates)) {
    const done = asked.replicates - more;
    const refits = bootstrapRefits(rows, mixture, asked, drawn.length, drawn.length + more);
    for (;;) {
      const step = refits.next();
      if (step.done) {
        drawn.push(...step.value);
        break;
      }
      yield { ...step.value, share: (done + more * step.value.share) / asked.replicates };
    }
  }
  return spreadOfRefits(drawn, mixture, asked.replicates);
}

/** The standard errors from all refits that were drawn, in their order. */
export function spreadOfRefits(drawn: readonly (Refit | null)[], { k, d }: Mixture, replicates: number): StandardErrors {
  const used = drawn.filter((one) => one !== null);
  const spread = squares(k * d * d);
  for (const { covariances } of used) spread.add(covariances);
  const count = used.length;
  const variances = used.map(({ covariances }) =>
    Float64Array.from({ length: k * d }, (_, at) => covariances[at * d + (at % d)]),
  );
  return {
    weights: spreadOf(
      used.map(({ weights }) => weights),
      k,
    ),
    means: spreadOf(
      used.map(({ means }) => means),
      k * d,
    ),
    variances: spreadOf(variances, k * d),
    covariances: spread.deviations(),
    replicates: count,
    relabelled: used.filter(({ relabelled }) => relabelled).length,
    failed: drawn.length - count,
    failure:
      count >= 2 && count === replicates
        ? null
        : `Only ${count} of ${replicates} refits ended in a usable fit: its parameters are not well determined.`,
  };
}
