import type { Rows } from '../../rows.ts';

/**
 * Complete rows to begin from, never to fit to: each missing cell gets its column's mean, or, where labels are given, the
 * mean of its column among the rows of the same label. EM on the rows as they are takes it from there.
 */
export function fillMissing(rows: Rows, means: Float64Array, labels: Int32Array | null = null): Rows {
  if (!rows.missing) return rows;
  const { n, d } = rows;
  const data = Float64Array.from(rows.data);
  for (let j = 0; j < d; j++) {
    const own = labels ? labelMeans(rows, j, labels) : null;
    for (let i = 0; i < n; i++) {
      if (Number.isNaN(data[j * n + i])) data[j * n + i] = own?.get(labels?.[i] ?? 0) ?? means[j];
    }
  }
  return { ...rows, data, missing: false };
}

function labelMeans({ n, data, weights }: Rows, j: number, labels: Int32Array): Map<number, number> {
  const totals = new Map<number, { weight: number; sum: number }>();
  for (let i = 0; i < n; i++) {
    const x = data[j * n + i];
    const w = weights ? weights[i] : 1;
    if (Number.isNaN(x) || w === 0) continue;
    const known = totals.get(labels[i]) ?? { weight: 0, sum: 0 };
    totals.set(labels[i], { weight: known.weight + w, sum: known.sum + w * x });
  }
  return new Map([...totals].map(([label, { weight, sum }]) => [label, sum / weight]));
}
