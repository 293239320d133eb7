import type { Random } from '../../random/generator.ts';
import { sampleIndices } from '../../random/sample.ts';
import { type Rows, takeRows } from '../../rows.ts';
import { createClusters, joinedCost, merge } from './gaussian-clusters.ts';

/** Model-based hierarchical agglomeration of some of the rows, made once and cut at any K. */
export interface Hierarchy {
  /** Rows that took part, as indices into all rows, and the distinct row (0 … groups − 1) that each of them is. */
  readonly rows: Int32Array;
  readonly groups: Int32Array;
  readonly distinct: number;
  /** Pairs of groups in the order of joining: the second goes into the first, which keeps its number. 2 × (distinct − 1). */
  readonly merges: Int32Array;
}

/** n² time: above this many distinct rows, or when d makes each pair dear, a sample of them takes part. */
const mostDistinct = 2000;
/** Of so many rows that they are a sample anyway, three quarters serve as well in half the time. */
const sampleDistinctRows = 1500;
const fewestDistinct = 200;
const work = 8e8;

function distinctAllowed({ n, d }: Rows): number {
  const most = n > mostDistinct ? sampleDistinctRows : mostDistinct;
  return Math.max(fewestDistinct, Math.min(most, Math.floor(Math.sqrt((2 * work) / (d * d * (d / 6 + 1) + 40)))));
}

/** Rows in random order until so many distinct ones have been met; copies of these count along. */
function sampleDistinct(
  { n, d, data }: Rows,
  most: number,
  random: Random,
): { rows: number[]; groups: number[]; firsts: number[] } {
  const order = sampleIndices(n, Math.min(n, 4 * most), random);
  if (order.length > most) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = random.below(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
  }
  const known = new Map<string, number>();
  const rows: number[] = [];
  const groups: number[] = [];
  const firsts: number[] = [];
  for (const row of order) {
    let key = '';
    for (let j = 0; j < d; j++) key += `${data[j * n + row]},`;
    let group = known.get(key);
    if (group === undefined) {
      if (firsts.length === most) continue;
      group = firsts.length;
      known.set(key, group);
      firsts.push(row);
    }
    rows.push(row);
    groups.push(group);
  }
  return { rows, groups, firsts };
}

/**
 * Agglomerates distinct rows (at most 2,000; fewer for many columns) by the classification likelihood of Gaussians that
 * each have a covariance of their own (Banfield & Raftery 1993; Fraley 1998; mclust's hcVVV): always the pair whose
 * joining costs the least. `rows` should be in units that do not matter, such as those of `halfSphere`. Yields now and then.
 */
export function* hierarchyOf(rows: Rows, random: Random): Generator<void, Hierarchy> {
  const sample = sampleDistinct(rows, distinctAllowed(rows), random);
  const m = sample.firsts.length;
  const clusters = createClusters(takeRows(rows, sample.firsts), sample.groups);
  const result = { rows: Int32Array.from(sample.rows), groups: Int32Array.from(sample.groups), distinct: m };
  const merges = new Int32Array(2 * Math.max(0, m - 1));
  // delta[i(i−1)/2 + j], j < i: what joining i and j costs; nearest[i] and least[i]: the cheapest j < i.
  const delta = new Float64Array((m * (m - 1)) / 2);
  const nearest = new Int32Array(m).fill(-1);
  const least = new Float64Array(m).fill(Number.POSITIVE_INFINITY);
  const alive = Uint8Array.from({ length: m }, () => 1);
  const seek = (i: number): void => {
    nearest[i] = -1;
    least[i] = Number.POSITIVE_INFINITY;
    const from = (i * (i - 1)) / 2;
    for (let j = 0; j < i; j++) {
      if (alive[j] && (nearest[i] < 0 || delta[from + j] < least[i])) {
        least[i] = delta[from + j];
        nearest[i] = j;
      }
    }
  };
  let looked = 0;
  const cost = rows.d * rows.d + 40;
  for (let i = 1; i < m; i++) {
    const from = (i * (i - 1)) / 2;
    for (let j = 0; j < i; j++) delta[from + j] = joinedCost(clusters, i, j) - clusters.costs[i] - clusters.costs[j];
    seek(i);
    looked += i * cost;
    if (looked > 4e6) {
      looked = 0;
      yield;
    }
  }
  for (let step = 0; step < m - 1; step++) {
    let b = -1;
    for (let i = 1; i < m; i++) if (alive[i] && nearest[i] >= 0 && (b < 0 || least[i] < least[b])) b = i;
    const a = nearest[b];
    merges[2 * step] = a;
    merges[2 * step + 1] = b;
    merge(clusters, a, b);
    alive[b] = 0;
    for (let x = 0; x < m; x++) {
      if (!alive[x] || x === a) continue;
      const [i, j] = x > a ? [x, a] : [a, x];
      const value = joinedCost(clusters, i, j) - clusters.costs[i] - clusters.costs[j];
      delta[(i * (i - 1)) / 2 + j] = value;
      if (x < a) continue;
      if (nearest[x] === a || nearest[x] === b) seek(x);
      else if (value < least[x]) {
        least[x] = value;
        nearest[x] = a;
      }
    }
    for (let x = b + 1; x < m; x++) if (alive[x] && nearest[x] === b) seek(x);
    seek(a);
    looked += (m - step) * cost;
    if (looked > 4e6) {
      looked = 0;
      yield;
    }
  }
  return { ...result, merges };
}

/** Labels 1…K of n rows where the hierarchy has K clusters; 0 for rows that took no part. Null when it never had K. */
export function cutHierarchy({ rows, groups, distinct, merges }: Hierarchy, n: number, k: number): Int32Array | null {
  if (distinct < k) return null;
  const parent = Int32Array.from({ length: distinct }, (_, i) => i);
  const root = (i: number): number => {
    let r = i;
    while (parent[r] !== r) r = parent[r] = parent[parent[r]];
    return r;
  };
  for (let step = 0; step < distinct - k; step++) parent[root(merges[2 * step + 1])] = root(merges[2 * step]);
  const numbers = new Map<number, number>();
  const labels = new Int32Array(n);
  rows.forEach((row, i) => {
    const r = root(groups[i]);
    const number = numbers.get(r) ?? numbers.size + 1;
    numbers.set(r, number);
    labels[row] = number;
  });
  return labels;
}
