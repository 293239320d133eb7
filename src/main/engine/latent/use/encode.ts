import { createFastWorkspace } from '../kernel/exact.ts';
import { blockRows } from '../network/backend.ts';
import type { Network } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import { encodeBlock } from '../plain/forward.ts';

/** Posteriors of n rows: n × latent, row-major. */
export interface Codes {
  readonly n: number;
  readonly latent: number;
  readonly means: Float64Array;
  readonly logVariances: Float64Array;
}

/** q(z|x) of the rows at the given indices. Yields the share done. */
export function* encode(
  network: Network,
  parameters: Float32Array,
  table: LatentTable,
  rows: Int32Array,
): Generator<number, Codes> {
  const { latent } = network;
  const n = rows.length;
  const space = createFastWorkspace(network, blockRows);
  const means = new Float64Array(n * latent);
  const logVariances = new Float64Array(n * latent);
  for (let from = 0; from < n; from += blockRows) {
    const count = Math.min(blockRows, n - from);
    const posterior = encodeBlock(space, parameters, table, (k) => rows[from + k], count);
    for (let k = 0; k < count; k++) {
      for (let i = 0; i < latent; i++) {
        means[(from + k) * latent + i] = posterior[k * 2 * latent + i];
        logVariances[(from + k) * latent + i] = posterior[k * 2 * latent + latent + i];
      }
    }
    if ((from / blockRows) % 64 === 63) yield (from + count) / n;
  }
  return { n, latent, means, logVariances };
}

export const everyRow = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);
