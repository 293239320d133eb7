import { describe, expect, test } from 'vitest';
import type { Moments } from '../../../../../src/main/engine/mixture/family/family.ts';
import { families, familyOf } from '../../../../../src/main/engine/mixture/family/table.ts';
import { createParameters } from '../../../../../src/main/engine/mixture/parameters.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import { symmetricEigen } from '../../../../../src/shared/geometry/eigen.ts';
import { familyCodes } from '../../../../../src/shared/model/mixture.ts';
import { estimated, expected, randomMoments, scatterOf } from './moments.ts';

const low = (d: number) => ({ share: 1e-9, variances: new Float64Array(d).fill(1) });

/** The moments with a part of other scatters mixed in. */
function stirred(moments: Moments, seed: number, part: number): Moments {
  const { k, d, scatters } = moments;
  const random = createRandom(seed, 'stirred');
  const other = new Float64Array(k * d * d);
  for (let c = 0; c < k; c++) other.set(scatterOf(random, d, 30), c * d * d);
  return { ...moments, scatters: scatters.map((value, at) => value + part * other[at]) };
}

describe.each(familyCodes)('the M-step of %s', (code) => {
  const family = familyOf(code);

  test.each([
    [2, 2],
    [3, 4],
    [5, 3],
  ])('is the best of its family for K = %i in %i columns: none that comes from other scatters is better', (k, d) => {
    for (let seed = 1; seed <= 4; seed++) {
      const moments = randomMoments(seed, k, d);
      const best = expected(moments, estimated(moments, family, low(d)));
      for (const part of [1e-4, 1e-2, 0.1, 1]) {
        const other = expected(moments, estimated(stirred(moments, seed, part), family, low(d)));
        expect(other).toBeLessThanOrEqual(best + 1e-7 * Math.abs(best));
      }
    }
  });

  test('has factors that are inverse square roots of the covariances, with their log determinants', () => {
    const d = 4;
    const { covariances, components, logDetFactors } = estimated(randomMoments(7, 3, d), family, low(d));
    for (let c = 0; c < 3; c++) {
      const at = (i: number, j: number) => covariances[(c * d + i) * d + j];
      const factor = (i: number, j: number) =>
        family.shape === 'full' ? components.factors[(c * d + i) * d + j] : i === j ? components.factors[c * d + i] : 0;
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) {
          let product = 0;
          for (let a = 0; a < d; a++) for (let b = 0; b < d; b++) product += factor(i, a) * at(a, b) * factor(j, b);
          expect(product).toBeCloseTo(i === j ? 1 : 0, 9);
        }
      }
      const values = symmetricEigen(covariances.slice(c * d * d, (c + 1) * d * d), d).values;
      expect(logDetFactors[c]).toBeCloseTo(-0.5 * values.reduce((sum, value) => sum + Math.log(value), 0), 9);
    }
  });

  test('goes on from the parameters before and is never worse than they were, bound by the floor or not', () => {
    for (const share of [1e-9, 0.05, 0.6]) {
      const floor = { share, variances: Float64Array.of(4, 60, 30) };
      let before = estimated(randomMoments(20, 4, 3), family, floor);
      for (let seed = 21; seed <= 30; seed++) {
        const moments = stirred(randomMoments(20, 4, 3), seed, 0.3);
        const was = expected(moments, before);
        before = estimated(moments, family, floor, before);
        expect(expected(moments, before)).toBeGreaterThanOrEqual(was - 1e-10 * Math.abs(was));
      }
    }
  });

  test('keeps every covariance above the floor, also where there is no scatter at all', () => {
    const floor = { share: 0.01, variances: Float64Array.of(4, 60, 30) };
    const moments = randomMoments(3, 3, 3);
    for (const scatters of [new Float64Array(27), moments.scatters.map((value, at) => (at < 9 ? 0 : value * 1e-3))]) {
      const { covariances, atFloor, components } = estimated({ ...moments, scatters }, family, floor);
      expect(atFloor[0]).toBe(code === 'EEE' || code === 'EEI' || code === 'EII' || code === 'EEV' ? atFloor[1] : 1);
      expect(components.factors.every(Number.isFinite)).toBe(true);
      const bound = code.endsWith('II') ? (0.01 * 94) / 3 : 0.04;
      for (let c = 0; c < 3; c++) {
        expect(symmetricEigen(covariances.slice(c * 9, c * 9 + 9), 3).values[0]).toBeGreaterThanOrEqual(bound * (1 - 1e-9));
      }
    }
  });

  test('leaves a component without rows as it was', () => {
    if (family.common) return;
    const out = createParameters(2, 2, family.shape);
    const before = estimated(randomMoments(5, 2, 2), family, low(2));
    out.covariances.set(before.covariances);
    out.orientation.set(before.orientation);
    const { scatters } = randomMoments(6, 2, 2);
    const empty = { k: 2, d: 2, counts: Float64Array.of(30, 0), scatters: scatters.map((value, at) => (at < 4 ? value : 0)) };
    estimated(empty, family, low(2), out);
    expect([...out.covariances.subarray(4)]).toEqual([...before.covariances.subarray(4)]);
    expect(out.covariances.subarray(0, 4).every(Number.isFinite)).toBe(true);
  });
});

