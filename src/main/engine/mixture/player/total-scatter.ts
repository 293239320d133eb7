import type { Rows } from '../../rows.ts';

/** Mean (d) and scatter Σ (x − mean)(x − mean)ᵀ (d × d, both triangles) of all rows. */
export function totalScatter({ n, d, data }: Rows): { readonly mean: Float64Array; readonly scatter: Float64Array } {
  const mean = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    const first = data[j * n];
    let sum = 0;
    for (let i = 0; i < n; i++) sum += data[j * n + i] - first;
    mean[j] = first + sum / n;
  }
  const scatter = new Float64Array(d * d);
  for (let a = 0; a < d; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (data[a * n + i] - mean[a]) * (data[b * n + i] - mean[b]);
      scatter[a * d + b] = sum;
      scatter[b * d + a] = sum;
    }
  }
  return { mean, scatter };
}
