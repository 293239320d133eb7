import { describe, expect, test } from 'vitest';
import { compileKernel } from '../../../../../src/main/engine/kernel/kernel.ts';
import { createMissingKernelPass } from '../../../../../src/main/engine/mixture/missing/kernel-pass.ts';
import { createMissingPass } from '../../../../../src/main/engine/mixture/missing/pass.ts';
import type { Noise } from '../../../../../src/main/engine/mixture/mixture.ts';
import type { Components, Shape } from '../../../../../src/main/engine/mixture/pass/components.ts';
import { toComponents } from '../../../../../src/main/engine/mixture/pass/components.ts';
import { type Pass, passOver } from '../../../../../src/main/engine/mixture/pass/pass.ts';
import { createStatistics } from '../../../../../src/main/engine/mixture/pass/statistics.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import type { Rows } from '../../../../../src/main/engine/rows.ts';
import { finish } from '../../support.ts';

/** Rows around a few places, each cell missing with probability `share`; some rows have no cell at all. */
function rowsWith(n: number, d: number, share: number, weighted = false): Rows {
  const random = createRandom(1, 'rows', n, d);
  const data = Float64Array.from({ length: n * d }, (_, at) => 3 * ((at % n) % 3) + random.next() - random.next());
  for (let at = 0; at < n * d; at++) if (random.next() < share) data[at] = Number.NaN;
  const weights = weighted ? Float64Array.from({ length: n }, (_, i) => (i % 5 === 0 ? 0 : random.next())) : null;
  return { n, d, data, missing: true, weights };
}

function componentsWith(k: number, d: number, shape: Shape, noise: Noise | null = null): Components {
  const random = createRandom(2, 'components', k, d);
  const covariances = new Float64Array(k * d * d);
  for (let c = 0; c < k; c++) {
    const a = Float64Array.from({ length: d * d }, () => random.next() - 0.5);
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        let sum = i === j ? 0.4 + random.next() : 0;
        for (let e = 0; e < d; e++) sum += a[i * d + e] * a[j * d + e];
        covariances[(c * d + i) * d + j] = shape === 'full' || i === j ? sum : 0;
      }
    }
    // Symmetric to the last bit.
    for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) covariances[(c * d + j) * d + i] = covariances[(c * d + i) * d + j];
  }
  const weights = Float64Array.from({ length: k }, (_, c) => (1 + c) / (k * k + 1));
  const means = Float64Array.from({ length: k * d }, () => 6 * random.next());
  return { ...toComponents({ k, d, weights, means, covariances, noise }), shape };
}

function statisticsOf(pass: Pass, { n }: Rows, components: Components) {
  const total = createStatistics(components.k, components.d, components.shape);
  finish(passOver(pass, n, components, total, null));
  return total;
}

function outputsOf(pass: Pass, { n }: Rows, components: Components) {
  const outputs = {
    labels: new Int32Array(n),
    uncertainty: new Float64Array(n),
    logDensity: new Float64Array(n),
    responsibilities: new Float32Array(n * components.k),
    noise: new Float64Array(n),
  };
  pass.run(components, 0, n, null, outputs);
  return outputs;
}

/** The largest difference relative to the largest number. */
function distance(a: Float64Array | Float32Array, b: Float64Array | Float32Array): number {
  let difference = 0;
  let largest = Number.MIN_VALUE;
  a.forEach((value, at) => {
    difference = Math.max(difference, Math.abs(value - b[at]));
    largest = Math.max(largest, Math.abs(value));
  });
  return difference / largest;
}

const sizes = [
  [1, 3, 2, 0.3],
  [300, 1, 2, 0.2],
  [300, 2, 3, 0.2],
  [1000, 4, 5, 0.02],
  [700, 5, 1, 0.4],
  [500, 13, 4, 0.9],
  [600, 20, 3, 0.2],
] as const;