test.each(familyCodes)('%s leaves all as it was when no component has rows', (code) => {
  const family = familyOf(code);
  const before = estimated(randomMoments(5, 2, 3), family, low(3));
  const kept = before.covariances.slice();
  estimated({ k: 2, d: 3, counts: new Float64Array(2), scatters: new Float64Array(18) }, family, low(3), before);
  expect(before.covariances).toEqual(kept);
});

describe('the covariances have the structure of the family', () => {
  const [k, d] = [3, 4];
  const of = (code: (typeof familyCodes)[number]) => {
    const { covariances } = estimated(randomMoments(11, k, d), familyOf(code), low(d));
    return Array.from({ length: k }, (_, c) => covariances.slice(c * d * d, (c + 1) * d * d));
  };
  const eigen = (matrix: Float64Array) => symmetricEigen(matrix, d);
  const volume = (matrix: Float64Array) => Math.exp(eigen(matrix).values.reduce((sum, v) => sum + Math.log(v), 0) / d);
  const shape = (matrix: Float64Array) => eigen(matrix).values.map((value) => value / volume(matrix));
  const apart = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]) / (1 + Math.abs(value))));
  /** How far two matrices are from having the same axes: |AB − BA|. */
  const turned = (a: Float64Array, b: Float64Array) => {
    let worst = 0;
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        let difference = 0;
        for (let m = 0; m < d; m++) difference += a[i * d + m] * b[m * d + j] - b[i * d + m] * a[m * d + j];
        worst = Math.max(worst, Math.abs(difference) / volume(a) / volume(b));
      }
    }
    return worst;
  };

  test.each(familyCodes)('%s', (code) => {
    const [a, b, c] = of(code);
    const [sizes, shapes, axes] = code;
    for (const other of [b, c]) {
      if (sizes === 'E') expect(volume(other)).toBeCloseTo(volume(a), 7);
      else expect(Math.abs(volume(other) / volume(a) - 1)).toBeGreaterThan(1e-3);
      if (shapes === 'V') expect(apart(shape(a), shape(other))).toBeGreaterThan(1e-3);
      else expect(apart(shape(a), shape(other))).toBeLessThan(1e-6);
      if (axes === 'V') expect(turned(a, other)).toBeGreaterThan(1e-3);
      else expect(turned(a, other)).toBeLessThan(1e-6);
    }
    if (shapes === 'I') expect(apart(shape(a), new Float64Array(d).fill(1))).toBeLessThan(1e-9);
    if (axes === 'I') expect(a.every((value, at) => value === 0 || at % (d + 1) === 0)).toBe(true);
    else expect(Math.abs(a[1])).toBeGreaterThan(1e-3);
  });
});

test('EVE and VVE are at least as good as EVI and VVI, and the families of one pattern are nested', () => {
  const moments = randomMoments(17, 4, 3);
  const value = Object.fromEntries(families.map((f) => [f.code, expected(moments, estimated(moments, f, low(3)))]));
  const rises = [
    'EII EEI EEE VEE VVE VVV',
    'EII VII VEI VVI VVE VVV',
    'EEI EVI EVE VVE',
    'EEI EVI VVI',
    'EEE EEV VEV VVV',
    'EEE EVE EVV VVV',
    'VEI VEE VEV',
  ];
  for (const chain of rises) {
    const values = chain.split(' ').map((code) => value[code]);
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeGreaterThanOrEqual(values[i - 1] - 1e-6);
  }
});
