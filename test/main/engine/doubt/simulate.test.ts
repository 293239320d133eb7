import { expect, test } from 'vitest';
import { normals, simulate } from '../../../../src/main/engine/doubt/simulate.ts';
import type { Mixture } from '../../../../src/main/engine/mixture/mixture.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import { finish } from '../support.ts';

const mixture: Mixture = {
  k: 2,
  d: 2,
  weights: Float64Array.of(0.7, 0.3),
  means: Float64Array.of(0, 1000, -4, 2000),
  covariances: Float64Array.of(1, 20, 20, 900, 4, -30, -30, 400),
};

test('normal deviates have the moments of the normal distribution', () => {
  const normal = normals(createRandom(1));
  const n = 40_000;
  const moments = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const z = normal();
    for (let m = 0; m < 4; m++) moments[m] += z ** (m + 1) / n;
  }
  expect(Math.abs(moments[0])).toBeLessThan(0.02);
  expect(Math.abs(moments[1] - 1)).toBeLessThan(0.03);
  expect(Math.abs(moments[2])).toBeLessThan(0.08);
  expect(Math.abs(moments[3] - 3)).toBeLessThan(0.2);
});

test('rows drawn from a mixture have its weights, means and covariances', () => {
  const n = 20_000;
  const { rows, labels } = finish(simulate(mixture, n, null, 1));
  for (const c of [0, 1]) {
    const own = Array.from({ length: n }, (_, i) => i).filter((i) => labels[i] === c + 1);
    expect(own.length / n).toBeCloseTo(mixture.weights[c], 2);
    const mean = (of: (i: number) => number) => own.reduce((sum, i) => sum + of(i), 0) / own.length;
    const x = mean((i) => rows.data[i]);
    const y = mean((i) => rows.data[n + i]);
    const [xx, xy, , yy] = mixture.covariances.subarray(c * 4, c * 4 + 4);
    expect(Math.abs(x - mixture.means[2 * c])).toBeLessThan(0.05 * Math.sqrt(xx));
    expect(Math.abs(y - mixture.means[2 * c + 1])).toBeLessThan(0.05 * Math.sqrt(yy));
    expect(mean((i) => (rows.data[i] - x) ** 2) / xx).toBeCloseTo(1, 1);
    expect(mean((i) => (rows.data[n + i] - y) ** 2) / yy).toBeCloseTo(1, 1);
    expect(mean((i) => (rows.data[i] - x) * (rows.data[n + i] - y)) / xy).toBeCloseTo(1, 1);
  }
});

test('noise is uniform over its box and labelled 0', () => {
  const noise = { weight: 0.5, logDensity: -Math.log(8000), perColumn: Float64Array.of(-Math.log(8), -Math.log(1000)) };
  const half = { ...mixture, weights: Float64Array.of(0.35, 0.15), noise };
  const box = { low: Float64Array.of(-10, 5000), high: Float64Array.of(-2, 6000) };
  const n = 5000;
  const { rows, labels } = finish(simulate(half, n, box, 1));
  const own = Array.from({ length: n }, (_, i) => i).filter((i) => labels[i] === 0);
  expect(own.length / n).toBeCloseTo(0.5, 1);
  expect(own.every((i) => rows.data[i] >= -10 && rows.data[i] <= -2)).toBe(true);
  expect(own.reduce((sum, i) => sum + rows.data[n + i], 0) / own.length / 5500).toBeCloseTo(1, 2);
});

test('the same keys give the same rows, other keys others', () => {
  const draw = (...keys: number[]) => finish(simulate(mixture, 50, null, 1, ...keys)).rows.data;
  expect(draw(1, 2)).toEqual(draw(1, 2));
  expect(draw(1, 2)).not.toEqual(draw(2, 1));
});
