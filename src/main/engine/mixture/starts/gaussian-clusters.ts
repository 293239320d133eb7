import type { Rows } from '../../rows.ts';

/** Clusters under agglomeration: how many rows, their mean, their scatter about it, and what the cluster costs. */
export interface GaussianClusters {
  readonly d: number;
  readonly counts: Float64Array;
  /** m × d. */
  readonly means: Float64Array;
  /** m lower triangles of d(d + 1)/2. */
  readonly scatters: Float64Array;
  readonly costs: Float64Array;
  /** tr(W) of all rows over n·d: what keeps small clusters from costing −∞. */
  readonly alpha: number;
  readonly work: { readonly scatter: Float64Array; readonly apart: Float64Array };
}

/** One cluster for each distinct row; `groups` says which distinct row each of the rows is. */
export function createClusters({ n, d, data }: Rows, groups: readonly number[]): GaussianClusters {
  const size = (d * (d + 1)) / 2;
  const counts = new Float64Array(n);
  for (const group of groups) counts[group]++;
  const means = new Float64Array(n * d);
  let trace = 0;
  for (let j = 0; j < d; j++) {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      means[i * d + j] = data[j * n + i];
      sum += counts[i] * data[j * n + i];
    }
    const mean = sum / groups.length;
    for (let i = 0; i < n; i++) trace += counts[i] * (data[j * n + i] - mean) ** 2;
  }
  const alpha = Math.max(trace / (groups.length * d), Number.EPSILON);
  const clusters = {
    d,
    counts,
    means,
    scatters: new Float64Array(n * size),
    costs: new Float64Array(n),
    alpha,
    work: { scatter: new Float64Array(size), apart: new Float64Array(d) },
  };
  for (let i = 0; i < n; i++) clusters.costs[i] = counts[i] * Math.log(alpha / counts[i]);
  return clusters;
}

/** scratch ← the scatter of a and b joined: W_a + W_b + N_a N_b / (N_a + N_b) δδᵀ. */
function join({ d, counts, means, scatters, work }: GaussianClusters, a: number, b: number): void {
  const { scatter, apart } = work;
  const size = (d * (d + 1)) / 2;
  const factor = (counts[a] * counts[b]) / (counts[a] + counts[b]);
  for (let j = 0; j < d; j++) apart[j] = means[a * d + j] - means[b * d + j];
  let at = 0;
  for (let i = 0; i < d; i++) {
    const f = factor * apart[i];
    for (let j = 0; j <= i; j++, at++) scatter[at] = scatters[a * size + at] + scatters[b * size + at] + f * apart[j];
  }
}

/** log det of the d × d matrix in the scratch (lower triangle) divided by `count`, destroying it; −∞ when it is singular. */
function logDeterminant(scatter: Float64Array, d: number, count: number): number {
  let product = 1;
  let log = 0;
  for (let i = 0, row = 0; i < d; i++, row += i) {
    for (let j = 0, other = 0; j <= i; j++, other += j) {
      let sum = scatter[row + j];
      for (let m = 0; m < j; m++) sum -= scatter[row + m] * scatter[other + m];
      if (j < i) scatter[row + j] = sum / scatter[other + j];
      else {
        if (!(sum > 0)) return Number.NEGATIVE_INFINITY;
        scatter[row + i] = Math.sqrt(sum);
        product *= sum / count;
        if (product < 1e-200 || product > 1e200) {
          log += Math.log(product);
          product = 1;
        }
      }
    }
  }
  return log + Math.log(product);
}

/**
 * What one cluster of a and b together costs: N log(|W / N| + (tr W + α) / N), as mclust's hcVVV has it (Fraley 1998 with
 * α = β = 1); the determinant counts as 0 where N ≤ d.
 */
export function joinedCost(clusters: GaussianClusters, a: number, b: number): number {
  const { d, counts, alpha, work } = clusters;
  const count = counts[a] + counts[b];
  if (count <= d && counts[a] === 1 && counts[b] === 1) {
    let squares = 0;
    for (let j = 0; j < d; j++) squares += (clusters.means[a * d + j] - clusters.means[b * d + j]) ** 2;
    return count * Math.log((squares / 2 + alpha) / count);
  }
  join(clusters, a, b);
  let trace = 0;
  for (let j = 0, at = 0; j < d; j++, at += j + 1) trace += work.scatter[at];
  const rest = (trace + alpha) / count;
  if (count <= d || trace === 0) return count * Math.log(rest);
  const log = logDeterminant(work.scatter, d, count);
  return count * (log > 0 ? log + Math.log1p(Math.exp(-log) * rest) : Math.log(Math.exp(log) + rest));
}

/** b goes into a. */
export function merge(clusters: GaussianClusters, a: number, b: number): void {
  const { d, counts, means, scatters, costs, work } = clusters;
  const size = (d * (d + 1)) / 2;
  costs[a] = joinedCost(clusters, a, b);
  join(clusters, a, b);
  scatters.set(work.scatter, a * size);
  const count = counts[a] + counts[b];
  for (let j = 0; j < d; j++) means[a * d + j] = (counts[a] * means[a * d + j] + counts[b] * means[b * d + j]) / count;
  counts[a] = count;
}
