import type { Family, Floor } from './family/family.ts';
import { maximise } from './m-step.ts';
import type { Mixture } from './mixture.ts';
import { createParameters, type Parameters } from './parameters.ts';
import { createStatistics } from './pass/statistics.ts';

/**
 * The parameters of a family that are nearest to a given mixture: one M-step from the statistics that n rows with exactly
 * these weights, means and covariances would have. A mixture of the family itself comes back as it is (above the floor): the
 * prior has had its part in it already.
 */
export function fromMoments(mixture: Mixture, n: number, family: Family, floor: Floor): Parameters {
  const { k, d, weights, means, covariances, noise } = mixture;
  const old = createParameters(k, d, family.shape, noise ?? null);
  old.means.set(means);
  const statistics = createStatistics(k, d, family.shape);
  for (let c = 0; c < k; c++) {
    const count = n * weights[c];
    statistics.counts[c] = count;
    for (let i = 0; i < d; i++) {
      const row = (c * d + i) * d;
      if (family.shape === 'diagonal') statistics.scatters[c * d + i] = count * covariances[row + i];
      else for (let j = 0; j <= i; j++) statistics.scatters[row + j] = count * covariances[row + j];
    }
  }
  if (noise) statistics.totals.noise = n * noise.weight;
  const start = createParameters(k, d, family.shape, noise ?? null);
  maximise(statistics, { ...family, prior: null }, floor, old, start);
  return start;
}
