import type { Rows } from '../../rows.ts';

/** Labels 1…K of the first column's values cut at its quantiles; equal values stay together. */
export function quantiles({ n, data }: Rows, k: number): Int32Array {
  const sorted = data.slice(0, n).sort();
  const cuts = Array.from({ length: k - 1 }, (_, c) => sorted[Math.floor(((c + 1) * n) / k)]);
  return Int32Array.from({ length: n }, (_, i) => 1 + cuts.filter((cut) => data[i] >= cut).length);
}
