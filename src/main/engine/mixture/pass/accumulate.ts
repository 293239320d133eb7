import { blockRows } from './block.ts';
import type { Components } from './components.ts';
import type { Statistics } from './statistics.ts';

/** Adds one block's Σ r, Σ r c and Σ r c cᵀ (lower triangle), c = x − m_k. Components without rows here cost one look. */
export function accumulateFull(
  data: Float64Array,
  n: number,
  start: number,
  m: number,
  { k, d, means }: Components,
  responsibilities: Float64Array,
  centred: Float64Array,
  work: Float64Array,
  into: Statistics,
): void {
  const { counts, sums, scatters } = into;
  for (let c = 0; c < k; c++) {
    const at = c * blockRows;
    let count = 0;
    for (let b = 0; b < m; b++) count += responsibilities[at + b];
    if (count === 0) continue;
    counts[c] += count;
    for (let i = 0; i < d; i++) {
      const mean = means[c * d + i];
      const from = i * n + start;
      const own = i * blockRows;
      let sum = 0;
      let square = 0;
      for (let b = 0; b < m; b++) {
        const x = data[from + b] - mean;
        const weighted = responsibilities[at + b] * x;
        centred[own + b] = x;
        work[b] = weighted;
        sum += weighted;
        square += weighted * x;
      }
      sums[c * d + i] += sum;
      const row = (c * d + i) * d;
      scatters[row + i] += square;
      for (let j = 0; j < i; j++) {
        const column = j * blockRows;
        let product = 0;
        for (let b = 0; b < m; b++) product += work[b] * centred[column + b];
        scatters[row + j] += product;
      }
    }
  }
}

/** The same with Σ r c_j² only. */
export function accumulateDiagonal(
  data: Float64Array,
  n: number,
  start: number,
  m: number,
  { k, d, means }: Components,
  responsibilities: Float64Array,
  _centred: Float64Array,
  _work: Float64Array,
  into: Statistics,
): void {
  const { counts, sums, scatters } = into;
  for (let c = 0; c < k; c++) {
    const at = c * blockRows;
    let count = 0;
    for (let b = 0; b < m; b++) count += responsibilities[at + b];
    if (count === 0) continue;
    counts[c] += count;
    for (let j = 0; j < d; j++) {
      const mean = means[c * d + j];
      const from = j * n + start;
      let sum = 0;
      let square = 0;
      for (let b = 0; b < m; b++) {
        const x = data[from + b] - mean;
        const weighted = responsibilities[at + b] * x;
        sum += weighted;
        square += weighted * x;
      }
      sums[c * d + j] += sum;
      scatters[c * d + j] += square;
    }
  }
}
