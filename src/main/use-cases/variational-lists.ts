import type { PriorUsed, VariationalPosterior } from '../../shared/model/variational.ts';
import type { Prior } from '../engine/mixture/bayesian/model.ts';
import type { Mixture, Variational } from '../engine/mixture/mixture.ts';

/** A prior as numbers for people. */
export function priorToLists({ weights, concentration, meanPrecision, mean, degrees, scale }: Prior): PriorUsed {
  const d = mean.length;
  return {
    ...{ weights, concentration, meanPrecision, degreesOfFreedom: degrees },
    mean: Array.from(mean),
    covariance: Array.from({ length: d }, (_, i) => Array.from(scale.subarray(i * d, (i + 1) * d))),
  };
}

export function variationalToLists({ model, posterior }: Variational): VariationalPosterior {
  const { counts, concentration, rest, meanPrecision, degrees } = posterior;
  return {
    structure: model.structure,
    prior: priorToLists(model.prior),
    counts: Array.from(counts),
    concentration: Array.from(concentration),
    rest: Array.from(rest),
    meanPrecision: Array.from(meanPrecision),
    degreesOfFreedom: Array.from(degrees),
  };
}

/** The means and, times the degrees of freedom, the covariances of the mixture are those of the posterior. */
export function variationalToArrays(lists: VariationalPosterior, { k, d, means, covariances }: Mixture): Variational {
  const { structure, prior, degreesOfFreedom } = lists;
  const degrees = Float64Array.from(degreesOfFreedom);
  return {
    model: {
      ...{ k, d, structure },
      prior: {
        ...{ weights: prior.weights, concentration: prior.concentration, meanPrecision: prior.meanPrecision },
        mean: Float64Array.from(prior.mean),
        degrees: prior.degreesOfFreedom,
        scale: Float64Array.from(prior.covariance.flat()),
      },
    },
    posterior: {
      counts: Float64Array.from(lists.counts),
      concentration: Float64Array.from(lists.concentration),
      rest: Float64Array.from(lists.rest),
      meanPrecision: Float64Array.from(lists.meanPrecision),
      means,
      degrees,
      scales: covariances.map((value, i) => value * degrees[Math.floor(i / (d * d))]),
    },
  };
}
