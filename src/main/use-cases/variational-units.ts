import type { CandidateDetail } from '../../shared/model/mixture.ts';
import type { PriorOptions } from '../../shared/model/variational.ts';
import { type Prepared, toOriginalUnits } from '../datasets/prepare.ts';
import { type PriorChoice, usualChoice } from '../engine/mixture/bayesian/default-prior.ts';
import type { VariationalResult } from '../engine/mixture/bayesian/search.ts';
import { credibleContent, effectiveShare } from '../engine/mixture/bayesian/summary.ts';
import type { Variational } from '../engine/mixture/mixture.ts';
import { toLists } from './mixtures.ts';

type Units = Pick<Prepared, 'center' | 'scale'>;

/** The prior that was asked for, in scaled units. */
export function priorInScaledUnits(asked: PriorOptions | null, { center, scale }: Units): PriorChoice {
  if (asked === null) return usualChoice;
  const { weights, concentration, meanPrecision, mean, degreesOfFreedom: degrees, covariance } = asked;
  return {
    ...{ weights, concentration, meanPrecision, degrees },
    mean: mean && Float64Array.from(mean, (value, j) => (value - center[j]) / scale[j]),
    scale: covariance && Float64Array.from(covariance.flatMap((row, i) => row.map((value, j) => value / scale[i] / scale[j]))),
  };
}

/** A posterior of scaled rows in the units of the data: means move with their columns, scales with the scales of both. */
export function variationalInOriginalUnits({ model, posterior }: Variational, { center, scale }: Units): Variational {
  const d = scale.length;
  const means = (from: Float64Array) => from.map((value, i) => value * scale[i % d] + center[i % d]);
  const scales = (from: Float64Array) => from.map((value, i) => value * scale[Math.floor(i / d) % d] * scale[i % d]);
  return {
    model: { ...model, prior: { ...model.prior, mean: means(model.prior.mean), scale: scales(model.prior.scale) } },
    posterior: { ...posterior, means: means(posterior.means), scales: scales(posterior.scales) },
  };
}

/** The inverse. */
export function variationalInScaledUnits(variational: Variational, { center, scale }: Units): Variational {
  const back = { center: center.map((c, j) => -c / scale[j]), scale: scale.map((s) => 1 / s) };
  return variationalInOriginalUnits(variational, back);
}

/** A variational fit in scaled units, told in the data's own: a log density, and so the ELBO, falls by Σ log s over the cells. */
export function variationalDetail(result: VariationalResult, prepared: Prepared, seconds: number): CandidateDetail {
  const { found, ledger, ...rest } = result;
  const nats = (value: number) => value - prepared.jacobian;
  const none = { bic: null, aic: null, icl: null, degenerate: false };
  const candidate = {
    ...rest,
    ...none,
    logLikelihood: found && nats(found.logLikelihood),
    elbo: found && nats(found.elbo),
    effectiveComponents: found?.effectiveComponents ?? null,
    seconds,
  };
  const records = ledger.map((record) => ({ ...record, logLikelihood: record.logLikelihood && nats(record.logLikelihood) }));
  if (!found) return { candidate, mixture: null, sizes: [], trace: [], remaining: null, ledger: records };
  const variational = variationalInOriginalUnits(found, prepared);
  const d = prepared.scale.length;
  const table = (values: Float64Array) =>
    Array.from({ length: result.k }, (_, c) =>
      Array.from(prepared.scale, (scale, j) => values[c * d + j] * scale + prepared.center[j]),
    );
  return {
    candidate,
    mixture: toLists({ ...toOriginalUnits(found.mixture, prepared), variational }),
    sizes: [...found.sizes],
    trace: found.trace.map(nats),
    remaining: found.remaining,
    ledger: records,
    variational: {
      elbo: nats(found.elbo),
      effectiveComponents: found.effectiveComponents,
      effectiveAbove: effectiveShare,
      content: credibleContent,
      weights: { lower: Array.from(found.weights.lower), upper: Array.from(found.weights.upper) },
      means: { lower: table(found.means.lower), upper: table(found.means.upper) },
      terms: found.terms.map((one) => ({ ...one, elbo: nats(one.elbo), reconstruction: nats(one.reconstruction) })),
    },
  };
}
