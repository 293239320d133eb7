import { describe, expect, test } from 'vitest';
import { compileKernel, type KernelKind } from '../../../../src/main/engine/kernel/kernel.ts';
import { createKernelPass } from '../../../../src/main/engine/kernel/pass.ts';
import type { Components } from '../../../../src/main/engine/mixture/pass/components.ts';
import { type Pass, passOver, type RowOutputs } from '../../../../src/main/engine/mixture/pass/pass.ts';
import { createPlainPass } from '../../../../src/main/engine/mixture/pass/plain.ts';
import { createStatistics, type Statistics } from '../../../../src/main/engine/mixture/pass/statistics.ts';
import type { Rows } from '../../../../src/main/engine/rows.ts';
import { difference, drawn, statisticsDifference } from './mixtures.ts';

const kinds = (['plain', 'relaxed'] as const).flatMap((kind) => {
  const module = compileKernel(kind);
  return module ? [{ kind, module }] : [];
});

interface Outputs {
  labels: Int32Array;
  uncertainty: Float64Array;
  logDensity: Float64Array;
  responsibilities: Float32Array;
  noise: Float64Array;
}
const outputsFor = (n: number, k: number): Outputs & RowOutputs => ({
  labels: new Int32Array(n).fill(-7),
  uncertainty: new Float64Array(n).fill(-7),
  logDensity: new Float64Array(n).fill(-7),
  responsibilities: new Float32Array(n * k).fill(-7),
  noise: new Float64Array(n).fill(-7),
});

function statistics(pass: Pass, components: Components, from: number, to: number): Statistics {
  const into = createStatistics(components.k, components.d, components.shape);
  pass.run(components, from, to, into, null);
  return into;
}

const makers = (rows: Rows, { k, shape }: Components) => ({
  plain: createPlainPass(rows, k, shape),
  kernels: kinds.map(({ module, kind }) => ({ kind, pass: createKernelPass(rows, k, shape, module) })),
});

function agree(rows: Rows, components: Components, from = 0, to = rows.n): void {
  const { plain, kernels } = makers(rows, components);
  const expected = statistics(plain, components, from, to);
  for (const { kind, pass } of kernels) {
    const found = statistics(pass, components, from, to);
    const { totals } = expected;
    const words = `${kind} n ${rows.n} d ${rows.d} k ${components.k}`;
    expect(Math.abs(found.totals.logLikelihood / totals.logLikelihood - 1), `log-likelihood, ${words}`).toBeLessThan(1e-12);
    const size = Math.abs(totals.logLikelihood);
    expect(Math.abs(found.totals.logLargest - totals.logLargest), `ICL term, ${words}`).toBeLessThan(1e-12 * size);
    expect(Math.abs(found.totals.noise - totals.noise), `noise, ${words}`).toBeLessThanOrEqual(1e-10 * Math.abs(totals.noise));
    expect(statisticsDifference(found, expected), `statistics, ${words}`).toBeLessThan(1e-10);
  }
}

const dimensions = [...Array.from({ length: 20 }, (_, i) => i + 1), 33, 64];

test('both kernels compile in the Node that the project runs on', () => {
  expect(kinds.map(({ kind }): KernelKind => kind)).toEqual(['plain', 'relaxed']);
});

