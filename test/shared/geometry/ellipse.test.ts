import { describe, expect, test } from 'vitest';
import { eigen2, ellipsePoints, gaussianEllipse, squaredRadius } from '../../../src/shared/geometry/ellipse.ts';

describe('the radius of a probability content', () => {
  test('is the χ² quantile with two degrees of freedom', () => {
    expect(squaredRadius(0.95)).toBeCloseTo(5.991464547107979, 12);
    expect(squaredRadius(0.5)).toBeCloseTo(1.3862943611198906, 12);
    expect(squaredRadius(0.3934693402873666)).toBeCloseTo(1, 12);
  });
});

describe('the eigen-decomposition', () => {
  test('of [[2, 1], [1, 2]] is 3 along the diagonal and 1 across it', () => {
    const { large, small, angle } = eigen2({ xx: 2, xy: 1, yy: 2 });
    expect(large).toBeCloseTo(3, 12);
    expect(small).toBeCloseTo(1, 12);
    expect(angle).toBeCloseTo(Math.PI / 4, 12);
  });

  test('of a diagonal matrix points along the larger variance', () => {
    expect(eigen2({ xx: 9, xy: 0, yy: 4 })).toMatchObject({ large: 9, small: 4, angle: 0 });
    expect(eigen2({ xx: 4, xy: 0, yy: 9 }).angle).toBeCloseTo(Math.PI / 2, 12);
  });

  test('keeps the digits of a small eigenvalue beside a large one', () => {
    // eigenvalues 1e9 and 1e-3, turned by 30°
    const [large, small] = [1e9, 1e-3];
    const c = Math.cos(Math.PI / 6);
    const s = Math.sin(Math.PI / 6);
    const found = eigen2({ xx: large * c * c, xy: (large - small) * c * s, yy: large * s * s });
    expect(found.large / large).toBeCloseTo(1, 9);
    expect(eigen2({ xx: 1e9, xy: 0, yy: 1e-9 }).small).toBe(1e-9);
  });
});

describe('the ellipse of a Gaussian', () => {
  const mean = [3, -2] as const;
  const covariance = { xx: 2, xy: 1, yy: 2 };

  test('has every point at the Mahalanobis distance of its content', () => {
    const ellipse = gaussianEllipse(mean, covariance, 0.95);
    for (const [x, y] of ellipsePoints(ellipse!)) {
      const [u, v] = [x - 3, y + 2];
      // the inverse of [[2, 1], [1, 2]] is [[2, −1], [−1, 2]] / 3
      expect((2 * u * u - 2 * u * v + 2 * v * v) / 3).toBeCloseTo(5.991464547107979, 9);
    }
  });

  test('is closed', () => {
    const points = ellipsePoints(gaussianEllipse(mean, covariance, 0.5)!, 36);
    expect(points).toHaveLength(37);
    expect(points[36]).toEqual(points[0]);
  });

  test('does not exist where the covariance is not positive definite, or the content is not a probability', () => {
    expect(gaussianEllipse(mean, { xx: 1, xy: 1, yy: 1 }, 0.5)).toBeNull();
    expect(gaussianEllipse(mean, { xx: 1, xy: 2, yy: 1 }, 0.5)).toBeNull();
    expect(gaussianEllipse(mean, { xx: 0, xy: 0, yy: 0 }, 0.5)).toBeNull();
    expect(gaussianEllipse(mean, { xx: Number.NaN, xy: 0, yy: 1 }, 0.5)).toBeNull();
    expect(gaussianEllipse(mean, covariance, 0)).toBeNull();
    expect(gaussianEllipse(mean, covariance, 1)).toBeNull();
  });
});
