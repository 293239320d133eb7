import type { Comparison } from '../../shared/model/comparison.ts';

export type Share = 'count' | 'level' | 'cluster';

/** A cell of the table of known labels against clusters. */
export interface ConfusionCell {
  readonly cluster: number;
  readonly rows: number;
  /** Of the rows of its level, and of the rows of its cluster, 0…1. */
  readonly ofLevel: number;
  readonly ofCluster: number;
  /** This cluster goes with this level. */
  readonly matched: boolean;
  /** How strongly it is shaded, 0…1: the share asked for, or the count beside the largest. */
  readonly depth: number;
}

export interface ConfusionRow {
  readonly name: string;
  readonly rows: number;
  readonly cells: readonly ConfusionCell[];
}

/** Clusters in the order of the levels that they go with, so that agreement lies on the diagonal; the others after them. */
export function confusion(
  comparison: Comparison,
  by: Share,
): { readonly clusters: Comparison['clusters']; readonly rows: readonly ConfusionRow[] } {
  const { levels, clusters, counts, matched } = comparison;
  const place = (cluster: number) => {
    const level = matched.indexOf(cluster);
    return level < 0 ? levels.length + (cluster === 0 ? clusters.length : cluster) : level;
  };
  const order = clusters.map((_, at) => at).sort((a, b) => place(clusters[a]!.cluster) - place(clusters[b]!.cluster));
  const most = Math.max(1, ...counts.flat());
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
  return {
    clusters: order.map((at) => clusters[at]!),
    rows: levels.map((level, l) => ({
      ...level,
      cells: order.map((at) => {
        const { cluster, rows: size } = clusters[at]!;
        const rows = counts[l]![at]!;
        const [ofLevel, ofCluster] = [share(rows, level.rows), share(rows, size)];
        const depth = by === 'count' ? rows / most : by === 'level' ? ofLevel : ofCluster;
        return { cluster, rows, ofLevel, ofCluster, matched: matched[l] === cluster, depth };
      }),
    })),
  };
}
