import type { Floor } from './family.ts';

/** The floor of a sphere's variance: the share of the columns' mean variance. */
export function sphereFloor({ share, variances }: Floor): number {
  let sum = 0;
  for (let j = 0; j < variances.length; j++) sum += (share * variances[j]) / variances.length;
  return sum;
}

/**
 * The floor of the eigenvalues in families that turn in the units of the columns: the share of the smallest column
 * variance, so that a column in small units is not held up by the others.
 */
export function eigenvalueFloor({ share, variances }: Floor): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let j = 0; j < variances.length; j++) smallest = Math.min(smallest, variances[j]);
  return share * smallest;
}

/** The floor of each column's variance. */
export const columnFloor = ({ share, variances }: Floor): Float64Array => variances.map((variance) => share * variance);
