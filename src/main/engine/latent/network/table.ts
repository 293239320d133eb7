/** Rows as a network sees them, row-major, usually over SharedArrayBuffers. Every number is finite. */
export interface LatentTable {
  readonly n: number;
  /** n × network.inputs: standardised values, one-hot levels, indicators of missing cells. A missing cell is 0. */
  readonly inputs: Float32Array;
  /** n × columns: the value that a head is held to, in the units trained in; a level's index; 0 where missing. */
  readonly targets: Float32Array;
  /** n × columns: 1 = there, 0 = missing, without a part in the reconstruction. Null: every cell is there. */
  readonly mask: Float32Array | null;
  /** n: what a row's reconstruction has beside the heads, nats (−log x! of Poisson cells). Null: nothing. */
  readonly constants: Float64Array | null;
}

/** The rows at the given indices, in that order, as a table of their own. */
export function takeLatentRows(table: LatentTable, indices: ArrayLike<number>): LatentTable {
  const n = indices.length;
  const take = (from: Float32Array) => {
    const width = from.length / table.n;
    const to = new Float32Array(n * width);
    for (let i = 0; i < n; i++) to.set(from.subarray(indices[i] * width, (indices[i] + 1) * width), i * width);
    return to;
  };
  return {
    n,
    inputs: take(table.inputs),
    targets: take(table.targets),
    mask: table.mask && take(table.mask),
    constants: table.constants && Float64Array.from(indices, (i) => table.constants?.[i] ?? 0),
  };
}
