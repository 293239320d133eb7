import { type FamilyCode, inOneColumn } from '../../../../shared/model/mixture.ts';
import type { Parameters } from '../parameters.ts';
import type { Statistics } from '../pass/statistics.ts';
import type { Family, Prior } from './family.ts';

/** Those for which mclust has a prior. */
const supported: readonly FamilyCode[] = ['EII', 'VII', 'EEI', 'VEI', 'EVI', 'VVI', 'EEE', 'EEV', 'VEV', 'VVV'];

/** Why a family cannot have a prior, with what to try; null when it can. */
export const whyNoPrior = (code: FamilyCode): string | null =>
  supported.includes(code)
    ? null
    : `There is no conjugate prior for ${code}. Try ${supported.join(', ')}, or fit without a prior.`;

/**
 * mclust's priorControl(): the mean of the columns at shrinkage 0.01, d + 2 degrees of freedom, and the covariance of the
 * rows (d × d, divided by n − 1) over K^(2/d): a K-th of the volume. Spheres and families along the axes have the mean of
 * the variances in place of the covariance.
 */
export function defaultPrior(
  family: Pick<Family, 'code' | 'shape'>,
  k: number,
  mean: Float64Array,
  covariance: Float64Array,
): Prior {
  const d = mean.length;
  const part = k ** (-2 / d);
  let average = 0;
  for (let j = 0; j < d; j++) average += covariance[j * d + j] / d;
  const along = family.code.endsWith('II') ? average / d : average;
  const scale = covariance.map((value, at) => part * (family.shape === 'full' ? value : at % (d + 1) === 0 ? along : 0));
  return { mean, shrinkage: 0.01, degrees: d + 2, scale };
}

/**
 * What the prior adds to each component's count in the M-step of the covariances: the exponents of |Σ_k| in what EM climbs.
 *
 * With ν degrees of freedom, and 1 for the mean: VVV ν + d + 2, VVI ν + 3, VII (ν + 2) / d + 1; families with one covariance
 * for all have the same with ν divided by K, and these are the exponents of the prior's density. Families in between have no
 * conjugate prior of their own; what they climb here is what mclust climbs, with `scale` for each component but the degrees
 * of freedom counted once for all (EVI ν + 2, EEV ν + d + 2), once for each size (VEI (ν + 3) / d), or not at all (VEV).
 *
 * Not as in mclust 6.0.0 (test/reference/mclust-prior.json): EII, whose M-step there leaves `scale` out, though its log prior
 * has it, and EEI, whose means stay where they are without a prior and whose iterations count ν + 2 in the place of ν + 2 + K.
 * What they end at is no maximum of log-likelihood + log prior. From the species of iris (K = 3) the log-likelihood is there
 * −401.9532 (EII) and −362.1510 (EEI), here −401.8838 and −362.2482, and the log posterior here is higher by 0.011 and 0.058.
 */
export function priorCount({ code, shape, common }: Family, prior: Prior, k: number, d: number): number {
  const mean = prior.shrinkage > 0 ? 1 : 0;
  const own = prior.degrees + (shape === 'full' ? d + 1 : 2);
  if (code.endsWith('II')) return (prior.degrees + 2) / d / (common ? k : 1) + mean;
  // In one column families are one of two: one variance for all, or each its own.
  if (d === 1) return own / (inOneColumn(code) === 'E' ? k : 1) + mean;
  if (code === 'EVI') return (prior.degrees + 1 + mean) / k;
  if (code === 'EEV') return (own + mean) / k;
  if (code === 'VEI') return (own + mean) / d;
  if (code === 'VEV') return 0;
  return own / (common ? k : 1) + mean;
}

/** The part of `scale` that the prior adds to each component's scatter. */
export const priorShare = ({ code, common }: Family, k: number, d: number): number =>
  common || (d === 1 && inOneColumn(code) === 'E') ? 1 / k : 1;

/** Log density of the parameters under the family's prior, nats, up to a constant; 0 without one. */
export function logPrior(family: Family, parameters: Parameters): number {
  const { prior, shape } = family;
  if (prior === null) return 0;
  const { k, d, means, components, logDetFactors } = parameters;
  const { factors } = components;
  const count = priorCount(family, prior, k, d);
  const share = priorShare(family, k, d);
  let sum = 0;
  for (let c = 0; c < k; c++) {
    sum += count * logDetFactors[c];
    for (let i = 0; i < d; i++) {
      if (shape === 'diagonal') {
        const factor = factors[c * d + i];
        const z = factor * (means[c * d + i] - prior.mean[i]);
        sum -= 0.5 * (prior.shrinkage * z * z + share * prior.scale[i * d + i] * factor * factor);
        continue;
      }
      const row = factors.subarray((c * d + i) * d, (c * d + i + 1) * d);
      let z = 0;
      for (let a = 0; a <= i; a++) {
        z += row[a] * (means[c * d + a] - prior.mean[a]);
        for (let b = 0; b <= i; b++) sum -= 0.5 * share * row[a] * row[b] * prior.scale[a * d + b];
      }
      sum -= 0.5 * prior.shrinkage * z * z;
    }
  }
  return sum;
}

/** What EM climbs: the log-likelihood of a pass, and the log prior of its parameters where the family has one. */
export const objective = (family: Family, parameters: Parameters, { totals }: Pick<Statistics, 'totals'>): number =>
  totals.logLikelihood + logPrior(family, parameters);
