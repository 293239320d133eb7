import type { Candidate, FamilyCode, Fit } from '../../../shared/model/mixture.ts';

/** Candidates of the family that have labels, by K. */
export const levelsOf = ({ candidates }: Fit, family: FamilyCode): readonly Candidate[] =>
  candidates.filter((one) => one.family === family && one.logLikelihood !== null).sort((a, b) => a.k - b.k);

/** Those next to the K shown, which is among them: one before and one after, or two after the first and before the last. */
export function besideShown(levels: readonly Candidate[], k: number): readonly Candidate[] {
  const at = levels.findIndex((one) => one.k === k);
  if (at < 0) return [];
  const from = Math.max(0, Math.min(at - 1, levels.length - 3));
  return levels.slice(from, from + 3);
}
