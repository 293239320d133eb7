import type { CandidateDetail } from '../../shared/model/mixture.ts';
import { type Prepared, toOriginalUnits } from '../datasets/prepare.ts';
import type { CandidateResult } from '../engine/mixture/search.ts';
import { toLists } from './mixtures.ts';
import { packed } from './packed.ts';

/**
 * A candidate fitted in scaled units, told in the data's own: parameters are scaled back, and with y = (x − c)/s a
 * density gains 1/s for each cell, so every log-likelihood falls by Σ log s and every criterion rises by twice that.
 */
export function inOriginalUnits(result: CandidateResult, prepared: Prepared, seconds: number): CandidateDetail {
  const shift = prepared.jacobian;
  const nats = (value: number | null) => (value === null ? null : value - shift);
  const criterion = (value: number | null) => (value === null ? null : value + 2 * shift);
  const { mixture, sizes, trace, remaining, ledger, others, logLikelihood, bic, aic, icl, drawn: _, ...rest } = result;
  return {
    candidate: {
      ...rest,
      logLikelihood: nats(logLikelihood),
      bic: criterion(bic),
      aic: criterion(aic),
      icl: criterion(icl),
      seconds,
    },
    mixture: mixture && toLists(toOriginalUnits(mixture, prepared)),
    sizes: [...sizes],
    trace: trace.map((value) => value - shift),
    remaining,
    ledger: ledger.map((record) => ({ ...record, logLikelihood: nats(record.logLikelihood) })),
    others: others.map((other) => ({ start: other.start, parameters: packed(toOriginalUnits(other.mixture, prepared)) })),
  };
}
