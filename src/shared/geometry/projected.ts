import type { GaussianMixture } from '../model/mixture.ts';
import type { Direction, Projection } from './projection.ts';

/** Each row's place on a direction, Σ coefficient_j (x_j − centre_j): standard deviations. NaN where a cell is missing. */
export function placesOn(
  columns: readonly ArrayLike<number>[],
  { centre }: Projection,
  direction: Direction,
): Float64Array<ArrayBuffer> {
  const places = new Float64Array(columns[0]?.length ?? 0);
  // Column by column: each is read once, in order.
  direction.coefficients.forEach((coefficient, j) => {
    const values = columns[j]!;
    const middle = centre[j]!;
    for (let row = 0; row < places.length; row++) places[row]! += coefficient * (values[row]! - middle);
  });
  return places;
}

/** The mixture that the directions see: Wᵀ(m_k − centre), WᵀΣ_kW, one column for each direction; the noise is left out. */
export function projectedMixture(mixture: GaussianMixture, { centre, directions }: Projection): GaussianMixture {
  const along = directions.map(({ coefficients }) => coefficients);
  return {
    weights: mixture.weights,
    means: mixture.means.map((mean) => along.map((w) => w.reduce((sum, value, j) => sum + value * (mean[j]! - centre[j]!), 0))),
    covariances: mixture.covariances.map((covariance) => {
      const half = along.map((w) => covariance.map((row) => w.reduce((sum, value, j) => sum + value * row[j]!, 0)));
      return half.map((own) => along.map((w) => w.reduce((sum, value, j) => sum + value * own[j]!, 0)));
    }),
  };
}
