import { describe, expect, test } from 'vitest';
import type { Family } from '../../../../../src/main/engine/mixture/family/family.ts';
import { families, familyOf, familyWith } from '../../../../../src/main/engine/mixture/family/table.ts';
import { posterior } from '../../../../../src/main/engine/mixture/posterior.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import type { Rows } from '../../../../../src/main/engine/rows.ts';
import { familyCodes, inOneColumn } from '../../../../../src/shared/model/mixture.ts';
import { faithful, finish, iris, normal, rescaled, rowsOf } from '../../support.ts';
import { randomLabels, runFrom, unruly } from './moments.ts';

const labelsOf = (rows: Rows, result: ReturnType<typeof runFrom>): number[] => [
  ...finish(posterior(rows, result.parameters)).labels,
];

describe.each(familyCodes)('EM with %s', (code) => {
  const family = familyOf(code);
  const neverFalls = (of: Family, share: number) => {
    for (const d of [1, 2, 3, 6]) {
      for (const k of [1, 2, 3, 5]) {
        const rows = unruly(d * 10 + k, 40 + 4 * k * (d + 1), d, k);
        const { trace, parameters } = runFrom(rows, randomLabels(k, rows.n, k), k, of, share, {
          tolerance: 1e-6,
          gain: 1e-4,
          maxIterations: 150,
        });
        for (let t = 1; t < trace.length; t++) {
          expect(trace[t] - trace[t - 1]).toBeGreaterThanOrEqual(-1e-9 * Math.abs(trace[t]));
        }
        expect(trace.every(Number.isFinite)).toBe(true);
        expect(parameters.covariances.every(Number.isFinite)).toBe(true);
        expect(parameters.weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 10);
      }
    }
  };

  test('never lets the log-likelihood fall', () => neverFalls(family, 1e-6));
  test('never lets it fall where the floor binds', () => neverFalls(family, 0.05));
  test('never lets it fall with equal proportions', () => neverFalls(familyWith(family, { proportions: 'equal' }), 1e-6));

  test('converges where columns are nearly collinear, however fine the tolerance', () => {
    for (let seed = 1; seed <= 3; seed++) {
      const random = createRandom(seed, 'collinear');
      const rows = rowsOf(
        Array.from({ length: 120 }, (_, i) => {
          const [a, b] = [normal(random) + (i % 2) * 4, normal(random) * (1 + (i % 2))];
          return [a, b, (a + b + 0.01 * normal(random)) * 1000, (a - b + 0.01 * normal(random)) / 1000];
        }),
      );
      const options = { tolerance: 1e-10, gain: 1e-6, maxIterations: 5000 };
      expect(
        runFrom(
          rows,
          randomLabels(seed, 120, 2).map((_, i) => 1 + (i % 2)),
          2,
          family,
          1e-9,
          options,
        ).converged,
      ).toBe(true);
    }
  });

  test('gives each cluster the same fit whatever its number', () => {
    const labels = randomLabels(4, 150, 3).map((label, i) => (i % 3 === 0 ? label : 1 + Math.floor(i / 50)));
    const one = runFrom(iris, labels, 3, family);
    const other = runFrom(
      iris,
      labels.map((label) => (label % 3) + 1),
      3,
      family,
    );
    expect(other.logLikelihood).toBeCloseTo(one.logLikelihood, 6);
    for (let c = 0; c < 3; c++) {
      expect(other.parameters.weights[(c + 1) % 3]).toBeCloseTo(one.parameters.weights[c], 5);
    }
  });

  test(`is the model ${inOneColumn(code)} in one column`, () => {
    const rows = { n: 272, d: 1, data: faithful.data.slice(0, 272), weights: null };
    const labels = Int32Array.from(rows.data, (value) => (value < 3 ? 1 : value < 4.3 ? 2 : 3));
    const same = runFrom(rows, labels, 3, familyOf(inOneColumn(code) === 'E' ? 'EEE' : 'VVV'));
    const own = runFrom(rows, labels, 3, family);
    expect(own.logLikelihood).toBeCloseTo(same.logLikelihood, 7);
    expect(labelsOf(rows, own)).toEqual(labelsOf(rows, same));
  });

  test(family.unitInvariant ? 'does not know the units of the columns' : 'is tied to the units of the columns', () => {
    const factors = [1000, 1, 1 / 7, 0.001];
    const labels = Int32Array.from({ length: 150 }, (_, i) => 1 + Math.floor(i / 50));
    const plain = runFrom(iris, labels, 3, family);
    const rows = rescaled(iris, factors);
    const scaled = runFrom(rows, labels, 3, family);
    const shift = -150 * factors.reduce((sum, factor) => sum + Math.log(factor), 0);
    const difference = scaled.logLikelihood - plain.logLikelihood - shift;
    if (family.unitInvariant) {
      expect(Math.abs(difference)).toBeLessThan(1e-6);
      expect(labelsOf(rows, scaled)).toEqual(labelsOf(iris, plain));
    } else expect(Math.abs(difference)).toBeGreaterThan(1);
  });
});

test('the four plain families and those that no change of units leaves are told apart', () => {
  expect(families.filter((f) => !f.unitInvariant).map((f) => f.code)).toEqual(['VII', 'EII', 'EVE', 'VVE', 'EEV', 'VEV']);
});

test('equal proportions are a K-th each', () => {
  const family = familyWith(familyOf('VVV'), { proportions: 'equal' });
  const labels = Int32Array.from({ length: 272 }, (_, i) => (faithful.data[i] < 3 ? 1 : 2));
  const { parameters } = runFrom(faithful, labels, 2, family);
  expect([...parameters.weights]).toEqual([0.5, 0.5]);
  expect(parameters.means[0]).toBeCloseTo(2.04, 1);
});
