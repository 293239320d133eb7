import type { Rows } from '../rows.ts';
import type { Mixture } from './mixture.ts';
import { toComponents } from './pass/components.ts';
import { createPass } from './pass/create.ts';
import { chunkRows } from './pass/pass.ts';

/** What a mixture says of each row. */
export interface Posterior {
  /** 1…K, of the largest responsibility. */
  readonly labels: Int32Array;
  /** 1 − the largest responsibility. */
  readonly uncertainty: Float64Array;
  /** Nats, in the units of the rows. */
  readonly logDensity: Float64Array;
  /** n × K row-major; each row sums to 1. */
  readonly responsibilities: Float32Array;
}

/** The posterior of the hidden cluster of each row, and the density of each row. Yields the share done. */
export function* posterior(rows: Rows, mixture: Mixture): Generator<number, Posterior> {
  const { n, d } = rows;
  const components = toComponents(mixture);
  const pass = createPass(rows, mixture.k, components.shape);
  const result: Posterior = {
    labels: new Int32Array(n),
    uncertainty: new Float64Array(n),
    logDensity: new Float64Array(n),
    responsibilities: new Float32Array(n * mixture.k),
  };
  const chunk = chunkRows(mixture.k, d, components.shape);
  for (let from = 0; from < n; from += chunk) {
    if (from > 0) yield from / n;
    pass.run(components, from, Math.min(n, from + chunk), null, result);
  }
  return result;
}
