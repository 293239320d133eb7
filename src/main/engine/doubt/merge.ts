import { elbow } from './elbow.ts';
import type { DoubtStep } from './steps.ts';

/** The clusters that are left at one stage: each a set of components, 1…K, smallest first. */
export interface MergeLevel {
  readonly clusters: number;
  readonly groups: readonly (readonly number[])[];
  /** −Σ_i w_i Σ_g t_ig log t_ig, nats: how unsure the assignment of the rows is. */
  readonly entropy: number;
  /** The two groups of the level before that became one; null at the first. */
  readonly merged: readonly [readonly number[], readonly number[]] | null;
  /** How many rows that merge had to do with: rows (by weight) that were assigned to one of the two. 0 at the first level. */
  readonly mergedRows: number;
}

export interface MergeResult {
  /** From K clusters down to 1. */
  readonly levels: readonly MergeLevel[];
  /** Where the entropy bends over the number of clusters (two lines, as mclust); K for K ≤ 2. */
  readonly suggested: number;
  /** Where it bends over the number of rows merged so far, which small merges do not sway. */
  readonly suggestedByRows: number;
}

/** t log t, 0 at 0. */
const tLogT = (t: number): number => (t > 0 ? t * Math.log(t) : 0);
const chunk = 16_384;

/**
 * Combining components into clusters (Baudry, Raftery, Celeux, Lo & Gottardo 2010, as mclust's clustCombi): again and
 * again the two groups whose merging lowers the entropy of the assignment most become one. The density stays as it is.
 * `responsibilities` n × K row-major (a noise component is not among them), `weights` n or null. Ties go to the first pair.
 */
export function* mergeByEntropy(
  responsibilities: ArrayLike<number>,
  k: number,
  weights: Float64Array | null = null,
): Generator<DoubtStep, MergeResult> {
  const n = responsibilities.length / k;
  let t = columnsOf(responsibilities, n, k);
  let groups: (readonly number[])[] = Array.from({ length: k }, (_, c) => [c + 1]);
  let own: number[] = [];
  for (const column of t) own.push(yield* summed(column, null, weights, 0));
  /** lost[a][b], a < b: what merging a and b takes off the entropy. */
  let lost: number[][] = [];
  const pairs = Math.max(1, (k * (k - 1)) / 2);
  let seen = 0;
  for (let a = 0; a < k; a++) {
    lost.push(new Array<number>(k).fill(0));
    for (let b = a + 1; b < k; b++) lost[a][b] = (yield* summed(t[a], t[b], weights, (0.5 * seen++) / pairs)) - own[a] - own[b];
  }
  // Rounding of responsibilities may leave a sum a little above 1.
  const entropyOf = (): number => Math.max(0, -own.reduce((sum, value) => sum + value, 0));
  const levels: MergeLevel[] = [{ clusters: k, groups, entropy: entropyOf(), merged: null, mergedRows: 0 }];
  while (groups.length > 1) {
    const [a, b] = largest(lost);
    const merged = [groups[a], groups[b]] as const;
    const mergedRows = assignedTo(t, a, weights) + assignedTo(t, b, weights);
    const both = t[a].map((value, i) => value + t[b][i]);
    const without = <V>(list: readonly V[], value: V): V[] =>
      list.map((old, g) => (g === a ? value : old)).filter((_, g) => g !== b);
    const all = [...groups[a], ...groups[b]].sort((x, y) => x - y);
    groups = without(groups, all);
    t = without(t, both);
    own = without(own, own[a] + own[b] + lost[a][b]);
    lost = without(lost, lost[a]).map((row) => without(row, 0));
    const share = 0.5 + 0.5 * (1 - groups.length / k);
    for (let g = 0; g < groups.length; g++) {
      if (g === a) continue;
      const [low, high] = g < a ? [g, a] : [a, g];
      lost[low][high] = (yield* summed(t[low], t[high], weights, share)) - own[low] - own[high];
    }
    levels.push({ clusters: groups.length, groups, entropy: entropyOf(), merged, mergedRows });
  }
  return { levels, ...suggestions(levels, k) };
}

/** The responsibilities of the groups of a level: n × groups row-major, sums of those of their components. */
export function mergeResponsibilities(
  responsibilities: ArrayLike<number>,
  k: number,
  groups: readonly (readonly number[])[],
): Float32Array {
  const n = responsibilities.length / k;
  const out = new Float32Array(n * groups.length);
  for (let i = 0; i < n; i++) {
    groups.forEach((group, g) => {
      let sum = 0;
      for (const c of group) sum += responsibilities[i * k + c - 1];
      out[i * groups.length + g] = sum;
    });
  }
  return out;
}

function columnsOf(responsibilities: ArrayLike<number>, n: number, k: number): Float64Array[] {
  return Array.from({ length: k }, (_, c) => Float64Array.from({ length: n }, (_, i) => responsibilities[i * k + c]));
}

/** Σ w t log t with t = a + b. */
function* summed(
  a: Float64Array,
  b: Float64Array | null,
  weights: Float64Array | null,
  share: number,
): Generator<DoubtStep, number> {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    if (i % chunk === chunk - 1) yield { share, doing: 'comparing components' };
    const value = tLogT(b ? a[i] + b[i] : a[i]);
    sum += weights ? weights[i] * value : value;
  }
  return sum;
}

function largest(lost: readonly (readonly number[])[]): readonly [number, number] {
  let best: readonly [number, number] = [0, 1];
  for (let b = 1; b < lost.length; b++) for (let a = 0; a < b; a++) if (lost[a][b] > lost[best[0]][best[1]]) best = [a, b];
  return best;
}

/** Rows (by weight) whose largest responsibility is that of the group. */
function assignedTo(t: readonly Float64Array[], group: number, weights: Float64Array | null): number {
  let count = 0;
  for (let i = 0; i < t[group].length; i++) {
    const own = t[group][i];
    if (t.every((column, g) => column[i] < own || (column[i] === own && g >= group))) count += weights ? weights[i] : 1;
  }
  return count;
}

function suggestions(levels: readonly MergeLevel[], k: number): Pick<MergeResult, 'suggested' | 'suggestedByRows'> {
  const ascending = [...levels].reverse();
  const entropies = ascending.map((level) => level.entropy);
  const clusters = ascending.map((level) => level.clusters);
  const rows = [0];
  for (const { mergedRows } of ascending.slice(0, -1)) rows.push(rows[rows.length - 1] + mergedRows);
  const at = (index: number | null): number => (index === null ? k : clusters[index]);
  return { suggested: at(elbow(clusters, entropies)), suggestedByRows: at(elbow(rows, entropies)) };
}
