import type { StartRecord } from '../../../shared/model/mixture.ts';
import type { Known } from './explore.ts';
import type { Ended } from './ledger.ts';
import type { Mixture } from './mixture.ts';

export interface Found {
  readonly mixture: Mixture | null;
  readonly ledger: readonly StartRecord[];
  readonly drawn: number;
  readonly startsAtBest: number;
  readonly trace: readonly number[];
}

/** What an earlier search found, to go on from; null when it found nothing. */
export function knownOf({ mixture, ledger, drawn, startsAtBest: atBest, trace }: Found): Known | null {
  const best = ledger.find(({ optimum }) => optimum === 0);
  return mixture && best
    ? {
        mixture,
        start: best.start,
        method: best.method,
        starts: ledger.length,
        drawn,
        atBest,
        trace,
        iterations: best.iterations,
        converged: best.converged,
      }
    : null;
}

/** The records of an earlier search but the one that goes on; starts that shared an optimum are still known to. */
export const earlier = (ledger: readonly StartRecord[], goesOn: number): Ended[] =>
  ledger
    .filter(({ start }) => start !== goesOn)
    .map(({ optimum, ...record }) => ({ ...record, like: optimum === 0 ? goesOn : null }));
