import type { FamilyCode } from '../../../shared/model/mixture.ts';
import type { Proportions } from './family/family.ts';
import { freeParameters } from './family/table.ts';

export interface Criteria {
  readonly parameters: number;
  readonly bic: number;
  readonly aic: number;
  readonly icl: number;
}

/** A noise component counts two: its weight and its volume (as mclust's nMclustParams has it). */
export const parameterCount = (
  family: FamilyCode,
  k: number,
  d: number,
  noise: boolean,
  proportions: Proportions = 'free',
): number => freeParameters(family, k, d, proportions) + (noise ? 2 : 0);

/**
 * With logL in nats, p free parameters, n rows; smaller is better. With row weights n is Σ w, the number of rows that the
 * rows stand for, so that a row of weight 3 is the same as three rows. (mclust's me.weighted scales weights to a largest of
 * 1 and gives no criteria.) With missing cells n counts every row that has any cell.
 * BIC = −2 logL + p log n (Schwarz 1978). AIC = −2 logL + 2p (Akaike 1974).
 * ICL = BIC − 2 Σ_i log max_k r_ik (Biernacki, Celeux & Govaert 2000, with hard labels, as mclust has it; noise is a label).
 * mclust prints BIC and ICL with the sign turned.
 */
export function criteriaOf(
  family: FamilyCode,
  k: number,
  d: number,
  n: number,
  logLikelihood: number,
  logLargest: number,
  noise = false,
  proportions: Proportions = 'free',
): Criteria {
  const parameters = parameterCount(family, k, d, noise, proportions);
  const bic = -2 * logLikelihood + parameters * Math.log(n);
  return { parameters, bic, aic: -2 * logLikelihood + 2 * parameters, icl: bic - 2 * logLargest };
}
