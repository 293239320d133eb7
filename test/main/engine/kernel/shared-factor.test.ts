import { describe, expect, test } from 'vitest';
import { compileKernel } from '../../../../src/main/engine/kernel/kernel.ts';
import { createKernelPass } from '../../../../src/main/engine/kernel/pass.ts';
import type { Components } from '../../../../src/main/engine/mixture/pass/components.ts';
import { createPlainPass } from '../../../../src/main/engine/mixture/pass/plain.ts';
import type { Statistics } from '../../../../src/main/engine/mixture/pass/statistics.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import type { Rows } from '../../../../src/main/engine/rows.ts';
import { difference, drawn, statisticsOf, type Wanted } from './mixtures.ts';

const kinds = (['plain', 'relaxed'] as const).flatMap((kind) => {
  const module = compileKernel(kind);
  return module ? [{ kind, module }] : [];
});

/** All components with the factor of the first. */
function drawnTied(wanted: Wanted): { rows: Rows; components: Components } {
  const { rows, components } = drawn(wanted);
  const { k, d } = components;
  const factors = components.factors.slice();
  for (let c = 1; c < k; c++) factors.copyWithin(c * d * d, 0, d * d);
  return { rows, components: { ...components, factors } };
}

/** The sum of all components' scatters, lower triangle. */
function pooled({ k, d, scatters }: Statistics): Float64Array {
  const sum = new Float64Array(d * d);
  for (let i = 0; i < k * d * d; i++) sum[i % (d * d)] += scatters[i];
  return sum;
}

function agree(rows: Rows, components: Components): void {
  const { k } = components;
  const expected = statisticsOf(createPlainPass(rows, k, 'full'), rows, components, components);
  const scale = Math.sqrt(Math.max(...pooled(expected).map(Math.abs)) * rows.n);
  for (const { kind, module } of kinds) {
    const found = statisticsOf(createKernelPass(rows, k, 'full', module, true), rows, components, components);
    const words = `${kind} n ${rows.n} d ${rows.d} k ${k}`;
    const { logLikelihood, logLargest, noise } = expected.totals;
    expect(Math.abs(found.totals.logLikelihood / logLikelihood - 1), `log-likelihood, ${words}`).toBeLessThan(1e-12);
    expect(Math.abs(found.totals.logLargest - logLargest), words).toBeLessThan(1e-12 * Math.abs(logLikelihood));
    expect(Math.abs(found.totals.noise - noise), words).toBeLessThanOrEqual(1e-10 * noise);
    expect(difference(found.counts, expected.counts), `counts, ${words}`).toBeLessThan(1e-10);
    const gap = found.sums.reduce((most, sum, i) => Math.max(most, Math.abs(sum - expected.sums[i])), 0);
    expect(gap / scale, `sums, ${words}`).toBeLessThan(1e-10);
    expect(difference(pooled(found), pooled(expected)), `scatter, ${words}`).toBeLessThan(1e-10);
  }
}

describe('one factor for all components', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 33])('d = %i: what the plain pass has, scatters summed', (d) => {
    for (const k of [2, 3, 10])
      for (const spread of [0.3, 6]) for (const n of [127, 300]) agree(...pairOf(drawnTied({ n, d, k, spread })));
  });

  test('far from the origin, and in other units', () => {
    agree(...pairOf(drawnTied({ n: 400, d: 3, k: 3, offset: 1e6 })));
    agree(...pairOf(drawnTied({ n: 400, d: 4, k: 3, scale: 1e-5, offset: 2 })));
  });

  test('row weights, some of them 0, and noise', () => {
    const { rows, components } = drawnTied({ n: 500, d: 5, k: 4 });
    const random = createRandom(3);
    const weights = Float64Array.from({ length: 500 }, (_, i) => (i % 7 === 0 ? 0 : 3 * random.next()));
    const noise = { weight: 0.1, logDensity: -9, perColumn: null };
    agree({ ...rows, weights }, components);
    agree({ ...rows, weights: new Float64Array(500).fill(2.5) }, components);
    agree(rows, { ...components, noise });
    agree({ ...rows, weights }, { ...components, noise });
  });

  test('components far apart lose no digits', () => {
    agree(...pairOf(drawnTied({ n: 300, d: 3, k: 3, spread: 1e6 })));
  });

  test('components whose factors differ have their own scatters', () => {
    const { rows, components } = drawn({ n: 300, d: 3, k: 3 });
    const [{ module }] = kinds;
    const own = statisticsOf(createKernelPass(rows, 3, 'full', module), rows, components, components);
    expect(statisticsOf(createKernelPass(rows, 3, 'full', module, true), rows, components, components)).toEqual(own);
  });
});

const pairOf = ({ rows, components }: { rows: Rows; components: Components }): [Rows, Components] => [rows, components];
