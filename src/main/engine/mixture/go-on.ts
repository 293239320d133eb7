import type { StartRecord } from '../../../shared/model/mixture.ts';
import type { Mixture } from './mixture.ts';
import type { CandidateOptions } from './search.ts';

/**
 * The search that does nothing but go on from one optimum, where a start of an earlier search ended (`record`), to its end on all
 * rows. `options` are those of that search.
 */
export const goingOn = (
  options: Omit<CandidateOptions, 'starts' | 'startLabels'>,
  mixture: Mixture,
  record: StartRecord,
): CandidateOptions => ({
  ...options,
  starts: 1,
  mostStarts: 1,
  startLabels: null,
  seeds: [],
  refine: false,
  // Reached twice is settled: nothing more is drawn.
  known: { mixture, ledger: [{ ...record, optimum: 0 }], drawn: 1, startsAtBest: 2, trace: [], others: [] },
});
