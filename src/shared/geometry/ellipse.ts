/** An ellipse of equal density of a two-dimensional Gaussian. */
export interface Ellipse {
  readonly x: number;
  readonly y: number;
  /** Half the long and half the short axis, in the data's units. */
  readonly long: number;
  readonly short: number;
  /** Direction of the long axis, radians against the x-axis, in (−π/2, π/2]. */
  readonly angle: number;
}

export interface Covariance2 {
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

/**
 * The squared Mahalanobis radius that holds this share of a two-dimensional Gaussian: the χ² quantile with two degrees
 * of freedom, −2·log(1 − content). 39.35 % is one standard deviation along each principal axis.
 */
export const squaredRadius = (content: number): number => -2 * Math.log1p(-content);

/** Eigenvalues (large, small) of a symmetric 2×2 matrix, and the direction of the first eigenvector. */
export function eigen2({ xx, xy, yy }: Covariance2): { readonly large: number; readonly small: number; readonly angle: number } {
  const middle = (xx + yy) / 2;
  const half = (xx - yy) / 2;
  const radius = Math.hypot(half, xy);
  const large = middle + radius;
  // The product of the eigenvalues is the determinant; the difference middle − radius would lose the small one's digits.
  const small = large > 0 ? (xx * yy - xy * xy) / large : middle - radius;
  return { large, small, angle: Math.atan2(xy, half) / 2 };
}

/** The ellipse that holds `content` (0 < content < 1) of N(mean, covariance); null where the covariance is not positive definite. */
export function gaussianEllipse(mean: readonly [number, number], covariance: Covariance2, content: number): Ellipse | null {
  const { large, small, angle } = eigen2(covariance);
  const squared = squaredRadius(content);
  if (!(small > 0) || !Number.isFinite(large) || !(squared > 0) || !Number.isFinite(squared)) return null;
  if (!mean.every(Number.isFinite)) return null;
  return { x: mean[0], y: mean[1], long: Math.sqrt(large * squared), short: Math.sqrt(small * squared), angle };
}

/** The ellipse as a closed polygon: `count` + 1 points, the last equal to the first. */
export function ellipsePoints({ x, y, long, short, angle }: Ellipse, count = 72): [number, number][] {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return Array.from({ length: count + 1 }, (_, i) => {
    const turn = (2 * Math.PI * (i % count)) / count;
    const along = long * Math.cos(turn);
    const across = short * Math.sin(turn);
    return [x + along * cos - across * sin, y + along * sin + across * cos];
  });
}