describe('statistics are those of the plain pass', () => {
  for (const d of dimensions) {
    test(`d = ${d}, full and diagonal, overlapping and apart, any number of components`, () => {
      for (const k of d <= 8 ? [1, 2, 3, 5, 8, 12] : [1, 3, 12]) {
        for (const shape of ['full', 'diagonal'] as const) {
          for (const spread of [0.3, 6]) {
            const { rows, components } = drawn({ n: 300, d, k, shape, spread });
            agree(rows, components);
          }
        }
      }
    });
  }

  test.each([1, 2, 3, 127, 128, 129, 255, 256, 1000])('%i rows', (n) => {
    for (const d of [1, 2, 3, 4, 5, 6, 7]) {
      const { rows, components } = drawn({ n, d, k: 3 });
      agree(rows, components);
    }
  });

  test('any part of the rows', () => {
    const { rows, components } = drawn({ n: 700, d: 3, k: 4 });
    for (const [from, to] of [
      [0, 1],
      [1, 2],
      [5, 127],
      [5, 128],
      [127, 129],
      [100, 600],
      [640, 700],
      [699, 700],
      [256, 384],
    ] as const) {
      agree(rows, components, from, to);
    }
  });

  test('no rows leave nothing', () => {
    const { rows, components } = drawn({ n: 10, d: 2, k: 2 });
    for (const { pass } of makers(rows, components).kernels) {
      const found = statistics(pass, components, 4, 4);
      expect(found.totals).toEqual({ logLikelihood: 0, logLargest: 0, noise: 0 });
      expect([...found.counts]).toEqual([0, 0]);
    }
  });

  test('far from the origin, a million standard deviations', () => {
    for (const d of [1, 2, 3, 4, 7, 16]) {
      const { rows, components } = drawn({ n: 500, d, k: 3, offset: 1e6 });
      agree(rows, components);
    }
  });

  test('in units of any size', () => {
    for (const scale of [1e-120, 1e-30, 1e-6, 1e6, 1e30, 1e120]) {
      for (const d of [1, 2, 4, 5]) {
        const { rows, components } = drawn({ n: 400, d, k: 3, scale });
        agree(rows, components);
      }
    }
  });

  test('over many pieces, with many components', () => {
    const many = drawn({ n: 40_000, d: 2, k: 40 });
    agree(many.rows, many.components);
    const wide = drawn({ n: 1500, d: 40, k: 3, spread: 0.2 });
    agree(wide.rows, wide.components);
  });

  test('a component of weight 0 and one that is far from every row get nothing', () => {
    const { rows, components } = drawn({ n: 300, d: 3, k: 4 });
    components.constants[1] = Number.NEGATIVE_INFINITY;
    components.means.fill(1e9, 6, 9);
    agree(rows, components);
    for (const { pass } of makers(rows, components).kernels) {
      const { counts } = statistics(pass, components, 0, rows.n);
      expect([counts[1], counts[2]]).toEqual([0, 0]);
    }
  });
});

describe('rows that are infinitely far from all components', () => {
  const far = (d: number, weights: Float64Array | null) => {
    const { rows, components } = drawn({ n: 300, d, k: 3 });
    for (const i of [0, 130, 299]) rows.data[i] = 1e200;
    return { rows: { ...rows, weights }, components };
  };

  test.each([1, 2, 4, 6])('belong to the first, as in the plain pass (d = %i)', (d) => {
    const { rows, components } = far(d, null);
    const { plain, kernels } = makers(rows, components);
    const expected = statistics(plain, components, 0, rows.n);
    expect(expected.totals.logLikelihood).toBe(Number.NEGATIVE_INFINITY);
    for (const { pass } of kernels) {
      const found = statistics(pass, components, 0, rows.n);
      expect(found.totals.logLikelihood).toBe(Number.NEGATIVE_INFINITY);
      expect(difference(found.counts, expected.counts)).toBeLessThan(1e-10);
      expect(Math.abs(found.totals.logLargest - expected.totals.logLargest)).toBeLessThan(1e-9);
    }
    rowResultsAgree(rows, components);
  });

  test('leave no trace when their weight is 0', () => {
    const weights = new Float64Array(300).fill(1);
    for (const i of [0, 130, 299]) weights[i] = 0;
    const { rows, components } = far(2, weights);
    for (const { pass } of makers(rows, components).kernels) {
      expect(Number.isFinite(statistics(pass, components, 0, rows.n).totals.logLikelihood)).toBe(true);
    }
  });
});

describe('row weights', () => {
  test('are a factor on responsibilities and totals', () => {
    for (const d of [1, 2, 3, 4, 5, 16]) {
      for (const shape of ['full', 'diagonal'] as const) {
        const { rows, components } = drawn({ n: 517, d, k: 4, shape });
        const weights = Float64Array.from({ length: rows.n }, (_, i) => (i % 5) * 0.7);
        agree({ ...rows, weights }, components);
        agree({ ...rows, weights }, components, 3, 400);
      }
    }
  });

  test('are those of the pass that runs, though the rows are packed once', () => {
    const { rows, components } = drawn({ n: 400, d: 2, k: 3 });
    const doubled = { ...rows, weights: new Float64Array(rows.n).fill(2) };
    for (const { module } of kinds) {
      const once = createKernelPass(rows, 3, 'full', module);
      const twice = createKernelPass(doubled, 3, 'full', module);
      const single = statistics(once, components, 0, rows.n).counts[0];
      expect(statistics(twice, components, 0, rows.n).counts[0]).toBeCloseTo(2 * single, 9);
      expect(statistics(once, components, 0, rows.n).counts[0]).toBe(single);
    }
  });
});

