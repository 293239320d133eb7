import { factorSize, type Shape } from './components.ts';

/**
 * What a pass over rows leaves: with r the responsibilities (times the row's weight) and c = x − m_k the row about the component's mean *of that
 * pass* (never raw second moments: those lose all digits when a cluster is small and far from the origin),
 * counts K = Σ r, sums K×d = Σ r c, scatters = Σ r c cᵀ (K×d×d lower triangles, or K×d diagonals).
 * Statistics of parts of the rows add up; they are always added in the order of the rows, so that the bits are the same
 * on any number of threads.
 */
export interface Statistics {
  readonly k: number;
  readonly d: number;
  readonly shape: Shape;
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  readonly scatters: Float64Array;
  readonly totals: {
    /** Σ w log Σ_k p_k, w the row's weight, nats. */
    logLikelihood: number;
    /** Σ w log of each row's largest responsibility: −½ of what ICL adds to BIC. */
    logLargest: number;
    /** Σ r of the noise component. */
    noise: number;
  };
}

export function createStatistics(k: number, d: number, shape: Shape): Statistics {
  return {
    k,
    d,
    shape,
    counts: new Float64Array(k),
    sums: new Float64Array(k * d),
    scatters: new Float64Array(k * factorSize(d, shape)),
    totals: { logLikelihood: 0, logLargest: 0, noise: 0 },
  };
}

export function clearStatistics(s: Statistics): void {
  s.counts.fill(0);
  s.sums.fill(0);
  s.scatters.fill(0);
  s.totals.logLikelihood = 0;
  s.totals.logLargest = 0;
  s.totals.noise = 0;
}

/** total += part. */
export function addStatistics(total: Statistics, part: Statistics): void {
  const add = (to: Float64Array, from: Float64Array) => {
    for (let i = 0; i < to.length; i++) to[i] += from[i];
  };
  add(total.counts, part.counts);
  add(total.sums, part.sums);
  add(total.scatters, part.scatters);
  total.totals.logLikelihood += part.totals.logLikelihood;
  total.totals.logLargest += part.totals.logLargest;
  total.totals.noise += part.totals.noise;
}
