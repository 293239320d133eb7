import type { GaussianMixture } from '../model/mixture.ts';
import { type Ellipse, gaussianEllipse, squaredRadius } from './ellipse.ts';

/**
 * The squared radius that holds this share of a two-dimensional Student's t of `degrees` > 0: 2 F = ν ((1 − content)^(−2/ν) − 1),
 * since half the squared radius has the F distribution with 2 and ν degrees. It nears the Gaussian's as degrees grow.
 */
export const studentSquaredRadius = (content: number, degrees: number): number =>
  degrees * Math.expm1((-2 / degrees) * Math.log1p(-content));

/**
 * The credible ellipse of component `c`'s mean in two of the columns (indices), holding `content` of its posterior: μ is Student's t
 * about m with the squared scale ν Σ / (β τ), τ = ν − d + 1 degrees where precisions are matrices, d ν for spheres. Along the
 * axes the columns' t are independent, and the ellipse is that of the two-dimensional t with the same margins: near, and exact
 * as degrees grow. Null where the mixture has no posterior.
 */
export function meanEllipse(
  mixture: GaussianMixture,
  c: number,
  [x, y]: readonly [number, number],
  content: number,
): Ellipse | null {
  const mean = mixture.means[c];
  const covariance = mixture.covariances[c];
  const posterior = mixture.variational;
  if (!posterior || !mean || !covariance) return null;
  const d = mean.length;
  const nu = posterior.degreesOfFreedom[c]!;
  const matrices = posterior.structure === 'full' || posterior.structure === 'tied';
  const degrees = matrices ? nu - d + 1 : posterior.structure === 'spherical' ? d * nu : nu;
  const spread = nu / (posterior.meanPrecision[c]! * (matrices ? degrees : nu));
  const scale = { xx: covariance[x]![x]! * spread, xy: covariance[x]![y]! * spread, yy: covariance[y]![y]! * spread };
  const ellipse = gaussianEllipse([mean[x]!, mean[y]!], scale, content);
  if (!ellipse) return null;
  const wider = Math.sqrt(studentSquaredRadius(content, degrees) / squaredRadius(content));
  return { ...ellipse, long: ellipse.long * wider, short: ellipse.short * wider };
}
