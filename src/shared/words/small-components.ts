import type { CandidateDetail } from '../model/mixture.ts';

type Subject = Pick<CandidateDetail, 'candidate' | 'sizes' | 'variational'>;

/**
 * Clusters of fewer rows than tell a cluster from outliers, d + 1 in d columns, in up to two sentences. Where all components share a
 * volume such a fit is a maximum like any other (engine/mixture/degenerate.ts): it counts, with these words.
 */
export function smallComponents({ candidate, sizes, variational }: Subject, columns: number): string[] {
  if (candidate.k === 1 || candidate.degenerate || variational) return [];
  const of = (rows: (size: number) => boolean) => sizes.flatMap((size, c) => (rows(size) ? [c + 1] : []));
  const single = of((size) => size === 1);
  const few = of((size) => size > 1 && size <= columns);
  const said: string[] = [];
  if (single.length === 1) said.push(`Cluster ${single[0]} is a single row: that tells of an outlier, not of a cluster.`);
  if (single.length > 1) said.push(`Clusters ${list(single)} are a single row each: that tells of outliers, not of clusters.`);
  if (few.length > 0) {
    const most = Math.max(...few.map((c) => sizes[c - 1]!));
    const rows = few.length === 1 ? `Cluster ${few[0]} has only ${most} rows` : `Clusters ${list(few)} have at most ${most} rows`;
    said.push(`${rows}, in ${columns} columns: outliers may make up a cluster of so few.`);
  }
  return said;
}

const list = (numbers: readonly number[]): string => `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
