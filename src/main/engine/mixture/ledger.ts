import type { StartRecord } from '../../../shared/model/mixture.ts';

/** Where one start ended, before it is compared with the others. */
export interface Ended {
  readonly start: number;
  readonly method: string;
  readonly logLikelihood: number | null;
  readonly iterations: number;
  readonly converged: boolean;
  readonly degenerate: string | null;
  /** The start whose optimum it was seen to share while they competed on a sample of the rows; null when on all rows. */
  readonly like: number | null;
}

/**
 * The order of merit: fits that count (converged, not degenerate), then unconverged, degenerate and failed ones; within
 * each the highest log-likelihood first.
 */
export function rank(a: Ended, b: Ended): number {
  const grade = (e: Ended) => (e.logLikelihood === null ? 3 : e.degenerate !== null ? 2 : e.converged ? 0 : 1);
  return grade(a) - grade(b) || (b.logLikelihood ?? 0) - (a.logLikelihood ?? 0) || a.start - b.start;
}

/**
 * Ended starts by optimum: those within `tolerance` nats of each other, and alike in being degenerate or not. The
 * groups, and the starts in each, come in order of merit; failed starts are in none.
 */
export function optimaOf<T extends Ended>(ended: readonly T[], tolerance: number): T[][] {
  const optima: T[][] = [];
  for (const e of [...ended].sort(rank)) {
    const value = e.logLikelihood;
    if (value === null) continue;
    const home = optima.find(
      ([o]) => (o.degenerate === null) === (e.degenerate === null) && Math.abs((o.logLikelihood ?? 0) - value) <= tolerance,
    );
    if (home) home.push(e);
    else optima.push([e]);
  }
  return optima;
}

/** The start ledger, in the order of the starts. Optimum 0 is the best that counts, 1 the next, … */
export function ledgerOf(ended: readonly Ended[], tolerance: number): StartRecord[] {
  const optimum = new Map<number, number>();
  const own = ended.filter((e) => e.like === null);
  optimaOf(own, tolerance).forEach((group, index) => {
    for (const e of group) optimum.set(e.start, index);
  });
  return [...ended]
    .sort((a, b) => a.start - b.start)
    .map(({ start, method, logLikelihood, iterations, converged, degenerate, like }) => ({
      start,
      method,
      logLikelihood,
      iterations,
      converged,
      degenerate,
      optimum: optimum.get(like ?? start) ?? null,
    }));
}
