import type { CandidateKey } from '../../shared/contract.ts';
import type { Candidate, Fit } from '../../shared/model/mixture.ts';
import type { ViewState } from '../../shared/model/project.ts';

export interface Shown {
  readonly fit: Fit;
  readonly candidate: Candidate;
  readonly key: CandidateKey;
}

const shown = (fit: Fit, candidate: Candidate): Shown => ({
  fit,
  candidate,
  key: { fit: fit.id, k: candidate.k, family: candidate.family },
});

/** The candidate that the person picked, while it exists; otherwise the best so far of the newest fit that has one. */
export function shownCandidate(fits: readonly Fit[], picked: ViewState['shown']): Shown | null {
  if (picked) {
    const fit = fits.find((one) => one.id === picked.fit);
    const candidate = fit?.candidates.find((one) => one.k === picked.k && one.family === picked.family);
    if (fit && candidate) return shown(fit, candidate);
  }
  const newest = fits.filter((one) => one.best !== null).reduce<Fit | null>((a, b) => (a && a.id > b.id ? a : b), null);
  const best = newest?.candidates[newest.best ?? -1];
  return newest && best ? shown(newest, best) : null;
}

/** What there is to see of a fit that ended: its best candidate; where none can be used its first, beside which stands why. */
export function toSee(fit: Fit | undefined): CandidateKey | null {
  const candidate = fit && fit.status !== 'running' ? fit.candidates[fit.best ?? 0] : undefined;
  return fit && candidate ? shown(fit, candidate).key : null;
}

/** Why nothing can be exported of a candidate: it has no solution. Null where it has one. */
export function whyNoExport({ k, family, logLikelihood, failure }: Candidate): string | null {
  if (logLikelihood !== null) return null;
  return `K = ${k}, ${family} has no solution to export. ${failure ?? 'It was not fitted to its end.'}`;
}

/** Did this fit end just now without a candidate that can be used, so that an older one would be shown in its place? */
export const endedInVain = (fits: readonly Fit[], fit: Fit): boolean =>
  fit.status === 'done' && fit.best === null && fits.find(({ id }) => id === fit.id)?.status !== 'done';

/** The fits with one replaced by its newer state, or added at the end. */
export function withFit(fits: readonly Fit[], fit: Fit): Fit[] {
  return fits.some((one) => one.id === fit.id) ? fits.map((one) => (one.id === fit.id ? fit : one)) : [...fits, fit];
}
