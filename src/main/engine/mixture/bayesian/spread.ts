import { symmetricEigen } from '../../../../shared/geometry/eigen.ts';
import type { Model, Posterior } from './model.ts';
import { stickWeights } from './update.ts';

/** Components with fewer rows than this share of the largest are idle. */
const idleShare = 1e-2;

/**
 * Idle components shared out among the others, the largest first: each of these and its helpers stand side by side along its
 * long axis, with equal parts of its rows. Null when none is idle.
 */
export function spread(model: Model, from: Posterior): Posterior | null {
  const { d, prior, structure } = model;
  const largest = Math.max(...from.counts);
  const order = Array.from(from.counts.keys()).sort((a, b) => from.counts[b] - from.counts[a]);
  const donors = order.filter((c) => from.counts[c] > idleShare * largest);
  const idle = order.slice(donors.length);
  if (idle.length === 0) return null;
  const groups = donors.map((donor, at) => [donor, ...idle.filter((_, i) => i % donors.length === at)]);
  const to = {
    counts: from.counts.slice(),
    means: from.means.slice(),
    scales: from.scales.slice(),
    degrees: from.degrees.slice(),
  };
  for (const group of groups) {
    const [donor] = group;
    const axis = longAxis(from, donor, d);
    const count = from.counts[donor] / group.length;
    group.forEach((c, at) => {
      const step = group.length === 1 ? 0 : (2 * at) / (group.length - 1) - 1;
      to.counts[c] = count;
      if (structure !== 'tied') to.degrees[c] = prior.degrees + count;
      for (let i = 0; i < d; i++) {
        to.means[c * d + i] = from.means[donor * d + i] + step * axis[i];
        if (structure === 'tied') continue;
        const ratio = to.degrees[c] / from.degrees[donor];
        for (let j = 0; j < d; j++) to.scales[(c * d + i) * d + j] = from.scales[(donor * d + i) * d + j] * ratio;
      }
    });
  }
  return {
    ...to,
    ...stickWeights(to.counts, prior),
    meanPrecision: to.counts.map((count) => prior.meanPrecision + count),
  };
}

/** One standard deviation along the longest axis of a component's expected covariance. */
function longAxis({ scales, degrees }: Posterior, c: number, d: number): Float64Array {
  const covariance = scales.slice(c * d * d, (c + 1) * d * d).map((value) => value / degrees[c]);
  const { values, vectors } = symmetricEigen(covariance, d);
  const at = values.indexOf(Math.max(...values));
  return vectors.slice(at * d, (at + 1) * d).map((value) => value * Math.sqrt(values[at]));
}
