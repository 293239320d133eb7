import type { Run } from '../../../src/renderer/state/player-run.ts';
import type { Shown } from '../../../src/renderer/state/shown.ts';
import { type Fit, FitOptions, type GaussianMixture } from '../../../src/shared/model/mixture.ts';

export const at = (...means: number[]): GaussianMixture => ({
  weights: means.map(() => 1 / means.length),
  means: means.map((mean) => [mean]),
  covariances: means.map(() => [[1]]),
});
export const posterior = (mixture: GaussianMixture, counts: number[], weights: 'process' | 'distribution'): GaussianMixture => ({
  ...mixture,
  variational: {
    structure: 'full',
    prior: { weights, concentration: 1, meanPrecision: 1, mean: [0], degreesOfFreedom: 1, covariance: [[1]] },
    counts,
    concentration: counts,
    rest: [],
    meanPrecision: counts,
    degreesOfFreedom: counts,
  },
});
/** Of three components in one column, with 60, 30 and 10 rows. */
export const run: Run = {
  ...{ method: 'variational', bayesian: null, columns: ['a'], k: 3, family: 'VVV', converged: true },
  mixtures: [posterior(at(9, 0, 5), [60, 30, 10], 'process')],
  steps: [{ kind: 'E', iteration: 0, logLikelihood: -90, bound: -110, mixture: 0 }],
};
/** A fit of one candidate, K = 3, in the column of the run. */
export const fitted = (options: Partial<FitOptions>, elbo = -100): Fit => ({
  ...{ id: 1, created: '', rows: 100, excluded: 0, incomplete: 0, status: 'done', seconds: 1, best: 0 },
  options: FitOptions.parse({ columns: ['a'], ks: [3], families: ['VVV'], method: 'variational', ...options }),
  candidates: [
    {
      ...{ k: 3, family: 'VVV', logLikelihood: -80, elbo, parameters: 1, bic: null, aic: null, icl: null },
      ...{ iterations: 1, converged: true, degenerate: false, failure: null, starts: 1, startsAtBest: 1, seconds: 0 },
    },
  ],
});
export const shownOf = (one: Fit): Shown => ({
  fit: one,
  candidate: one.candidates[0]!,
  key: { fit: one.id, k: 3, family: 'VVV' },
});
