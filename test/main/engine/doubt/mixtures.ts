import { simulate } from '../../../../src/main/engine/doubt/simulate.ts';
import type { SearchSettings } from '../../../../src/main/engine/doubt/steps.ts';
import type { Mixture } from '../../../../src/main/engine/mixture/mixture.ts';
import { type CandidateResult, searchCandidate } from '../../../../src/main/engine/mixture/search.ts';
import type { Rows } from '../../../../src/main/engine/rows.ts';
import type { FamilyCode } from '../../../../src/shared/model/mixture.ts';
import { finish } from '../support.ts';

export const settings: SearchSettings = { starts: 4, seed: 1, floor: 1e-6 };

/** Spheres of one variance, equally heavy, at the given means. */
export function spheres(means: readonly (readonly number[])[], variance = 1): Mixture {
  const k = means.length;
  const d = means[0].length;
  return {
    k,
    d,
    weights: new Float64Array(k).fill(1 / k),
    means: Float64Array.from(means.flat()),
    covariances: Float64Array.from({ length: k * d * d }, (_, at) => (Math.floor((at % (d * d)) / d) === at % d ? variance : 0)),
  };
}

/** Three clusters, six standard deviations apart. */
export const apart = spheres([
  [0, 0],
  [6, 0],
  [3, 5.2],
]);

export const drawn = (mixture: Mixture, n: number, seed: number) => finish(simulate(mixture, n, null, seed));

export const fitTo = (rows: Rows, k: number, family: FamilyCode = 'VVV', more: Partial<SearchSettings> = {}): CandidateResult =>
  finish(searchCandidate(rows, { ...settings, ...more, k, family, startLabels: null }));

export function mixtureOf(result: CandidateResult): Mixture {
  if (result.mixture === null) throw new Error(result.failure ?? 'no fit');
  return result.mixture;
}
