import type { Rows } from '../rows.ts';
import { emptyCount, type Family, type Floor } from './family/family.ts';
import { maximise } from './m-step.ts';
import type { Noise } from './mixture.ts';
import { createParameters, type Parameters } from './parameters.ts';
import { chunkRows } from './pass/pass.ts';
import { createStatistics, type Statistics } from './pass/statistics.ts';

/**
 * Statistics of a hard partition of complete rows (labels 1…K, anything else = of no component), about the components'
 * own means, which are written to `means` (K×d). Two passes over the rows; yields now and then.
 */
export function* partitionStatistics(
  rows: Rows,
  labels: Int32Array,
  k: number,
  family: Family,
  means: Float64Array,
): Generator<void, Statistics> {
  const { n, d, data, weights } = rows;
  const weight = (i: number): number => (weights ? weights[i] : 1);
  const statistics = createStatistics(k, d, family.shape);
  const { counts, sums, scatters } = statistics;
  for (let i = 0; i < n; i++) if (labels[i] >= 1 && labels[i] <= k) counts[labels[i] - 1] += weight(i);
  for (let j = 0; j < d; j++) {
    for (let i = 0; i < n; i++) {
      const c = labels[i] - 1;
      if (c >= 0 && c < k && weight(i) > 0) means[c * d + j] += (weight(i) * data[j * n + i]) / counts[c];
    }
    yield;
  }
  const centred = new Float64Array(d);
  const chunk = chunkRows(1, d, family.shape);
  for (let i = 0; i < n; i++) {
    if (i % chunk === chunk - 1) yield;
    const c = labels[i] - 1;
    const w = weight(i);
    if (c < 0 || c >= k || w === 0) continue;
    for (let j = 0; j < d; j++) {
      const x = data[j * n + i] - means[c * d + j];
      centred[j] = x;
      sums[c * d + j] += w * x;
      if (family.shape === 'diagonal') scatters[c * d + j] += w * x * x;
      else for (let m = 0; m <= j; m++) scatters[(c * d + j) * d + m] += w * x * centred[m];
    }
  }
  return statistics;
}

/**
 * Parameters from a hard partition by one M-step. `borrowed` > 0 lends every component that many rows of the pooled
 * within-component scatter, so that a small cluster of a random start does not begin as a spike; 0 is the plain M-step.
 * Beside `noise` the components share what its weight leaves. Throws RangeError when a cluster has no rows.
 */
export function* fromLabels(
  rows: Rows,
  labels: Int32Array,
  k: number,
  family: Family,
  floor: Floor,
  borrowed: number,
  noise: Readonly<Noise> | null = null,
): Generator<void, Parameters> {
  const old = createParameters(k, rows.d, family.shape, noise);
  const statistics = yield* partitionStatistics(rows, labels, k, family, old.means);
  const empty = statistics.counts.findIndex((count) => !(count > emptyCount));
  if (empty >= 0) throw new RangeError(`Cluster ${empty + 1} of the start has no rows. Try fewer components.`);
  if (borrowed > 0) borrowScatter(statistics, borrowed);
  if (noise) statistics.totals.noise = (noise.weight / (1 - noise.weight)) * statistics.counts.reduce((sum, n) => sum + n, 0);
  const start = createParameters(k, rows.d, family.shape, noise);
  maximise(statistics, family, floor, old, start);
  return start;
}

/** W_k ← N_k (W_k + b P) / (N_k + b) with P = Σ W / Σ N, so that W_k / N_k is pulled to the pooled covariance. */
function borrowScatter({ k, counts, scatters }: Statistics, borrowed: number): void {
  const size = scatters.length / k;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const pooled = new Float64Array(size);
  for (let i = 0; i < scatters.length; i++) pooled[i % size] += scatters[i] / total;
  for (let i = 0; i < scatters.length; i++) {
    const count = counts[Math.floor(i / size)];
    scatters[i] = (count * (scatters[i] + borrowed * pooled[i % size])) / (count + borrowed);
  }
}
