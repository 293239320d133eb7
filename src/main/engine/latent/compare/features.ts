import type { Network } from '../network/network.ts';

/** Rows × features, row-major: columns made comparable, so that distances and correlations mean something. */
export interface Features {
  readonly n: number;
  readonly width: number;
  readonly data: Float64Array;
  /** The column of each feature. */
  readonly columns: readonly number[];
  /** Rows × features: 1 = the cell is there, 0 = missing. Null: every cell is there. */
  readonly there: Uint8Array | null;
}

/**
 * Targets (n × columns, as samples and tables have them) as features: counts on a square-root scale, of levels one
 * indicator each, everything else as it is. A cell that `mask` misses is 0.
 */
export function featuresOf(network: Network, targets: Float32Array, mask: Float32Array | null, rows: Int32Array): Features {
  const d = network.heads.length;
  const columns = network.heads.flatMap(({ kind, width }, j) =>
    Array.from({ length: kind === 'categorical' ? width : 1 }, () => j),
  );
  const width = columns.length;
  const n = rows.length;
  const data = new Float64Array(n * width);
  const there =
    mask && Uint8Array.from({ length: n * width }, (_, at) => mask[rows[Math.floor(at / width)] * d + columns[at % width]]);
  for (let k = 0; k < n; k++) {
    let at = k * width;
    network.heads.forEach((head, j) => {
      const cell = rows[k] * d + j;
      const here = mask === null || mask[cell] === 1;
      const x = targets[cell];
      if (head.kind === 'categorical') {
        if (here) data[at + x] = 1;
        at += head.width;
      } else data[at++] = here ? (head.kind === 'poisson' ? Math.sqrt(x) : x) : 0;
    });
  }
  return { n, width, data, columns, there };
}

/** Mean and standard deviation (divided by n) of a feature; exactly 0 where only rounding is left. */
export function featureMoments(
  { n, width, data }: Pick<Features, 'n' | 'width' | 'data'>,
  f: number,
): { readonly mean: number; readonly sd: number } {
  let mean = 0;
  for (let i = 0; i < n; i++) mean += data[i * width + f] / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (data[i * width + f] - mean) ** 2 / n;
  const sd = Math.sqrt(squares);
  return { mean, sd: sd > 1e-12 * Math.abs(mean) ? sd : 0 };
}
