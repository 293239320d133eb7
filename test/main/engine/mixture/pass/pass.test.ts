import { describe, expect, test } from 'vitest';
import type { Mixture } from '../../../../../src/main/engine/mixture/mixture.ts';
import { toComponents } from '../../../../../src/main/engine/mixture/pass/components.ts';
import { chunkRows, passOver, type RowOutputs } from '../../../../../src/main/engine/mixture/pass/pass.ts';
import { createPlainPass } from '../../../../../src/main/engine/mixture/pass/plain.ts';
import { addStatistics, createStatistics } from '../../../../../src/main/engine/mixture/pass/statistics.ts';
import type { Rows } from '../../../../../src/main/engine/rows.ts';
import { LensError } from '../../../../../src/shared/errors.ts';
import { blobs, faithful, finish, iris } from '../../support.ts';

const pair: Mixture = {
  k: 2,
  d: 2,
  weights: Float64Array.of(0.36, 0.64),
  means: Float64Array.of(2, 54, 4.3, 80),
  covariances: Float64Array.of(0.07, 0.4, 0.4, 34, 0.17, 0.9, 0.9, 36),
};
const diagonalPair: Mixture = { ...pair, covariances: Float64Array.of(0.07, 0, 0, 34, 0.17, 0, 0, 36) };

/** The density by its textbook formula, for d = 2. */
function naive(rows: Rows, m: Mixture) {
  return Array.from({ length: rows.n }, (_, i) => {
    const parts = Array.from({ length: m.k }, (_, c) => {
      const [a, b, , e] = m.covariances.subarray(c * 4, c * 4 + 4);
      const det = a * e - b * b;
      const x = rows.data[i] - m.means[c * 2];
      const y = rows.data[rows.n + i] - m.means[c * 2 + 1];
      return (m.weights[c] * Math.exp(-0.5 * ((e * x * x - 2 * b * x * y + a * y * y) / det))) / (2 * Math.PI * Math.sqrt(det));
    });
    const density = parts.reduce((sum, p) => sum + p, 0);
    return { density, r: parts.map((p) => p / density) };
  });
}

function run(rows: Rows, mixture: Mixture) {
  const components = toComponents(mixture);
  const total = createStatistics(mixture.k, mixture.d, components.shape);
  const outputs = {
    labels: new Int32Array(rows.n),
    uncertainty: new Float64Array(rows.n),
    logDensity: new Float64Array(rows.n),
    responsibilities: new Float32Array(rows.n * mixture.k),
  } satisfies RowOutputs;
  finish(passOver(createPlainPass(rows, mixture.k, components.shape), rows.n, components, total, outputs));
  return { total, outputs };
}

describe.each([
  ['full', pair],
  ['diagonal', diagonalPair],
] as const)('a pass with %s covariances', (shape, mixture) => {
  const { total, outputs } = run(faithful, mixture);
  const expected = naive(faithful, mixture);

  test('takes the shape from the covariances', () => {
    expect(total.shape).toBe(shape);
  });

  test('gives the densities and responsibilities of the formula', () => {
    expected.forEach(({ density, r }, i) => {
      expect(outputs.logDensity[i]).toBeCloseTo(Math.log(density), 10);
      expect(outputs.labels[i]).toBe(r[1] > r[0] ? 2 : 1);
      expect(outputs.uncertainty[i]).toBeCloseTo(1 - Math.max(...r), 12);
      r.forEach((value, c) => {
        expect(outputs.responsibilities[i * 2 + c]).toBeCloseTo(value, 6);
      });
    });
  });

  test('leaves the sums of the formula', () => {
    for (let c = 0; c < 2; c++) {
      const sum = (f: (x: number, y: number) => number) =>
        expected.reduce((s, { r }, i) => {
          const x = faithful.data[i] - mixture.means[c * 2];
          const y = faithful.data[272 + i] - mixture.means[c * 2 + 1];
          return s + r[c] * f(x, y);
        }, 0);
      expect(total.counts[c]).toBeCloseTo(
        sum(() => 1),
        9,
      );
      expect(total.sums[c * 2]).toBeCloseTo(
        sum((x) => x),
        9,
      );
      const [xx, yy] = shape === 'full' ? [c * 4, c * 4 + 3] : [c * 2, c * 2 + 1];
      expect(total.scatters[xx]).toBeCloseTo(
        sum((x) => x * x),
        8,
      );
      expect(total.scatters[yy] / sum((_, y) => y * y)).toBeCloseTo(1, 12);
      if (shape === 'full') expect(total.scatters[c * 4 + 2] / sum((x, y) => x * y)).toBeCloseTo(1, 11);
    }
    const logLikelihood = expected.reduce((s, { density }) => s + Math.log(density), 0);
    expect(total.totals.logLikelihood / logLikelihood).toBeCloseTo(1, 13);
    expect(total.totals.logLargest).toBeCloseTo(
      expected.reduce((s, { r }) => s + Math.log(Math.max(...r)), 0),
      9,
    );
  });
});

