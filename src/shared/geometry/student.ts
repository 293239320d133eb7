import type { GaussianMixture } from '../model/mixture.ts';
import { type Ellipse, gaussianEllipse, squaredRadius } from './ellipse.ts';
import { logGamma } from './special.ts';

/**
 * The squared radius that holds this share of a two-dimensional Student's t of `degrees` > 0: 2 F = ν ((1 − content)^(−2/ν) − 1),
 * since half the squared radius has the F distribution with 2 and ν degrees. It nears the Gaussian's as degrees grow.
 */
export const studentSquaredRadius = (content: number, degrees: number): number =>
  degrees * Math.expm1((-2 / degrees) * Math.log1p(-content));

/** The density of Student's t at x, per unit of x: of `degrees` > 0 about m with the squared scale s². */
export function studentDensity(x: number, mean: number, scale: number, degrees: number): number {
  const away = x - mean;
  const constant = logGamma((degrees + 1) / 2) - logGamma(degrees / 2) - 0.5 * Math.log(degrees * Math.PI * scale);
  return Math.exp(constant - ((degrees + 1) / 2) * Math.log1p((away * away) / (degrees * scale)));
}

/** Student's t that is left of component `c` when its precision is integrated out: its degrees, and what Σ is multiplied by. */
function studentOf({ variational, means }: GaussianMixture, c: number): { degrees: number; spread: number } | null {
  if (!variational) return null;
  const d = means[c]!.length;
  const nu = variational.degreesOfFreedom[c]!;
  if (variational.structure === 'diagonal') return { degrees: nu, spread: 1 };
  if (variational.structure === 'spherical') return { degrees: d * nu, spread: 1 };
  return { degrees: nu - d + 1, spread: nu / (nu - d + 1) };
}

/**
 * The predictive density of component `c` in one column (index), its mean and precision integrated out: Student's t about m with
 * the squared scale Σ_jj · spread · (β + 1) / β. Null where the mixture has no posterior.
 */
export function predictiveOf(mixture: GaussianMixture, c: number, column: number): { scale: number; degrees: number } | null {
  const student = studentOf(mixture, c);
  if (!student) return null;
  const beta = mixture.variational!.meanPrecision[c]!;
  return { degrees: student.degrees, scale: (mixture.covariances[c]![column]![column]! * student.spread * (beta + 1)) / beta };
}

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
  const { degrees, spread: own } = studentOf(mixture, c)!;
  const spread = own / posterior.meanPrecision[c]!;
  const scale = { xx: covariance[x]![x]! * spread, xy: covariance[x]![y]! * spread, yy: covariance[y]![y]! * spread };
  const ellipse = gaussianEllipse([mean[x]!, mean[y]!], scale, content);
  if (!ellipse) return null;
  const wider = Math.sqrt(studentSquaredRadius(content, degrees) / squaredRadius(content));
  return { ...ellipse, long: ellipse.long * wider, short: ellipse.short * wider };
}
