import type { Rows } from '../../rows.ts';
import { blockRows } from '../pass/block.ts';
import { type Pattern, tableOf, weightsInOrder } from './patterns.ts';

/** Rows with missing cells as the kernel takes them: in the order of their patterns, a list of runs for each block of 128. */
export interface Plan {
  /** n: the row at each place. */
  readonly order: Int32Array;
  /** n × d column-major at their places, 0 where a cell is missing. */
  readonly data: Float64Array;
  /** Places from here on have no cell at all. */
  readonly empty: number;
  /** Places below are of whole blocks of rows without missing cells. */
  readonly complete: number;
  /** Where each block's runs begin, and after the last where they end. */
  readonly offsets: Int32Array;
  /** For each block: how many runs; of each run its first row in the block, its rows, its missing cells and their columns. */
  readonly runs: Int32Array;
  /** The most entries that the lower triangles of a block's missing cells have together. */
  readonly entries: number;
  /** How much more work than a complete row an incomplete one is, on average: multiply-adds, as a share. */
  readonly effort: number;
}

const plans = new WeakMap<Float64Array, Plan>();

/** Made once for all passes over the same cells in a thread, and forgotten with them. */
export function planOf(rows: Rows): Plan {
  const known = plans.get(rows.data) ?? planFor(rows);
  plans.set(rows.data, known);
  return known;
}

/** The rows at their places as if they were complete. */
export const rowsInPlace = (rows: Rows, { data, order }: Plan): Rows => ({
  n: rows.n,
  d: rows.d,
  data,
  weights: weightsInOrder(rows, order),
});

function planFor(rows: Rows): Plan {
  const { order, patterns } = tableOf(rows);
  const { n, d } = rows;
  const blocks = Math.ceil(n / blockRows);
  const offsets = new Int32Array(blocks + 1);
  const runs: number[] = [];
  let entries = 0;
  let next = 0;
  for (let block = 0; block < blocks; block++) {
    offsets[block] = runs.length;
    const start = block * blockRows;
    runs.push(0);
    let own = 0;
    for (; next < patterns.length && patterns[next].from < start + blockRows; next++) {
      const { from, count, missing } = patterns[next];
      const first = Math.max(0, from - start);
      const end = from + count - start;
      // What stands beyond the last row counts nothing, but must be a number.
      const to = start + blockRows > n ? Math.max(end, next === patterns.length - 1 ? blockRows : 0) : end;
      runs[offsets[block]]++;
      runs.push(first, Math.min(blockRows, to) - first, missing.length, ...missing);
      own += (missing.length * (missing.length + 1)) / 2;
      if (end > blockRows) break;
    }
    entries = Math.max(entries, own);
  }
  offsets[blocks] = runs.length;
  const complete = patterns[0]?.missing.length === 0 ? Math.floor(patterns[0].count / blockRows) * blockRows : 0;
  const last = patterns.at(-1);
  return {
    order,
    data: filled(rows, order),
    empty: last?.observed.length === 0 ? last.from : n,
    complete,
    offsets,
    runs: Int32Array.from(runs),
    entries,
    effort: effortOf(patterns, d),
  };
}

function filled({ n, d, data }: Rows, order: Int32Array): Float64Array {
  const values = new Float64Array(n * d);
  for (let j = 0; j < d; j++) {
    for (let i = 0; i < n; i++) {
      const x = data[j * n + order[i]];
      values[j * n + i] = Number.isNaN(x) ? 0 : x;
    }
  }
  return values;
}

function effortOf(patterns: readonly Pattern[], d: number): number {
  let rows = 0;
  let work = 0;
  for (const { missing, count } of patterns) {
    const m = missing.length;
    if (m === 0) continue;
    rows += count;
    work += count * m * d + Math.ceil(count / blockRows) * m ** 3;
  }
  return rows === 0 ? 0 : work / rows / (d * d + 4 * d + 12);
}