describe.each(['plain', 'relaxed'] as const)('The %s kernel over rows with missing cells', (kind) => {
  const module = compileKernel(kind);
  if (module === null) return test.skip('is not for this runtime', () => {});

  test.each(sizes.flatMap((size) => (['full', 'diagonal'] as const).map((shape) => [...size, shape] as const)))(
    'agrees with its twin: n = %i, d = %i, K = %i, %d missing, %s',
    (n, d, k, share, shape) => {
      for (const weighted of [false, true]) {
        const rows = rowsWith(n, d, share, weighted);
        const components = componentsWith(k, d, shape);
        const own = createMissingKernelPass(rows, k, shape, module);
        const twin = createMissingPass(rows, k, shape);
        const a = statisticsOf(own, rows, components);
        const b = statisticsOf(twin, rows, components);
        expect(
          Math.abs(a.totals.logLikelihood / (b.totals.logLikelihood || 1) - Number(b.totals.logLikelihood !== 0)),
        ).toBeLessThan(1e-12);
        expect(a.totals.logLargest).toBeCloseTo(b.totals.logLargest, 8);
        for (const part of ['counts', 'sums', 'scatters'] as const) expect(distance(b[part], a[part])).toBeLessThan(1e-10);
        const x = outputsOf(own, rows, components);
        const y = outputsOf(twin, rows, components);
        expect(x.labels).toEqual(y.labels);
        for (const part of ['uncertainty', 'logDensity'] as const) expect(distance(y[part], x[part])).toBeLessThan(1e-10);
        expect(distance(y.responsibilities, x.responsibilities)).toBeLessThan(1e-6);
      }
    },
  );

  test.each(['full', 'diagonal'] as const)('gives noise the density of the cells that are there, %s', (shape) => {
    const rows = rowsWith(400, 5, 0.3, true);
    const perColumn = Float64Array.of(-2, -1, -2.5, -2, -1.5);
    const components = componentsWith(3, 5, shape, { weight: 0.1, logDensity: -9, perColumn });
    const own = createMissingKernelPass(rows, 3, shape, module);
    const twin = createMissingPass(rows, 3, shape);
    const a = statisticsOf(own, rows, components);
    const b = statisticsOf(twin, rows, components);
    expect(a.totals.noise).toBeCloseTo(b.totals.noise, 9);
    expect(a.totals.logLikelihood).toBeCloseTo(b.totals.logLikelihood, 8);
    const x = outputsOf(own, rows, components);
    const y = outputsOf(twin, rows, components);
    expect(x.labels).toEqual(y.labels);
    expect(distance(y.noise, x.noise)).toBeLessThan(1e-10);
  });

  test('agrees with its twin far from the origin and in units of very different size', () => {
    const rows = rowsWith(300, 6, 0.25);
    const base = componentsWith(2, 6, 'full');
    const units = [1e-8, 1, 1e7, 1e-3, 1e3, 1];
    const data = rows.data.map((value, at) => value * units[Math.floor(at / 300)]);
    const means = base.means.map((value, at) => value * units[at % 6]);
    const factors = base.factors.map((value, at) => value / units[at % 6]);
    const scaled = { ...rows, data };
    const components = { ...base, means, factors };
    const a = statisticsOf(createMissingKernelPass(scaled, 2, 'full', module), scaled, components);
    const b = statisticsOf(createMissingPass(scaled, 2, 'full'), scaled, components);
    expect(a.totals.logLikelihood / b.totals.logLikelihood).toBeCloseTo(1, 12);
    for (let j = 0; j < 6; j++) {
      const of = (all: Float64Array) => all.filter((_, at) => at % 6 === j);
      expect(distance(of(b.sums), of(a.sums))).toBeLessThan(1e-10);
    }
  });

  test('rows among which none misses a cell are passed as complete ones are', () => {
    const rows = rowsWith(1000, 3, 0);
    const components = componentsWith(2, 3, 'full');
    const a = statisticsOf(createMissingKernelPass(rows, 2, 'full', module), rows, components);
    const b = statisticsOf(createMissingPass(rows, 2, 'full'), rows, components);
    expect(a.totals.logLikelihood / b.totals.logLikelihood).toBeCloseTo(1, 12);
  });
});

test('a noise component that is no box along the axes is refused', () => {
  const rows = rowsWith(50, 2, 0.3);
  const components = componentsWith(1, 2, 'full', { weight: 0.1, logDensity: -3, perColumn: null });
  expect(() => statisticsOf(createMissingKernelPass(rows, 1, 'full'), rows, components)).toThrow(RangeError);
});
