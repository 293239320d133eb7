import { z } from 'zod';
import type { RowResults } from '../contract/parts.ts';

/** Components 1…K combined into clusters, numbered from 1: each a set of components. */
export type Groups = readonly (readonly number[])[];

/** How the components of one candidate are combined. A candidate without one is shown as it was fitted. */
export const Merging = z.object({
  fit: z.number().int(),
  k: z.number().int(),
  family: z.string(),
  groups: z.array(z.array(z.number().int())),
});
export type Merging = z.infer<typeof Merging>;

type Key = Pick<Merging, 'fit' | 'k' | 'family'>;
const isOf = (one: Key, key: Key): boolean => one.fit === key.fit && one.k === key.k && one.family === key.family;

/** Whether the groups hold each of the components 1…K once. */
export const isPartition = (groups: Groups, k: number): boolean => {
  const all = groups.flat().sort((a, b) => a - b);
  return all.length === k && all.every((component, i) => component === i + 1) && groups.every((group) => group.length > 0);
};

/** The groups of a candidate; null where its components are not combined, or what is kept does not fit them. */
export function mergingOf(merges: readonly Merging[], key: Key): Groups | null {
  const found = merges.find((one) => isOf(one, key));
  return found && found.groups.length < key.k && isPartition(found.groups, key.k) ? found.groups : null;
}

/** With the groups of one candidate in place of its former ones; K groups of one component each combine nothing. */
export function withMerging(merges: readonly Merging[], key: Key, groups: Groups): Merging[] {
  const others = merges.filter((one) => !isOf(one, key));
  if (groups.length >= key.k) return others;
  const { fit, k, family } = key;
  return [...others, { fit, k, family, groups: groups.map((group) => [...group]) }];
}

/** For each component (from 0) its cluster (from 0). */
export function clustersOf(groups: Groups, k: number): Int32Array {
  const clusters = new Int32Array(k);
  groups.forEach((group, g) => {
    for (const component of group) clusters[component - 1] = g;
  });
  return clusters;
}

export const ungrouped = (k: number): Groups => Array.from({ length: k }, (_, c) => [c + 1]);

/**
 * What a candidate says of each row, by clusters in place of components: responsibilities are sums of those of the
 * components, r_ig = Σ_{k∈g} r_ik; labels and uncertainty follow from them; the density stays as it is.
 */
export function mergeRows(results: RowResults, groups: Groups): RowResults {
  const { k, logDensity, noise } = results;
  const n = results.labels.length;
  const m = groups.length;
  const clusters = clustersOf(groups, k);
  const labels = new Int32Array(n);
  const uncertainty = new Float64Array(n);
  const responsibilities = new Float32Array(n * m);
  const sums = new Float64Array(m);
  for (let row = 0; row < n; row++) {
    if (results.labels[row]! < 0) {
      labels[row] = -1;
      uncertainty[row] = Number.NaN;
      responsibilities.fill(Number.NaN, row * m, row * m + m);
      continue;
    }
    sums.fill(0);
    for (let c = 0; c < k; c++) sums[clusters[c]!]! += results.responsibilities[row * k + c]!;
    let best = 0;
    for (let g = 0; g < m; g++) {
      responsibilities[row * m + g] = sums[g]!;
      if (sums[g]! > sums[best]!) best = g;
    }
    const outside = noise?.[row] ?? 0;
    const isNoise = outside > sums[best]!;
    labels[row] = isNoise ? 0 : best + 1;
    // A sum of what is small keeps its digits; 1 minus what is nearly 1 does not.
    let others = isNoise ? 0 : outside;
    for (let g = 0; g < m; g++) if (isNoise || g !== best) others += sums[g]!;
    uncertainty[row] = Math.min(1, others);
  }
  return { k: m, labels, uncertainty, logDensity, responsibilities, noise };
}

/** '1 + 4' */
export const groupText = (group: readonly number[]): string => group.join(' + ');

/** How the components of a mixture are drawn: in which colour and under which number. */
export interface Clusters {
  /** Components 1…K of each cluster; each its own where nothing is combined. */
  readonly groups: Groups;
  readonly combined: boolean;
  /** For each component (from 0) the number of its cluster (from 1). */
  readonly numbers: readonly number[];
  /** For each component (from 0) its place in the palette: that of its cluster's first component, which stays as clusters are cut anew. */
  readonly paint: readonly number[];
  /** For each component (from 0) the name of its cluster: those that its components were given; '' where none was. */
  readonly names: readonly string[];
}

/** `look`: places in the palette and names of the components; null: as they are numbered. */
export function clustersAsDrawn(
  groups: Groups | null,
  k: number,
  look: { readonly places: readonly number[]; readonly names: readonly string[] } | null = null,
): Clusters {
  const all = groups ?? ungrouped(k);
  const clusters = clustersOf(all, k);
  const own = look?.places.length === k ? look : null;
  const nameOf = (group: readonly number[]) =>
    [...new Set(group.map((component) => own?.names[component - 1] ?? ''))].filter((name) => name !== '').join(' + ');
  return {
    groups: all,
    combined: all.length < k,
    numbers: Array.from(clusters, (g) => g + 1),
    paint: Array.from(clusters, (g) => {
      const first = all[g]![0]! - 1;
      return own ? own.places[first]! : first;
    }),
    names: Array.from(clusters, (g) => nameOf(all[g]!)),
  };
}

/** The place in the palette of cluster g (from 0). */
export const paintOfCluster = ({ groups, paint }: Clusters, g: number): number => paint[groups[g]![0]! - 1]!;

/** The name of cluster g (from 0); '' where it has none. */
export const nameOfCluster = ({ groups, names }: Clusters, g: number): string => names[groups[g]![0]! - 1]!;

/** How a cluster (from 0) is called: its number, and its name where it has one. */
export function calledCluster(clusters: Clusters, g: number): string {
  const name = clusters.groups[g] ? nameOfCluster(clusters, g) : '';
  return name === '' ? String(g + 1) : `${g + 1} ${name}`;
}
