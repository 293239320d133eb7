import { describe, expect, test } from 'vitest';
import { acceleratedEm } from '../../../../src/main/engine/mixture/accelerate.ts';
import { em } from '../../../../src/main/engine/mixture/em.ts';
import { about, copyStatistics, extrapolate } from '../../../../src/main/engine/mixture/extrapolate.ts';
import { familyOf } from '../../../../src/main/engine/mixture/family/table.ts';
import { fromLabels } from '../../../../src/main/engine/mixture/from-labels.ts';
import { createPass } from '../../../../src/main/engine/mixture/pass/create.ts';
import type { Pass } from '../../../../src/main/engine/mixture/pass/pass.ts';
import { createStatistics } from '../../../../src/main/engine/mixture/pass/statistics.ts';
import { kMeans } from '../../../../src/main/engine/mixture/starts/k-means.ts';
import { standardise } from '../../../../src/main/engine/mixture/starts/sphere.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import { columnMoments } from '../../../../src/main/engine/rows.ts';
import { familyCodes } from '../../../../src/shared/model/mixture.ts';
import { dataOf, finish } from '../support.ts';

const tight = (n: number) => ({ tolerance: 1e-9 * n, gain: 1e-9 * n, maxIterations: 5000 });

describe.each(['faithful', 'iris'] as const)('accelerated EM on %s', (name) => {
  const rows = dataOf(name);
  const moments = finish(columnMoments(rows));
  const floor = { share: 1e-6, variances: moments.variances };

  const both = (code: (typeof familyCodes)[number], k: number) => {
    const family = familyOf(code);
    const labels = finish(kMeans(standardise(rows, moments), k, 10, createRandom(k)));
    const start = finish(fromLabels(rows, labels, k, family, floor, rows.d + 1));
    const pass = createPass(rows, k, family.shape);
    const passes = { plain: 0, accelerated: 0 };
    const counted = (which: keyof typeof passes): Pass => ({
      run(...all) {
        passes[which]++;
        pass.run(...all);
      },
    });
    const plain = finish(em(counted('plain'), rows.n, family, floor, start, tight(rows.n)));
    const accelerated = finish(acceleratedEm(counted('accelerated'), rows.n, family, floor, start, tight(rows.n)));
    return { plain, accelerated, passes };
  };

  test.each(familyCodes)('%s: never falls, and ends no lower than where its own plain EM stands still', (code) => {
    for (const k of [2, 4]) {
      const { accelerated } = both(code, k);
      expect(accelerated.converged).toBe(true);
      expect(accelerated.trace.length).toBe(accelerated.iterations + 1);
      expect(accelerated.trace.at(-1)).toBe(accelerated.logLikelihood);
      for (let i = 1; i < accelerated.trace.length; i++) {
        expect(accelerated.trace[i]).toBeGreaterThanOrEqual(accelerated.trace[i - 1]);
      }
      const family = familyOf(code);
      const pass = createPass(rows, k, family.shape);
      const options = { tolerance: 0, gain: 0, maxIterations: 20 };
      const further = finish(em(pass, rows.n, family, floor, accelerated.parameters, options));
      expect(further.logLikelihood - accelerated.logLikelihood).toBeLessThan(1e-6);
    }
  });

  test('the same optimum in fewer passes where EM is slow', () => {
    let plainPasses = 0;
    let acceleratedPasses = 0;
    for (const code of ['VVV', 'VVI'] as const) {
      const { plain, accelerated, passes } = both(code, 3);
      expect(accelerated.logLikelihood).toBeCloseTo(plain.logLikelihood, 5);
      plainPasses += passes.plain;
      acceleratedPasses += passes.accelerated;
    }
    expect(acceleratedPasses).toBeLessThan(plainPasses);
  });
});

test('statistics moved to other means and back are the same', () => {
  const s = createStatistics(2, 2, 'full');
  s.counts.set([3, 5]);
  s.sums.set([0.5, -1, 2, 0]);
  s.scatters.set([4, 0, 1, 3, 6, 0, -2, 7]);
  const moved = createStatistics(2, 2, 'full');
  copyStatistics(s, moved);
  const here = Float64Array.of(1, 2, 3, 4);
  const there = Float64Array.of(0, -1, 5, 4.5);
  about(moved, here, there);
  expect(moved.sums[0]).toBeCloseTo(0.5 + 3 * 1, 12);
  expect(moved.scatters[0]).toBeCloseTo(4 + 2 * 0.5 + 3, 12);
  about(moved, there, here);
  moved.scatters.forEach((value, i) => {
    expect(value).toBeCloseTo(s.scatters[i], 12);
  });
});

describe('a run that may be left where a component has collapsed', () => {
  const rows = dataOf('iris');
  const floor = { share: 1e-6, variances: finish(columnMoments(rows)).variances };
  const from = (labels: Int32Array, leaveCollapsed: boolean) => {
    const family = familyOf('VVE');
    const k = Math.max(...labels);
    const start = finish(fromLabels(rows, labels, k, family, floor, 0));
    const pass = createPass(rows, k, family.shape);
    return finish(acceleratedEm(pass, rows.n, family, floor, start, { ...tight(rows.n), leaveCollapsed }));
  };
  const species = Int32Array.from({ length: rows.n }, (_, i) => 1 + Math.floor(i / 50));
  const pair = species.map((label, i) => (i === 100 || i === 101 ? 4 : label));

  test('ends early, as not converged, with the component at the floor', () => {
    const left = from(pair, true);
    const climbed = from(pair, false);
    expect(left.converged).toBe(false);
    expect(left.parameters.atFloor.includes(1)).toBe(true);
    expect(climbed.parameters.atFloor.includes(1)).toBe(true);
    expect(left.iterations).toBeLessThan(climbed.iterations / 2);
    expect(left.logLikelihood).toBeLessThan(climbed.logLikelihood);
  });

  test('is the same to the last bit where none has', () => {
    const left = from(species, true);
    expect(left.converged).toBe(true);
    expect(left.trace).toEqual(from(species, false).trace);
  });
});

test('a geometric sequence is extrapolated to its limit', () => {
  const at = (t: number) => {
    const s = createStatistics(1, 1, 'diagonal');
    s.counts[0] = 10 + 0.8 ** t;
    s.sums[0] = 2 * 0.8 ** t;
    s.scatters[0] = 30 - 4 * 0.8 ** t;
    return s;
  };
  const floor = { share: 1e-6, variances: Float64Array.of(1) };
  const into = createStatistics(1, 1, 'diagonal');
  const far = extrapolate(at(0), at(1), at(2), floor, 100, into);
  expect(far?.length).toBeCloseTo(5, 9);
  expect(into.counts[0]).toBeCloseTo(10, 9);
  expect(into.scatters[0]).toBeCloseTo(30, 9);
  expect(extrapolate(at(0), at(1), at(2), floor, 2, into)?.bounded).toBe(true);
  expect(extrapolate(at(0), at(0), at(0), floor, 2, into)).toBeNull();
});
