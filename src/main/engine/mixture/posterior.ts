import { LensError } from '../../../shared/errors.ts';
import type { Rows } from '../rows.ts';
import { variationalRows } from './bayesian/rows.ts';
import type { Mixture } from './mixture.ts';
import { toComponents } from './pass/components.ts';
import { createPass } from './pass/create.ts';
import { chunkRows } from './pass/pass.ts';

/** What a mixture says of each row. */
export interface Posterior {
  /** 1…K, of the largest responsibility; 0 where noise has a larger one than any. */
  readonly labels: Int32Array;
  /** 1 − the largest responsibility. */
  readonly uncertainty: Float64Array;
  /** Nats, in the units of the rows; of the observed cells, where some are missing. */
  readonly logDensity: Float64Array;
  /** n × K row-major; each row sums to 1, with its noise. */
  readonly responsibilities: Float32Array;
  /** Responsibility of the noise component; null when the mixture has none. */
  readonly noise: Float64Array | null;
}

/**
 * The posterior of the hidden cluster of each row, and the density of each row; row weights change nothing here. Of a Bayesian
 * mixture the density is the predictive one, a mixture of Student's t (bayesian/rows.ts). Yields the share done. Throws LensError('input') for missing cells beside noise in a box that does not lie along the axes.
 */
export function* posterior(rows: Rows, mixture: Mixture): Generator<number, Posterior> {
  const { n, d } = rows;
  if (rows.missing && mixture.noise?.perColumn === null) {
    throw new LensError(
      'input',
      'The noise component fills a box along principal axes, which says nothing of rows with missing cells.',
      'Leave incomplete rows out, or fit again with missing cells modelled.',
    );
  }
  if (mixture.variational) return yield* variationalRows(rows, mixture.variational.model, mixture.variational.posterior);
  const components = toComponents(mixture);
  const pass = createPass(rows, mixture.k, components.shape);
  const result: Posterior = {
    labels: new Int32Array(n),
    uncertainty: new Float64Array(n),
    logDensity: new Float64Array(n),
    responsibilities: new Float32Array(n * mixture.k),
    noise: mixture.noise ? new Float64Array(n) : null,
  };
  const { noise, ...rest } = result;
  const outputs = noise ? { ...rest, noise } : rest;
  const chunk = chunkRows(mixture.k, d, components.shape);
  for (let from = 0; from < n; from += chunk) {
    if (from > 0) yield from / n;
    pass.run(components, from, Math.min(n, from + chunk), null, outputs);
  }
  return result;
}