test('the statistics of two parts of the rows add up to those of the whole', () => {
  const components = toComponents(pair);
  const pass = createPlainPass(faithful, 2, 'full');
  const whole = createStatistics(2, 2, 'full');
  const first = createStatistics(2, 2, 'full');
  const second = createStatistics(2, 2, 'full');
  pass.run(components, 0, 272, whole, null);
  pass.run(components, 0, 100, first, null);
  pass.run(components, 100, 272, second, null);
  addStatistics(first, second);
  for (const part of ['counts', 'sums', 'scatters'] as const) {
    first[part].forEach((value, i) => {
      expect(Math.abs(value - whole[part][i])).toBeLessThan(1e-11 * (1 + Math.abs(value)));
    });
  }
  expect(first.totals.logLikelihood).toBeCloseTo(whole.totals.logLikelihood, 9);
});

test('a pass over many rows stops between chunks, and the same chunks give the same bits', () => {
  const rows = blobs(150_000, 2, 2, 5, 1);
  const components = toComponents({
    ...pair,
    means: Float64Array.of(0, 5, 5, 0),
    covariances: Float64Array.of(1, 0.1, 0.1, 1, 1, 0, 0, 1),
  });
  const pass = createPlainPass(rows, 2, 'full');
  const one = createStatistics(2, 2, 'full');
  const two = createStatistics(2, 2, 'full');
  const shares = [...passOver(pass, rows.n, components, one, null)];
  expect(shares.length).toBe(Math.ceil(rows.n / chunkRows(2, 2, 'full')) - 1);
  expect(shares.length).toBeGreaterThan(1);
  finish(passOver(createPlainPass(rows, 2, 'full'), rows.n, components, two, null));
  expect(two).toEqual(one);
});

test('chunks shrink as the work per row grows', () => {
  expect(chunkRows(1, 1, 'diagonal')).toBe(65_536);
  expect(chunkRows(9, 10, 'full')).toBeLessThan(65_536);
  expect(chunkRows(100, 64, 'full')).toBe(128);
});

test('rows far from every component have a finite log density, and those beyond squares −∞, never NaN', () => {
  const rows: Rows = { n: 3, d: 2, data: Float64Array.of(1e8, 1e200, -1e308, 80, 80, 1e308) };
  const { outputs } = run(rows, { ...pair, means: Float64Array.of(2, 54, 1e308, 80) });
  expect(Number.isFinite(outputs.logDensity[0])).toBe(true);
  expect(outputs.logDensity[1]).toBe(Number.NEGATIVE_INFINITY);
  for (const values of [outputs.logDensity, outputs.uncertainty, outputs.responsibilities]) {
    expect(Array.from(values).some(Number.isNaN)).toBe(false);
  }
});

test('a small responsibility keeps its digits as uncertainty', () => {
  const far: Mixture = {
    k: 2,
    d: 1,
    weights: Float64Array.of(0.5, 0.5),
    means: Float64Array.of(0, 8),
    covariances: Float64Array.of(1, 1),
  };
  const { outputs } = run({ n: 1, d: 1, data: Float64Array.of(0) }, far);
  expect(outputs.uncertainty[0] / Math.exp(-32)).toBeCloseTo(1, 10);
});

test('a covariance that is none is refused by component', () => {
  const broken = { ...pair, covariances: Float64Array.of(1, 0, 0, 1, 1, 2, 2, 1) };
  expect(() => toComponents(broken)).toThrow(LensError);
  expect(() => toComponents(broken)).toThrow('component 2');
});

test('columns of very different scale do not disturb each other', () => {
  const factors = [1e9, 1, 1e-9, 1];
  const data = iris.data.map((value, index) => value * factors[Math.floor(index / 150)]);
  const one = (rows: Rows, f: readonly number[]) => {
    const covariances = Float64Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? 1 : 0.2) * f[Math.floor(i / 4)] * f[i % 4]);
    return run(rows, {
      k: 1,
      d: 4,
      weights: Float64Array.of(1),
      means: Float64Array.from([5, 3, 4, 1], (m, j) => m * f[j]),
      covariances,
    }).total;
  };
  const scaled = one({ n: 150, d: 4, data }, factors).totals.logLikelihood;
  expect(scaled).toBeCloseTo(one(iris, [1, 1, 1, 1]).totals.logLikelihood, 8);
});
