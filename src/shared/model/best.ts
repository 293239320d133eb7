import type { Candidate, Criterion } from './mixture.ts';

/** What candidates are compared by, smaller is better: the criterion, or −ELBO of those that were found by variational inference. */
const figureOf = (candidate: Candidate, criterion: Criterion): number | null =>
  typeof candidate.elbo === 'number' ? -candidate.elbo : candidate[criterion];

/** Whether a candidate may win: it has figures, converged, and no component of it has collapsed. */
export const isUsable = (candidate: Candidate, criterion: Criterion): boolean =>
  candidate.logLikelihood !== null && figureOf(candidate, criterion) !== null && candidate.converged && !candidate.degenerate;

/**
 * Index of the usable candidate with the smallest criterion (of variational fits: with the highest ELBO); null when none is usable.
 * Ties go to the smaller k, then to fewer parameters, then to the earlier one.
 */
export function bestOf(candidates: readonly Candidate[], criterion: Criterion): number | null {
  let best: number | null = null;
  candidates.forEach((candidate, index) => {
    if (!isUsable(candidate, criterion)) return;
    if (best === null || isBetter(candidate, candidates[best]!, criterion)) best = index;
  });
  return best;
}

function isBetter(one: Candidate, other: Candidate, criterion: Criterion): boolean {
  const difference =
    figureOf(one, criterion)! - figureOf(other, criterion)! || one.k - other.k || one.parameters - other.parameters;
  return difference < 0;
}
