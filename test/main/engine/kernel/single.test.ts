import { describe, expect, test } from 'vitest';
import { compileKernel } from '../../../../src/main/engine/kernel/kernel.ts';
import { createKernelPass } from '../../../../src/main/engine/kernel/pass.ts';
import { singleRounding } from '../../../../src/main/engine/kernel/single.ts';
import { type Components, toComponents } from '../../../../src/main/engine/mixture/pass/components.ts';
import { createPlainPass } from '../../../../src/main/engine/mixture/pass/plain.ts';
import type { Statistics } from '../../../../src/main/engine/mixture/pass/statistics.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import { type Rows, totalWeight } from '../../../../src/main/engine/rows.ts';
import { difference, drawn, statisticsDifference, statisticsOf } from './mixtures.ts';

const kinds = (['plain', 'relaxed'] as const).flatMap((kind) => {
  const module = compileKernel(kind);
  return module ? [{ kind, module }] : [];
});
const rough = (rows: Rows): Rows => ({ ...rows, rough: true });

/** Statistics in 32 bits beside the plain pass: to 2e-5 of their size, the log-likelihood to 2e-6 nats a row. */
function agree(rows: Rows, components: Components, digits = 2e-5): void {
  const { k, d } = components;
  const expected = statisticsOf(createPlainPass(rows, k, 'full'), rows, components, components);
  const weight = totalWeight(rows);
  for (const { kind, module } of kinds) {
    const found = statisticsOf(createKernelPass(rough(rows), k, 'full', module), rows, components, components);
    const words = `${kind} n ${rows.n} d ${d} k ${k}`;
    const most = singleRounding * weight + 2e-5;
    const gap = (name: keyof Statistics['totals']) => Math.abs(found.totals[name] - expected.totals[name]);
    expect(gap('logLikelihood'), `log-likelihood, ${words}`).toBeLessThan(most);
    expect(gap('logLargest'), `ICL term, ${words}`).toBeLessThan(most);
    expect(gap('noise'), `noise, ${words}`).toBeLessThan(digits * weight);
    expect(statisticsDifference(found, expected), `statistics, ${words}`).toBeLessThan(digits);
  }
}

describe('a pass over rough rows, in numbers of 32 bits', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 16, 33])('d = %i: what the plain pass has, to single precision', (d) => {
    for (const k of [1, 2, 3, 10])
      for (const spread of [0.3, 6])
        for (const n of [1, 127, 128, 300]) {
          const { rows, components } = drawn({ n, d, k, spread });
          agree(rows, components);
        }
  });

  test('row weights, some of them 0, and noise', () => {
    const { rows, components } = drawn({ n: 500, d: 5, k: 4 });
    const random = createRandom(3);
    const weights = Float64Array.from({ length: 500 }, (_, i) => (i % 7 === 0 ? 0 : 3 * random.next()));
    const noise = { weight: 0.1, logDensity: -9, perColumn: null };
    agree({ ...rows, weights }, components);
    agree(rows, { ...components, noise });
    agree({ ...rows, weights }, { ...components, noise });
  });

  test('far from the origin and in other units nothing more is lost', () => {
    for (const wanted of [
      { offset: 1e6, scale: 1 },
      { offset: -3, scale: 1e-7 },
      { offset: 0, scale: 1e9 },
    ]) {
      const { rows, components } = drawn({ n: 400, d: 4, k: 3, ...wanted });
      agree(rows, components);
    }
  });

  test('a part of the rows', () => {
    const { rows, components } = drawn({ n: 700, d: 3, k: 3 });
    for (const { module } of kinds) {
      const pass = createKernelPass(rough(rows), 3, 'full', module);
      const plain = createPlainPass(rows, 3, 'full');
      const part = { ...rows, n: 333 };
      const from = { run: (c: Components, _f: number, _t: number, into: Statistics) => pass.run(c, 200, 533, into, null) };
      const of = { run: (c: Components, _f: number, _t: number, into: Statistics) => plain.run(c, 200, 533, into, null) };
      const found = statisticsOf(from as never, part, components, components);
      const expected = statisticsOf(of as never, part, components, components);
      expect(statisticsDifference(found, expected)).toBeLessThan(1e-5);
      expect(found.totals.logLikelihood / expected.totals.logLikelihood).toBeCloseTo(1, 6);
    }
  });

  test('components that are too narrow for 32 bits are left to the pass in 64', () => {
    const { rows, components } = drawn({ n: 300, d: 2, k: 2 });
    const covariances = Float64Array.of(1e-9, 0, 0, 1e-9, 1, 0, 0, 1);
    const narrow = toComponents({ k: 2, d: 2, weights: Float64Array.of(0.5, 0.5), means: components.means, covariances });
    for (const { module } of kinds) {
      const found = statisticsOf(createKernelPass(rough(rows), 2, 'full', module), rows, narrow, narrow);
      expect(found).toEqual(statisticsOf(createKernelPass(rows, 2, 'full', module), rows, narrow, narrow));
    }
  });

  test('row results are of 64 bits', () => {
    const { rows, components } = drawn({ n: 300, d: 3, k: 3 });
    const logDensity = new Float64Array(300);
    const exact = new Float64Array(300);
    createKernelPass(rough(rows), 3, 'full').run(components, 0, 300, null, { logDensity });
    createPlainPass(rows, 3, 'full').run(components, 0, 300, null, { logDensity: exact });
    expect(difference(logDensity, exact)).toBeLessThan(1e-12);
  });

  test('of two fits the better one stays the better one', () => {
    const { rows, components } = drawn({ n: 3000, d: 6, k: 4, spread: 1 });
    const moved = { ...components, means: components.means.map((mean, i) => mean + (i % 2 ? 1e-3 : -1e-3)) };
    for (const { module } of kinds) {
      const value = (of: Rows, one: Components) =>
        statisticsOf(createKernelPass(of, 4, 'full', module), rows, one, one).totals.logLikelihood;
      const gain = value(rows, moved) - value(rows, components);
      expect(value(rough(rows), moved) - value(rough(rows), components)).toBeCloseTo(gain, 1);
      expect(Math.abs(gain)).toBeGreaterThan(0.3);
    }
  });
});
