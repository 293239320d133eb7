import type { Rows } from '../../rows.ts';
import type { Mixture } from '../mixture.ts';
import { type Components, logConstant } from '../pass/components.ts';
import { passOver } from '../pass/pass.ts';
import { createStatistics } from '../pass/statistics.ts';
import type { Ascent } from './ascend.ts';
import type { ElboTerms } from './bound.ts';
import type { Model, Posterior } from './model.ts';
import type { Ground } from './settle.ts';
import {
  type Credible,
  effectiveComponents,
  expectedMixture,
  expectedWeights,
  meanIntervals,
  weightIntervals,
} from './summary.ts';

/** What an ascent found, in the units of the rows. */
export interface Found {
  readonly model: Model;
  readonly posterior: Posterior;
  /** At the expected parameters, and its log-likelihood. */
  readonly mixture: Mixture;
  readonly logLikelihood: number;
  readonly elbo: number;
  readonly effectiveComponents: number;
  readonly weights: Credible;
  /** K × d */
  readonly means: Credible;
  /** Rows by largest responsibility. */
  readonly sizes: readonly number[];
  /** The ELBO after each E-step of the best start, and its terms. */
  readonly trace: readonly number[];
  readonly terms: readonly ElboTerms[];
  readonly remaining: number | null;
}

/** The Gaussians at the expected parameters as the pass wants them: the factors that the posterior's expected ones have, too. */
export function plugIn(model: Model, posterior: Posterior, expected: Components): Components {
  const { k, d, shape, factors } = expected;
  const weights = expectedWeights(model, posterior);
  const constants = Float64Array.from({ length: k }, (_, c) => {
    let logDet = 0;
    for (let j = 0; j < d; j++) logDet += Math.log(factors[shape === 'full' ? (c * d + j) * d + j : c * d + j]);
    return logConstant(weights[c], d, logDet);
  });
  return { ...expected, constants };
}

/** Two more passes tell what the fit says of the rows. Yields now and then. */
export function* finding(rows: Rows, { pass, model }: Ground, ascent: Ascent): Generator<number, Found> {
  const { held, trace, terms, remaining } = ascent;
  const { posterior, components } = held;
  const labels = new Int32Array(rows.n);
  const statistics = createStatistics(model.k, rows.d, components.shape);
  yield* passOver(pass, rows.n, components, statistics, { labels });
  yield* passOver(pass, rows.n, plugIn(model, posterior, components), statistics, null);
  const sizes = new Array<number>(model.k).fill(0);
  for (let i = 0; i < labels.length; i++) if (labels[i] > 0 && rows.weights?.[i] !== 0) sizes[labels[i] - 1]++;
  return {
    model,
    posterior,
    mixture: expectedMixture(model, posterior),
    logLikelihood: statistics.totals.logLikelihood,
    elbo: trace[trace.length - 1],
    effectiveComponents: effectiveComponents(posterior),
    weights: weightIntervals(model, posterior),
    means: meanIntervals(model, posterior),
    sizes,
    trace,
    terms,
    remaining,
  };
}
