import { bestOf, isUsable } from './best.ts';
import type { Candidate, Criterion } from './mixture.ts';

export const criterionNames: Readonly<Record<Criterion, string>> = { bic: 'BIC', aic: 'AIC', icl: 'ICL' };

/** Counts by every criterion: filled in the chart. */
export const sound = (candidate: Candidate): boolean => isUsable(candidate, 'bic');

/** The best that counts by this criterion. */
export function smallest(candidates: readonly Candidate[], criterion: Criterion): Candidate | null {
  const index = bestOf(candidates, criterion);
  return index === null ? null : candidates[index]!;
}

export interface Delta {
  readonly candidate: Candidate;
  /** Above the best that counts; negative where a degenerate or unconverged candidate lies below it. */
  readonly delta: number;
}

export function deltas(candidates: readonly Candidate[], criterion: Criterion): readonly Delta[] {
  const least = smallest(candidates, criterion)?.[criterion];
  if (least === null || least === undefined) return [];
  return candidates.flatMap((candidate) => {
    const value = candidate[criterion];
    return value === null || !Number.isFinite(value) ? [] : [{ candidate, delta: value - least }];
  });
}