test('a noise component is one more constant density', () => {
  for (const d of [1, 2, 3, 5, 12]) {
    const { rows, components } = drawn({ n: 450, d, k: 3 });
    const noise = { weight: 0.1, logDensity: -2 * d, perColumn: null };
    const weights = Float64Array.from({ length: rows.n }, (_, i) => i % 3);
    agree(rows, { ...components, noise });
    agree({ ...rows, weights }, { ...components, noise });
    rowResultsAgree(rows, { ...components, noise });
  }
});

function rowResultsAgree(rows: Rows, components: Components): void {
  const { plain, kernels } = makers(rows, components);
  const { n } = rows;
  const { k } = components;
  const expected = outputsFor(n, k);
  plain.run(components, 0, n, null, expected);
  for (const { pass } of kernels) {
    const found = outputsFor(n, k);
    pass.run(components, 0, n, null, found);
    expect(found.labels).toEqual(expected.labels);
    expect(difference(found.logDensity, expected.logDensity)).toBeLessThan(1e-12);
    for (let i = 0; i < n; i++) {
      // Small uncertainties keep their digits: they are compared one by one.
      expect(Math.abs(found.uncertainty[i] - expected.uncertainty[i])).toBeLessThanOrEqual(1e-10 * expected.uncertainty[i]);
      expect(Math.abs(found.noise[i] - expected.noise[i])).toBeLessThanOrEqual(1e-10 * expected.noise[i]);
    }
    for (let i = 0; i < n * k; i++) expect(found.responsibilities[i]).toBeCloseTo(expected.responsibilities[i], 6);
  }
}

describe('row results are those of the plain pass', () => {
  test.each([1, 2, 3, 4, 5, 8, 17])('d = %i', (d) => {
    for (const shape of ['full', 'diagonal'] as const) {
      const { rows, components } = drawn({ n: 333, d, k: 4, shape });
      rowResultsAgree(rows, components);
    }
  });

  test('together with statistics, for a part of the rows, and only there', () => {
    const { rows, components } = drawn({ n: 500, d: 2, k: 3 });
    const expected = statistics(createPlainPass(rows, 3, 'full'), components, 100, 300);
    for (const { module } of kinds) {
      const out = outputsFor(500, 3);
      const into = createStatistics(3, 2, 'full');
      createKernelPass(rows, 3, 'full', module).run(components, 100, 300, into, out);
      expect(statisticsDifference(into, expected)).toBeLessThan(1e-10);
      expect(out.labels.findIndex((label) => label > 0)).toBe(100);
      expect(out.labels.findLastIndex((label) => label > 0)).toBe(299);
    }
  });

  test('equal densities go to the first', () => {
    const { rows, components } = drawn({ n: 200, d: 2, k: 2 });
    components.means.copyWithin(2, 0, 2);
    components.factors.copyWithin(4, 0, 4);
    components.constants[1] = components.constants[0];
    rowResultsAgree(rows, components);
    const out = outputsFor(200, 2);
    createKernelPass(rows, 2, 'full').run(components, 0, 200, null, out);
    expect(new Set(out.labels)).toEqual(new Set([1]));
    expect(out.uncertainty[7]).toBe(0.5);
  });
});

describe('bits', () => {
  const bits = (s: Statistics) => [s.totals.logLikelihood, s.totals.logLargest, ...s.counts, ...s.sums, ...s.scatters];

  test('are the same every time, whatever else was packed in between', () => {
    const { rows, components } = drawn({ n: 3000, d: 3, k: 4 });
    const [{ module }] = kinds;
    const pass = createKernelPass(rows, 4, 'full', module);
    const first = bits(statistics(pass, components, 0, rows.n));
    for (let seed = 2; seed < 8; seed++) {
      const other = drawn({ n: 2000 + 128 * seed, d: seed, k: 2 + seed, seed });
      statistics(createKernelPass(other.rows, 2 + seed, 'full', module), other.components, 0, other.rows.n);
    }
    expect(bits(statistics(pass, components, 0, rows.n))).toEqual(first);
    expect(bits(statistics(createKernelPass(rows, 4, 'full', module), components, 0, rows.n))).toEqual(first);
  });

  test('are the same chunk by chunk as passOver has them', () => {
    const { rows, components } = drawn({ n: 200_000, d: 1, k: 2 });
    const pass = createKernelPass(rows, 2, 'full');
    const total = createStatistics(2, 1, 'full');
    const shares = [...passOver(pass, rows.n, components, total, null)];
    agree(rows, components);
    expect(shares.every((share) => share > 0 && share < 1)).toBe(true);
    expect(total.counts[0] + total.counts[1]).toBeCloseTo(rows.n, 6);
  });
});
