import type { GaussianMixture } from '../../shared/model/mixture.ts';
import type { Mixture } from '../engine/mixture/mixture.ts';
import { variationalToArrays, variationalToLists } from './variational-lists.ts';

/** The engine's flat arrays as nested lists, and back. */
export function toLists({ k, d, weights, means, covariances, noise, variational }: Mixture): GaussianMixture {
  const component = (from: Float64Array, at: number, length: number) => Array.from(from.subarray(at, at + length));
  const each = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
  return {
    weights: Array.from(weights),
    means: each(k, (c) => component(means, c * d, d)),
    covariances: each(k, (c) => each(d, (i) => component(covariances, (c * d + i) * d, d))),
    noise: noise ? { ...noise, perColumn: noise.perColumn && Array.from(noise.perColumn) } : null,
    ...(variational && { variational: variationalToLists(variational) }),
  };
}

export function toArrays({ weights, means, covariances, noise, variational }: GaussianMixture): Mixture {
  const mixture: Mixture = {
    k: weights.length,
    d: means[0].length,
    weights: Float64Array.from(weights),
    means: Float64Array.from(means.flat()),
    covariances: Float64Array.from(covariances.flat(2)),
    noise: noise ? { ...noise, perColumn: noise.perColumn && Float64Array.from(noise.perColumn) } : null,
  };
  return variational ? { ...mixture, variational: variationalToArrays(variational, mixture) } : mixture;
}
