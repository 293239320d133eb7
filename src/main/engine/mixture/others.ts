import type { StartRecord } from '../../../shared/model/mixture.ts';
import type { Attempt } from './attempt.ts';
import type { Mixture } from './mixture.ts';

/** Where other starts of a candidate ended: an optimum that is not the best. In the units of the rows. */
export interface Other {
  /** The start that stands for all that ended there. */
  readonly start: number;
  readonly mixture: Mixture;
}

/** So many of them are kept, the highest that count first; beside them the highest degenerate one: why it is higher can be looked at. */
const most = 5;
/** Together no more numbers than these, as long as there is one. */
const mostNumbers = 30_000;

/** Numbers that a mixture is told by: weights, means, and half of each covariance. */
const sizeOf = ({ k, d }: Mixture): number => k * (1 + d + (d * (d + 1)) / 2);

/** Without what only a pass wants. */
export const mixtureOf = ({ k, d, weights, means, covariances, noise }: Mixture): Mixture => ({
  k,
  d,
  weights,
  means,
  covariances,
  ...(noise && { noise }),
});

/**
 * The parameters of the distinct optima of a ledger beside its best. `before` are those that were kept by the searches that this one
 * went on from: their starts are in the ledger, but not among the attempts.
 */
export function othersOf(ledger: readonly StartRecord[], attempts: readonly Attempt[], before: readonly Other[]): Other[] {
  const known = new Map(before.map((other) => [other.start, other]));
  for (const { start, result } of attempts) if (result) known.set(start, { start, mixture: mixtureOf(result.parameters) });
  const others: Other[] = [];
  const count = { sound: 0, degenerate: 0 };
  let numbers = 0;
  for (const ends of optimaIn(ledger)) {
    const kind = ends[0].degenerate === null ? 'sound' : 'degenerate';
    const end = ends.map(({ start }) => known.get(start)).find((other) => other !== undefined);
    if (!end || count[kind] === (kind === 'sound' ? most : 1)) continue;
    if (others.length > 0 && numbers + sizeOf(end.mixture) > mostNumbers) break;
    count[kind]++;
    numbers += sizeOf(end.mixture);
    others.push(end);
  }
  return others;
}

/** The records of each optimum but the best, those that came to their end by themselves first. */
function optimaIn(ledger: readonly StartRecord[]): StartRecord[][] {
  const optima = new Map<number, StartRecord[]>();
  for (const record of ledger)
    if (record.optimum !== null && record.optimum > 0)
      optima.set(record.optimum, [...(optima.get(record.optimum) ?? []), record]);
  return [...optima.keys()]
    .sort((a, b) => a - b)
    .map((optimum) => optima.get(optimum)?.sort((a, b) => Number(b.converged) - Number(a.converged)) ?? []);
}
