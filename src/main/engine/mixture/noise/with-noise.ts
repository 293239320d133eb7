import type { Mixture, Noise } from '../mixture.ts';

/**
 * The same Gaussians beside the given noise, or without any: weights sum to 1 again. A mixture that has noise already
 * keeps its weight and takes the density.
 */
export function withNoise(mixture: Mixture, noise: Readonly<Noise> | null): Mixture {
  const total = mixture.weights.reduce((sum, w) => sum + w, 0);
  const weight = noise === null ? 0 : (mixture.noise?.weight ?? noise.weight);
  const weights = mixture.weights.map((w) => (w / total) * (1 - weight));
  return { ...mixture, weights, noise: noise && { ...noise, weight } };
}
