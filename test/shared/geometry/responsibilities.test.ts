import { describe, expect, test } from 'vitest';
import { posterior } from '../../../src/main/engine/mixture/posterior.ts';
import { rowPosterior } from '../../../src/shared/geometry/responsibilities.ts';
import type { GaussianMixture } from '../../../src/shared/model/mixture.ts';
import { finish, iris } from '../../main/engine/support.ts';

const columns = Array.from({ length: iris.d }, (_, j) => iris.data.subarray(j * iris.n, (j + 1) * iris.n));
const covariance = [
  [0.7, -0.05, 1.2, 0.5],
  [-0.05, 0.2, -0.3, -0.1],
  [1.2, -0.3, 3.1, 1.3],
  [0.5, -0.1, 1.3, 0.6],
];
const mixture: GaussianMixture = {
  weights: [0.2, 0.5, 0.3],
  means: [
    [5, 3.4, 1.5, 0.2],
    [5.9, 2.8, 4.3, 1.3],
    [6.6, 3, 5.5, 2],
  ],
  covariances: [covariance, covariance.map((row) => row.map((value) => value * 0.5)), covariance],
};

describe('the posterior of rows under a mixture', () => {
  test('is what the engine’s pass says', () => {
    const engine = finish(
      posterior(iris, {
        k: 3,
        d: 4,
        weights: Float64Array.from(mixture.weights),
        means: Float64Array.from(mixture.means.flat()),
        covariances: Float64Array.from(mixture.covariances.flat(2)),
      }),
    );
    const own = rowPosterior(columns, mixture);
    expect(own.labels).toEqual(engine.labels);
    for (let i = 0; i < iris.n; i++) {
      expect(own.logDensity[i]).toBeCloseTo(engine.logDensity[i]!, 10);
      expect(own.uncertainty[i]).toBeCloseTo(engine.uncertainty[i]!, 12);
    }
    own.responsibilities.forEach((value, i) => {
      expect(value).toBeCloseTo(engine.responsibilities[i]!, 6);
    });
  });

  test('sums to 1 in every row, far from every component too', () => {
    const { responsibilities, labels } = rowPosterior([[1e8], [-1e8], [0], [3]], mixture);
    expect(responsibilities.reduce((sum, r) => sum + r)).toBeCloseTo(1, 6);
    expect(labels[0]).toBeGreaterThan(0);
  });

  test('leaves out rows without a finite value in each column', () => {
    const { labels, uncertainty, responsibilities } = rowPosterior(
      [
        [Number.NaN, 5, 5],
        [3, Infinity, 3],
        [1, 1, 1],
        [0, 0, 0],
      ],
      mixture,
    );
    expect([...labels]).toEqual([-1, -1, 1]);
    expect(uncertainty[0]).toBeNaN();
    expect([...responsibilities.subarray(0, 6)]).toEqual(Array(6).fill(Number.NaN));
  });

  test('gives no row to a component that is flat or of weight 0', () => {
    const flat = { ...mixture, covariances: [[[0]], [[1]], [[1]]], means: [[0], [0], [1]], weights: [0.5, 0.5, 0] };
    const { labels, logDensity } = rowPosterior([[0, 1, 2]], flat);
    expect([...labels]).toEqual([2, 2, 2]);
    expect(logDensity.every(Number.isFinite)).toBe(true);
  });
});
