import { type Contingency, margins } from './contingency.ts';

export interface VMeasure {
  /** 1 − H(a | b) / H(a): each group of b holds one group of a only. */
  readonly homogeneity: number;
  /** 1 − H(b | a) / H(b): each group of a lies in one group of b only. */
  readonly completeness: number;
  /** Their harmonic mean, which is the mutual information over the mean of the two entropies. */
  readonly vMeasure: number;
}

/**
 * How well groups b tell groups a (Rosenberg & Hirschberg 2007), from entropies over the rows counted, H = −Σ p log p.
 * Where a has one group only there is nothing to tell, and homogeneity is 1; likewise completeness for b.
 */
export function vMeasure(table: Contingency): VMeasure {
  const { a, b } = margins(table);
  const n = a.reduce((sum, count) => sum + count, 0);
  if (n === 0) return { homogeneity: 1, completeness: 1, vMeasure: 1 };
  const entropy = (counts: Float64Array) => counts.reduce((sum, count) => sum - plogp(count / n), 0);
  const [ofA, ofB] = [entropy(a), entropy(b)];
  const information = Math.max(0, ofA + ofB - entropy(table.counts));
  const homogeneity = ofA > 0 ? Math.min(1, information / ofA) : 1;
  const completeness = ofB > 0 ? Math.min(1, information / ofB) : 1;
  const both = homogeneity + completeness;
  return { homogeneity, completeness, vMeasure: both > 0 ? (2 * homogeneity * completeness) / both : 0 };
}

const plogp = (p: number): number => (p > 0 ? p * Math.log(p) : 0);
