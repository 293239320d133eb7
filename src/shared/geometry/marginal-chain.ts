import type { GaussianMixture } from '../model/mixture.ts';

const halfLog2Pi = 0.5 * Math.log(2 * Math.PI);
/** A pivot below this share of its variance is rounding: it would make a density of nothing infinite. */
const leastPivot = 1e-12;

/**
 * The log density of one Gaussian at one row, column after column: adding column j to columns S adds
 * log p(x_j | x_S) = −½ log 2π v − ½ z², with z and v from one more row of the Cholesky factor of Σ_SS. Columns are taken
 * back in the opposite order. For walks through many sets of columns; d² numbers of room.
 */
export interface MarginalChain {
  /** Adds a column and returns the log density of all columns taken so far, nats. */
  push(column: number): number;
  pop(): void;
}

export function marginalChain(mixture: GaussianMixture, component: number, x: ArrayLike<number>): MarginalChain {
  const mean = mixture.means[component]!;
  const covariance = mixture.covariances[component]!;
  const d = mean.length;
  const factor = new Float64Array(d * d);
  const z = new Float64Array(d);
  const taken = new Int32Array(d);
  const logs = new Float64Array(d + 1);
  let size = 0;
  return {
    push(column) {
      const own = covariance[column]!;
      const row = size * d;
      let pivot = own[column]!;
      let away = x[column]! - mean[column]!;
      for (let p = 0; p < size; p++) {
        const from = p * d;
        let sum = own[taken[p]!]!;
        for (let q = 0; q < p; q++) sum -= factor[row + q]! * factor[from + q]!;
        const entry = sum / factor[from + p]!;
        factor[row + p] = entry;
        pivot -= entry * entry;
        away -= entry * z[p]!;
      }
      const variance = Math.max(pivot, leastPivot * own[column]!);
      factor[row + size] = Math.sqrt(variance);
      z[size] = away / factor[row + size]!;
      taken[size] = column;
      logs[size + 1] = logs[size]! - halfLog2Pi - 0.5 * Math.log(variance) - 0.5 * z[size]! * z[size]!;
      size++;
      return logs[size]!;
    },
    pop() {
      size--;
    },
  };
}
