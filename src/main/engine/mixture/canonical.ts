import { createParameters, type Parameters } from './parameters.ts';

/** Weights that differ by rounding only are equal. The offset keeps simple fractions away from the edges between grains. */
const grain = (weight: number): number => Math.round(weight * 1e9 + 0.1234567);

/**
 * The order in which components are numbered: by weight, largest first; equal weights (to 1e-9) by mean, column by column,
 * smallest first. Returns for each new place the old index.
 */
export function canonicalOrder({ k, d, weights, means }: Pick<Parameters, 'k' | 'd' | 'weights' | 'means'>): number[] {
  return Array.from({ length: k }, (_, c) => c).sort((a, b) => {
    const heavier = grain(weights[b]) - grain(weights[a]);
    if (heavier !== 0) return heavier;
    for (let j = 0; j < d; j++) {
      const difference = means[a * d + j] - means[b * d + j];
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}

/** The same mixture with its components in the given order. */
export function reorder(from: Parameters, order: readonly number[]): Parameters {
  const { k, d } = from;
  const to = createParameters(k, d, from.components.shape, from.noise);
  const move = (source: Float64Array | Uint8Array, target: Float64Array | Uint8Array) => {
    const size = source.length / k;
    order.forEach((old, place) => {
      for (let i = 0; i < size; i++) target[place * size + i] = source[old * size + i];
    });
  };
  move(from.weights, to.weights);
  move(from.means, to.means);
  move(from.covariances, to.covariances);
  move(from.components.factors, to.components.factors);
  move(from.components.constants, to.components.constants);
  move(from.logDetFactors, to.logDetFactors);
  move(from.atFloor, to.atFloor);
  to.orientation.set(from.orientation);
  return to;
}
