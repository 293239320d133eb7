import type { Comparison } from '../../shared/model/comparison.ts';
import type { Levels } from '../datasets/levels.ts';
import { adjustedRandIndex } from '../engine/doubt/ari.ts';
import { contingency, margins } from '../engine/doubt/contingency.ts';
import { matchGroups } from '../engine/doubt/matching.ts';
import { vMeasure } from '../engine/doubt/v-measure.ts';

/** Labels 1…K (0 = noise, −1 = left out) against known ones. Rows count once each, whatever their weight. */
export function comparisonOf(column: string, known: Levels, labels: Int32Array, k: number): Comparison {
  // Group 0 of a contingency is the noise, which known labels do not have.
  const codes = known.codes.map((code) => (code < 0 ? -1 : code + 1));
  const table = contingency(codes, known.names.length, labels, k);
  const { a, b } = margins(table);
  const present = known.names.flatMap((_, level) => (a[level + 1] > 0 ? [level + 1] : []));
  const clusters = [...Array.from({ length: k }, (_, g) => g + 1), ...(b[0] > 0 ? [0] : [])];
  const cell = (level: number, cluster: number) => table.counts[level * table.columns + cluster];
  const partner = matchGroups(table);
  const counted = a.reduce((sum, count) => sum + count, 0);
  const excluded = labels.reduce((sum, label) => (label < 0 ? sum + 1 : sum), 0);
  const agreeing = present.reduce((sum, level) => sum + (partner[level] > 0 ? cell(level, partner[level]) : 0), 0);
  return {
    column,
    levels: present.map((level) => ({ name: known.names[level - 1], rows: a[level] })),
    clusters: clusters.map((cluster) => ({ cluster, rows: b[cluster] })),
    counts: present.map((level) => clusters.map((cluster) => cell(level, cluster))),
    rows: counted,
    excluded,
    missing: labels.length - excluded - counted,
    ari: adjustedRandIndex(table),
    ...vMeasure(table),
    matched: present.map((level) => (partner[level] > 0 ? partner[level] : null)),
    agreement: counted > 0 ? agreeing / counted : 0,
  };
}
