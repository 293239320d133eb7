import { cholesky } from '../linear-algebra/cholesky.ts';
import type { Mixture } from '../mixture/mixture.ts';

/** Of a column's variance: a deviation of 0.3 % of the column's. */
const narrowest = 1e-5;

/** Where a density may have risen without bound, in words. */
export const narrowWords =
  'the density is as narrow as 0.3 % of a column’s spread somewhere: where values repeat, or columns follow from one another, a score says little of other rows.';

/**
 * Whether a component that holds rows is narrower than that in a column, given the columns before it. The mixture is of rows
 * with standard deviations of 1; n of them.
 */
export function isNarrow({ k, d, weights, covariances }: Mixture, n: number): boolean {
  const factor = new Float64Array(d * d);
  for (let c = 0; c < k; c++) {
    if (weights[c] * n < 1) continue;
    if (!cholesky(covariances.subarray(c * d * d, (c + 1) * d * d), d, factor)) return true;
    for (let j = 0; j < d; j++) if (factor[j * d + j] ** 2 < narrowest) return true;
  }
  return false;
}
