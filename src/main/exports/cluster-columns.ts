import type { RowResults } from '../../shared/contract.ts';
import { mergeRows } from '../../shared/model/merging.ts';

/** What the person made of the components: combined into clusters, named. */
export interface ClusterWords {
  /** Components of each cluster, numbered from 1; null: nothing is combined. */
  readonly groups: readonly (readonly number[])[] | null;
  /** A name for each cluster as it stands (combined or not), '' for none; null: none was named. */
  readonly names: readonly string[] | null;
}

/** A column beside the results of a row. */
export interface ClusterColumn {
  readonly name: string;
  readonly type: 'integer' | 'text';
  /** Null for excluded rows, and for names of clusters that have none. */
  cell(row: number): number | string | null;
}

/**
 * merged_cluster (1…M, 0 = noise) where components are combined: by the largest sum of responsibilities, which may be another
 * cluster's than that of the largest single one. cluster_name where clusters are named; rows of the noise are 'noise'.
 */
export function clusterColumns(results: RowResults, { groups, names }: ClusterWords): ClusterColumn[] {
  const { labels } = groups ? mergeRows(results, groups) : results;
  const columns: ClusterColumn[] = [];
  if (groups) columns.push({ name: 'merged_cluster', type: 'integer', cell: (row) => (labels[row] < 0 ? null : labels[row]) });
  if (names?.some((name) => name !== '')) {
    const nameOf = (label: number) => (label === 0 ? 'noise' : names[label - 1] || null);
    columns.push({ name: 'cluster_name', type: 'text', cell: (row) => (labels[row] < 0 ? null : nameOf(labels[row])) });
  }
  return columns;
}
