/** n × d values, column-major (data[j*n + i]), finite but for missing cells; usually over a SharedArrayBuffer. */
export interface Rows {
  readonly n: number;
  readonly d: number;
  readonly data: Float64Array;
  /** Row i counts weights[i] times: n numbers, finite, ≥ 0; a row of weight 0 takes no part. Null or absent: each counts once. */
  readonly weights?: Float64Array | null;
  /** True: cells may be missing, which NaN says. Absent or false: every cell is finite. */
  readonly missing?: boolean;
  /** True: they stand for other rows and only put fits in order, so that a pass over them may take numbers of 32 bits. */
  readonly rough?: boolean;
}

/** The rows at the given indices, in that order, as a table of their own. */
export function takeRows(rows: Rows, indices: ArrayLike<number>): Rows {
  const n = indices.length;
  const data = new Float64Array(n * rows.d);
  for (let j = 0; j < rows.d; j++) {
    for (let i = 0; i < n; i++) data[j * n + i] = rows.data[j * rows.n + indices[i]];
  }
  const weights = rows.weights && Float64Array.from(indices, (i) => rows.weights?.[i] ?? 1);
  return { ...rows, n, data, ...(weights && { weights }) };
}

/** False for rows of weight 0 and rows without any cell: they say nothing, and are left out of every sum. */
export function takesPart({ n, d, data, weights, missing }: Rows, i: number): boolean {
  if (weights?.[i] === 0) return false;
  if (!missing) return true;
  for (let j = 0; j < d; j++) if (!Number.isNaN(data[j * n + i])) return true;
  return false;
}

/** How many rows the rows that take part stand for: Σ w; n where they have no weights and all have cells. */
export function totalWeight(rows: Rows): number {
  const { n, weights, missing } = rows;
  if (!missing && !weights) return n;
  let total = 0;
  for (let i = 0; i < n; i++) if (takesPart(rows, i)) total += weights ? weights[i] : 1;
  return total;
}

export interface ColumnMoments {
  readonly means: Float64Array;
  /** Divided by n, as maximum likelihood has it. */
  readonly variances: Float64Array;
}

/**
 * Mean and variance of each column, in two passes: var_j = Σ (x_ij − mean_j)² / n, corrected for the rounding of the
 * mean (Chan, Golub & LeVeque 1983). Exactly constant columns get variance 0. With row weights 1/n is w_i / Σ w; missing
 * cells are left out, and a column without any cell gets NaN. Yields the share done after each column.
 */
export function* columnMoments(rows: Rows): Generator<number, ColumnMoments> {
  const { n, d, data } = rows;
  const means = new Float64Array(d);
  const variances = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    if (rows.weights || rows.missing) {
      const { mean, variance } = weightedMoments(rows, j);
      means[j] = mean;
      variances[j] = variance;
      yield (j + 1) / d;
      continue;
    }
    const from = j * n;
    const first = data[from];
    let sum = 0;
    for (let i = from; i < from + n; i++) sum += data[i] - first;
    const mean = first + sum / n;
    let squares = 0;
    let rest = 0;
    for (let i = from; i < from + n; i++) {
      const c = data[i] - mean;
      rest += c;
      squares += c * c;
    }
    means[j] = mean;
    variances[j] = sum === 0 && squares === 0 ? 0 : (squares - (rest * rest) / n) / n;
    yield (j + 1) / d;
  }
  return { means, variances };
}

function weightedMoments({ n, data, weights }: Rows, j: number): { mean: number; variance: number } {
  let total = 0;
  let first = Number.NaN;
  let sum = 0;
  const each = (add: (x: number, w: number) => void) => {
    for (let i = 0; i < n; i++) {
      const w = weights ? weights[i] : 1;
      const x = data[j * n + i];
      if (w > 0 && !Number.isNaN(x)) add(x, w);
    }
  };
  each((x, w) => {
    if (total === 0) first = x;
    total += w;
    sum += w * (x - first);
  });
  const mean = first + sum / total;
  let squares = 0;
  let rest = 0;
  each((x, w) => {
    rest += w * (x - mean);
    squares += w * (x - mean) * (x - mean);
  });
  return {
    mean,
    variance: sum === 0 && squares === 0 ? (total > 0 ? 0 : Number.NaN) : (squares - (rest * rest) / total) / total,
  };
}

/**
 * How many different rows there are, counting no further than `enough`. A row is compared by its bits, after −0 is
 * made 0; rows that take no part do not count, and two missing cells of a column are the same. Time grows with n only as
 * long as new rows are scarce.
 */
export function countDistinct(rows: Rows, enough: number): number {
  const { n, d, data } = rows;
  const found: number[] = [];
  const same = (a: number, b: number) => a === b || (Number.isNaN(a) && Number.isNaN(b));
  for (let i = 0; i < n && found.length < enough; i++) {
    let known = !takesPart(rows, i);
    for (let f = 0; f < found.length && !known; f++) {
      known = true;
      for (let j = 0; j < d && known; j++) known = same(data[j * n + i], data[j * n + found[f]]);
    }
    if (!known) found.push(i);
  }
  return found.length;
}
