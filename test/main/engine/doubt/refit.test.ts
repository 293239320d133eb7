import { describe, expect, test } from 'vitest';
import { grow } from '../../../../src/main/engine/doubt/grow.ts';
import { isUsable, refit } from '../../../../src/main/engine/doubt/refit.ts';
import { insertAtRow, splitComponent } from '../../../../src/main/engine/doubt/splits.ts';
import type { EmOptions } from '../../../../src/main/engine/mixture/em.ts';
import { familyOf } from '../../../../src/main/engine/mixture/family/table.ts';
import type { Mixture } from '../../../../src/main/engine/mixture/mixture.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import { columnMoments, type Rows } from '../../../../src/main/engine/rows.ts';
import { type FamilyCode, familyCodes } from '../../../../src/shared/model/mixture.ts';
import { faithful, finish, iris, rowsOf } from '../support.ts';
import { drawn, fitTo, mixtureOf, spheres } from './mixtures.ts';

const options: EmOptions = { tolerance: 1e-6, gain: 1e-4, maxIterations: 2000 };
const floorOf = (rows: Rows) => ({ share: 1e-6, variances: finish(columnMoments(rows)).variances });
const again = (rows: Rows, mixture: Mixture, family: FamilyCode) =>
  finish(refit(rows, mixture, familyOf(family), floorOf(rows), options));

describe('a refit', () => {
  test.each(familyCodes)('of %s from its own optimum stays there', (code) => {
    const fit = fitTo(faithful, 2, code);
    const found = again(faithful, mixtureOf(fit), code);
    expect(found?.logLikelihood).toBeCloseTo(fit.logLikelihood ?? 0, 3);
    expect(found?.mixture.means[1]).toBeCloseTo(mixtureOf(fit).means[1], 1);
    expect(isUsable(found)).toBe(true);
  });

  test.each(familyCodes)('within %s climbs from a mixture of another family', (code) => {
    const found = again(iris, mixtureOf(fitTo(iris, 2, 'VVV')), code);
    const trace = found?.result.trace ?? [];
    for (let t = 1; t < trace.length; t++) expect(trace[t]).toBeGreaterThanOrEqual(trace[t - 1]);
    expect(found?.converged).toBe(true);
    expect(found?.logLikelihood).toBeLessThanOrEqual((fitTo(iris, 2, 'VVV').logLikelihood ?? 0) + 1e-3);
  });

  test('keeps the places of the components', () => {
    const { rows } = drawn(
      spheres([
        [0, 0],
        [9, 0],
        [0, 9],
      ]),
      90,
      1,
    );
    const turned = spheres([
      [0, 8],
      [8, 0],
      [1, 0],
    ]);
    const means = again(rows, turned, 'VVV')?.mixture.means ?? [];
    expect(means[1]).toBeGreaterThan(8);
    expect(means[2]).toBeGreaterThan(8);
    expect(Math.abs(means[4])).toBeLessThan(1);
  });

  test('that ends at the floor says so', () => {
    const two = rowsOf([...Array.from({ length: 30 }, (_, i) => [i * 0.37]), ...Array.from({ length: 10 }, () => [40])]);
    const found = again(two, spheres([[5], [40]]), 'VVV');
    expect(found?.degenerate).toContain('identical rows');
    expect(isUsable(found)).toBe(false);
    expect(isUsable(null)).toBe(false);
  });
});

describe('one component more', () => {
  const skew: Mixture = {
    ...spheres([
      [0, 0],
      [1, 2000],
    ]),
    covariances: Float64Array.of(4, 1900, 1900, 1e6, 1, 0, 0, 1),
  };

  test('by a split has the moments of the one that was split', () => {
    const { k, weights, means, covariances } = splitComponent(skew, 0);
    expect(k).toBe(3);
    expect([...weights]).toEqual([0.25, 0.5, 0.25]);
    for (const i of [0, 1]) {
      expect((means[i] + means[4 + i]) / 2).toBeCloseTo(0, 9);
      for (const j of [0, 1]) {
        const between = means[i] * means[j];
        const within = (covariances[i * 2 + j] + covariances[8 + i * 2 + j]) / 2;
        expect((within + between) / skew.covariances[i * 2 + j]).toBeCloseTo(1, 9);
      }
    }
    const [xx, xy, , yy] = covariances;
    expect(xx * yy - xy * xy).toBeGreaterThan(0);
    expect([...means.subarray(2, 4)]).toEqual([1, 2000]);
  });

  test('at a row has the mean of that row and a small covariance', () => {
    const rows = rowsOf([[1.5, 2001]]);
    const { weights, means, covariances } = insertAtRow(skew, rows, createRandom(1));
    expect([...weights]).toEqual([0.5, 0.25, 0.25]);
    expect([...means.subarray(4)]).toEqual([1.5, 2001]);
    expect([...covariances.subarray(8)]).toEqual([0.25, 0, 0, 0.25]);
  });

  test('at a row with a missing cell takes the cell from the nearest mean', () => {
    const rows = { ...rowsOf([[Number.NaN, 2001]]), missing: true };
    expect([...insertAtRow(skew, rows, createRandom(1)).means.subarray(4)]).toEqual([1, 2001]);
  });

  test('grown from the fit with one fewer finds the clusters', () => {
    const fit = fitTo(faithful, 1);
    const found = finish(grow(faithful, mixtureOf(fit), familyOf('VVV'), floorOf(faithful), options, createRandom(1)));
    expect(found?.logLikelihood).toBeCloseTo(fitTo(faithful, 2).logLikelihood ?? 0, 3);
  });
});
