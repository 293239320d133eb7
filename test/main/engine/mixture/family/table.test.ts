import { describe, expect, test } from 'vitest';
import type { Floor } from '../../../../../src/main/engine/mixture/family/family.ts';
import { families, familyOf, freeParameters } from '../../../../../src/main/engine/mixture/family/table.ts';
import { createParameters } from '../../../../../src/main/engine/mixture/parameters.ts';
import { defaultFamilies, familyCodes, inOneColumn, families as names } from '../../../../../src/shared/model/mixture.ts';

test('the table has every family of the shared list, in its order', () => {
  expect(families.map((f) => f.code)).toEqual(names.map((n) => n.code));
});

test.each([
  ['EII', 15],
  ['VII', 17],
  ['EEI', 18],
  ['VEI', 20],
  ['EVI', 24],
  ['VVI', 26],
  ['EEE', 24],
  ['VEE', 26],
  ['EVE', 30],
  ['VVE', 32],
  ['EEV', 36],
  ['VEV', 38],
  ['EVV', 42],
  ['VVV', 44],
] as const)('%s in four columns with K = 3 has %i free parameters, two less with equal proportions', (code, count) => {
  expect(freeParameters(code, 3, 4)).toBe(count);
  expect(freeParameters(code, 3, 4, 'equal')).toBe(count - 2);
});

test.each([
  ['VII', 13],
  ['VVI', 21],
  ['EEE', 26],
  ['VVV', 41],
] as const)('%s in five columns with K = 2 has %i free parameters', (code, count) => {
  expect(freeParameters(code, 2, 5)).toBe(count);
});

test.each(familyCodes)('%s in one column has the parameters of one variance, or of one each', (code) => {
  for (const k of [1, 2, 5]) expect(freeParameters(code, k, 1)).toBe(2 * k - 1 + (inOneColumn(code) === 'E' ? 1 : k));
});

test('every family has its own words, and the four plain ones come first', () => {
  expect(new Set(names.map((name) => name.words)).size).toBe(14);
  expect(names.slice(0, 4).map((name) => name.code)).toEqual([...defaultFamilies]);
  expect(names.filter((name) => name.scikit !== null).map((name) => name.code)).toEqual([...defaultFamilies]);
});

describe('M-steps', () => {
  const counts = Float64Array.of(4, 16);
  const full = Float64Array.of(8, Number.NaN, 4, 12, 32, Number.NaN, -16, 64).map((v) => (Number.isNaN(v) ? 0 : v));
  const diagonal = Float64Array.of(8, 12, 32, 64);
  const floor: Floor = { share: 1e-6, variances: Float64Array.of(3, 5) };
  const estimate = (code: 'VVV' | 'EEE' | 'VVI' | 'VII', scatters: Float64Array, at = floor) => {
    const out = createParameters(2, 2, familyOf(code).shape);
    familyOf(code).estimate({ k: 2, d: 2, counts, scatters }, at, out);
    return out;
  };
  const close = (actual: Float64Array, wanted: readonly number[]) => {
    expect(actual.length).toBe(wanted.length);
    wanted.forEach((value, i) => {
      expect(actual[i]).toBeCloseTo(value, 12);
    });
  };

  test('VVV divides each scatter by its count', () => {
    close(estimate('VVV', full).covariances, [2, 1, 1, 3, 2, -1, -1, 4]);
  });
  test('EEE pools', () => {
    close(estimate('EEE', full).covariances, [2, -0.6, -0.6, 3.8, 2, -0.6, -0.6, 3.8]);
  });
  test('VVI keeps the diagonals', () => {
    close(estimate('VVI', diagonal).covariances, [2, 0, 0, 3, 2, 0, 0, 4]);
  });
  test('VII averages the diagonal', () => {
    close(estimate('VII', diagonal).covariances, [2.5, 0, 0, 2.5, 3, 0, 0, 3]);
  });

  test('factors are inverse square roots of the covariances, with their log determinant', () => {
    const { covariances, components, logDetFactors } = estimate('VVV', full);
    for (let c = 0; c < 2; c++) {
      const [f00, , f10, f11] = components.factors.subarray(c * 4, c * 4 + 4);
      const [a, b, , e] = covariances.subarray(c * 4, c * 4 + 4);
      close(
        Float64Array.of(f00 * a * f00, f10 * a * f00 + f11 * b * f00, f10 * (f10 * a + f11 * b) + f11 * (f10 * b + f11 * e)),
        [1, 0, 1],
      );
      expect(logDetFactors[c]).toBeCloseTo(-0.5 * Math.log(a * e - b * b), 12);
    }
  });

  test('a scatter without spread in one direction is held at the floor there, and nowhere else', () => {
    const flat = Float64Array.of(8, 0, 8, 8, 32, 0, -16, 64);
    const unit: Floor = { share: 1e-3, variances: Float64Array.of(1, 1) };
    const out = estimate('VVV', flat, unit);
    expect([...out.atFloor]).toEqual([1, 0]);
    const [a, b, , e] = out.covariances;
    const [high, low] = [(a + e) / 2 + b, (a + e) / 2 - b];
    expect(high).toBeCloseTo(4, 10);
    expect(low).toBeCloseTo(1e-3, 10);
  });

  test.each([
    ['VVV', Float64Array.of(0, 0, 0, 0, 32, 0, -16, 64)],
    ['EEE', new Float64Array(8)],
    ['VVI', Float64Array.of(0, 0, 32, 64)],
    ['VII', Float64Array.of(0, 0, 32, 64)],
  ] as const)('%s holds a component without any spread at the floor', (code, scatters) => {
    const out = estimate(code, scatters);
    expect(out.atFloor[0]).toBe(1);
    expect(out.covariances[0]).toBeCloseTo(code === 'VII' ? 4e-6 : 3e-6, 12);
    expect(out.components.factors.every(Number.isFinite)).toBe(true);
  });

  test('a component without rows keeps the covariance that it had', () => {
    const out = createParameters(1, 2, 'full');
    out.covariances.set([7, 1, 1, 7]);
    familyOf('VVV').estimate({ k: 1, d: 2, counts: Float64Array.of(0), scatters: new Float64Array(4) }, floor, out);
    expect([...out.covariances]).toEqual([7, 1, 1, 7]);
  });
});
