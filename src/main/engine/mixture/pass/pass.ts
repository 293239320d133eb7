import type { Rows } from '../../rows.ts';
import { blockRows } from './block.ts';
import type { Components, Shape } from './components.ts';
import { addStatistics, clearStatistics, createStatistics, type Statistics } from './statistics.ts';

/** Per-row results, written at the rows' own indices. Give only what is wanted. */
export interface RowOutputs {
  /** 1…K, of the largest responsibility, ties to the smaller number; 0 where the noise component's is larger than any. */
  readonly labels?: Int32Array;
  /** 1 − the largest responsibility, from the others' sum, so that small ones keep their digits. */
  readonly uncertainty?: Float64Array;
  /** Nats. */
  readonly logDensity?: Float64Array;
  /** n × K row-major. */
  readonly responsibilities?: Float32Array;
  /** Responsibility of the noise component; together with those of the row it sums to 1. */
  readonly noise?: Float64Array;
}

/**
 * The one operation that all mixture fitting is made of: once over the rows from…to−1 with the components as they stand;
 * statistics are added to `into`. A kernel is made for given rows, K and shape, so that it may lay its memory out once;
 * the plain TypeScript one (plain.ts) is the definition that any other must agree with.
 * Row weights are a factor on r and on each row's part of the totals; outputs do not know them. With missing cells
 * (missing/pass.ts) from…to are places in another order of the rows.
 */
export interface Pass {
  /** Rows between two chances to stop; absent: chunkRows. */
  readonly chunk?: number;
  /** Nats that the log-likelihood may be off by because numbers are of 32 bits; absent: 0. */
  readonly rounding?: number;
  run(components: Components, from: number, to: number, into: Statistics | null, outputs: RowOutputs | null): void;
}

/**
 * `common`: all components will have the same factor, and only the sum of their scatters is asked for. It may then stand in
 * that of the first, the others being 0.
 */
export type CreatePass = (rows: Rows, k: number, shape: Shape, common?: boolean) => Pass;

const workPerChunk = 2 ** 23;
const mostRows = 65_536;

/**
 * Rows between two chances to stop: about 10 to 20 ms of work, at most 65,536 rows. A function of the sizes alone, since
 * statistics are added chunk by chunk and the bits depend on where the chunks end.
 */
export function chunkRows(k: number, d: number, shape: Shape): number {
  const perRow = k * (shape === 'full' ? d * d + 4 * d + 12 : 6 * d + 12);
  const rows = Math.floor(workPerChunk / perRow / blockRows) * blockRows;
  return Math.min(mostRows, Math.max(blockRows, rows));
}

/** A pass over all rows, chunk by chunk: yields the share done before each chunk but the first. `total` is replaced. */
export function* passOver(
  pass: Pass,
  n: number,
  components: Components,
  total: Statistics,
  outputs: RowOutputs | null,
): Generator<number, void> {
  const { k, d, shape } = components;
  const chunk = pass.chunk ?? chunkRows(k, d, shape);
  clearStatistics(total);
  if (n <= chunk) {
    pass.run(components, 0, n, total, outputs);
    return;
  }
  const part = createStatistics(k, d, shape);
  for (let from = 0; from < n; from += chunk) {
    if (from > 0) yield from / n;
    clearStatistics(part);
    pass.run(components, from, Math.min(n, from + chunk), part, outputs);
    addStatistics(total, part);
  }
}
