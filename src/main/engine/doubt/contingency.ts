/** How often label a meets label b in the same row. */
export interface Contingency {
  /** Groups of a and of b: labels 0…K, where 0 is the noise. */
  readonly rows: number;
  readonly columns: number;
  /** rows × columns row-major. */
  readonly counts: Float64Array;
}

/**
 * Counts over rows of two labellings, each 0…K (0 = noise). Rows with a negative label in either, or a label above its
 * K, are left out.
 */
export function contingency(a: ArrayLike<number>, ka: number, b: ArrayLike<number>, kb: number): Contingency {
  const rows = ka + 1;
  const columns = kb + 1;
  const counts = new Float64Array(rows * columns);
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    if (a[i] < 0 || b[i] < 0 || a[i] > ka || b[i] > kb) continue;
    counts[a[i] * columns + b[i]]++;
  }
  return { rows, columns, counts };
}

/** Sums of its rows and of its columns. */
export function margins({ rows, columns, counts }: Contingency): { readonly a: Float64Array; readonly b: Float64Array } {
  const a = new Float64Array(rows);
  const b = new Float64Array(columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      a[r] += counts[r * columns + c];
      b[c] += counts[r * columns + c];
    }
  }
  return { a, b };
}
