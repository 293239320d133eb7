import { canonicalOrder } from '../canonical.ts';
import { about } from '../extrapolate.ts';
import { createStatistics, type Statistics } from '../pass/statistics.ts';
import type { Model, Posterior } from './model.ts';
import { stickWeights } from './update.ts';

/** Statistics about the means of a posterior, and these means. */
export interface Counted {
  readonly statistics: Statistics;
  readonly means: Float64Array;
}

/**
 * The order of components: by expected rows, most first, then by mean. For a Dirichlet process this is also the order of the
 * sticks that the bound likes best: given the counts it is Σ −log(α + Σ_{l≥k} N_l) and constants, largest in this order.
 */
export const orderOf = ({ statistics: { k, d, counts }, means }: Counted): number[] => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return canonicalOrder({ k, d, weights: counts.map((count) => count / total), means });
};

/** The same with the components in another order; `order` may name fewer, and those at the end are then empty. */
export function arranged({ statistics, means }: Counted, order: readonly number[]): Counted {
  const { k, d, shape } = statistics;
  const to = createStatistics(k, d, shape);
  const moved = new Float64Array(k * d);
  const size = statistics.scatters.length / k;
  order.forEach((from, at) => {
    to.counts[at] = statistics.counts[from];
    to.sums.set(statistics.sums.subarray(from * d, (from + 1) * d), at * d);
    to.scatters.set(statistics.scatters.subarray(from * size, (from + 1) * size), at * size);
    moved.set(means.subarray(from * d, (from + 1) * d), at * d);
  });
  Object.assign(to.totals, statistics.totals);
  return { statistics: to, means: moved };
}

/** Components a and b as one, in the place of a; that of b is empty and last. */
export function merged({ statistics, means }: Counted, a: number, b: number): Counted {
  const { k, d, shape } = statistics;
  const size = statistics.scatters.length / k;
  const together = createStatistics(k, d, shape);
  const target = means.slice();
  for (let i = 0; i < d; i++) target[b * d + i] = means[a * d + i];
  together.counts.set(statistics.counts);
  together.sums.set(statistics.sums);
  together.scatters.set(statistics.scatters);
  about(together, means, target);
  together.counts[a] += together.counts[b];
  for (let i = 0; i < d; i++) together.sums[a * d + i] += together.sums[b * d + i];
  for (let i = 0; i < size; i++) together.scatters[a * size + i] += together.scatters[b * size + i];
  const order = Array.from({ length: k }, (_, c) => c).filter((c) => c !== b);
  return arranged({ statistics: together, means }, order);
}

/** The same posterior of each component, in another order; the sticks are those of that order. */
export function reordered(model: Model, from: Posterior, order: readonly number[]): Posterior {
  const move = (source: Float64Array): Float64Array => {
    const size = source.length / model.k;
    const to = new Float64Array(source.length);
    order.forEach((old, place) => {
      to.set(source.subarray(old * size, (old + 1) * size), place * size);
    });
    return to;
  };
  const { counts, meanPrecision, means, degrees, scales } = from;
  const moved = {
    counts: move(counts),
    meanPrecision: move(meanPrecision),
    means: move(means),
    degrees: move(degrees),
    scales: move(scales),
  };
  return { ...moved, ...stickWeights(moved.counts, model.prior) };
}
