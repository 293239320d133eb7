import type { GaussianMixture } from '../model/mixture.ts';
import { withImputed } from './imputed.ts';
import { placesOn } from './projected.ts';
import type { Projection } from './projection.ts';

/** Where each row lies on two directions of a projection, standard deviations; NaN where it has no place. */
export interface Places {
  readonly xs: Float64Array<ArrayBuffer>;
  readonly ys: Float64Array<ArrayBuffer>;
  /** Rows with missing cells that were filled. */
  readonly filled: number;
  /** Rows without a place. */
  readonly placeless: number;
}

/**
 * The rows of these columns on two directions (from 0) of a projection of them. Missing cells are filled by what the mixture
 * `expected` expects of them given the others; without one, a row that misses a cell has no place.
 */
export function placesIn(
  columns: readonly Float64Array[],
  projection: Projection,
  [across, up]: readonly [number, number],
  expected: GaussianMixture | null,
): Places {
  const { columns: whole, filled } = expected ? withImputed(columns, expected) : { columns, filled: 0 };
  const xs = placesOn(whole, projection, projection.directions[across]!);
  const ys = placesOn(whole, projection, projection.directions[up]!);
  let placeless = 0;
  for (let row = 0; row < xs.length; row++) if (Number.isNaN(xs[row]!)) placeless++;
  return { xs, ys, filled, placeless };
}
