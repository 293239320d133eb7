import { type Contingency, margins } from './contingency.ts';

const pairs = (count: number): number => (count * (count - 1)) / 2;
const sum = (values: Float64Array, of: (value: number) => number): number =>
  values.reduce((total, value) => total + of(value), 0);

/**
 * Adjusted Rand index (Hubert & Arabie 1985): the share of pairs of rows that two labellings treat alike, set so that
 * chance gives 0 and agreement 1: (Σ C(n_ij, 2) − E) / (½ (A + B) − E) with A = Σ C(a_i, 2), B = Σ C(b_j, 2),
 * E = A B / C(n, 2). The noise is a group as any other. 1 when both labellings put all rows into one group, or each row
 * into its own: they then agree, and there is nothing that chance could do.
 */
export function adjustedRandIndex(table: Contingency): number {
  const { a, b } = margins(table);
  const n = sum(a, (value) => value);
  if (n < 2) return 1;
  const ofA = sum(a, pairs);
  const ofB = sum(b, pairs);
  const expected = (ofA * ofB) / pairs(n);
  const most = (ofA + ofB) / 2;
  if (most - expected <= 1e-12 * most) return 1;
  return (sum(table.counts, pairs) - expected) / (most - expected);
}

/**
 * For each group of a (entry 0 is its noise) the largest Jaccard coefficient |A ∩ B| / |A ∪ B| over the clusters B of b,
 * its noise left out (Hennig 2007); null for a group without rows.
 */
export function bestJaccard(table: Contingency): (number | null)[] {
  const { rows, columns, counts } = table;
  const { a, b } = margins(table);
  return Array.from({ length: rows }, (_, r) => {
    if (a[r] === 0) return null;
    let best = 0;
    for (let c = 1; c < columns; c++) {
      const both = counts[r * columns + c];
      if (both > 0) best = Math.max(best, both / (a[r] + b[c] - both));
    }
    return best;
  });
}
