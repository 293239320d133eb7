import type { FamilyCode } from '../../../shared/model/mixture.ts';
import { freeParameters } from './family/table.ts';

export interface Criteria {
  readonly parameters: number;
  readonly bic: number;
  readonly aic: number;
  readonly icl: number;
}

/**
 * With logL in nats, p free parameters, n rows; smaller is better.
 * BIC = −2 logL + p log n (Schwarz 1978). AIC = −2 logL + 2p (Akaike 1974).
 * ICL = BIC − 2 Σ_i log max_k r_ik (Biernacki, Celeux & Govaert 2000, with hard labels, as mclust has it).
 * mclust prints BIC and ICL with the sign turned.
 */
export function criteriaOf(
  family: FamilyCode,
  k: number,
  d: number,
  n: number,
  logLikelihood: number,
  logLargest: number,
): Criteria {
  const parameters = freeParameters(family, k, d);
  const bic = -2 * logLikelihood + parameters * Math.log(n);
  return { parameters, bic, aic: -2 * logLikelihood + 2 * parameters, icl: bic - 2 * logLargest };
}
