import { describe, expect, test } from 'vitest';
import { searchCandidate } from '../../../../src/main/engine/mixture/search.ts';
import { defaultFamilies, FamilyCode } from '../../../../src/shared/model/mixture.ts';
import { bicTables, dataOf, finish, seededFits } from '../support.ts';

/** Figures that R's mclust 6.0.0 printed for the same data. */
const ours = (model: string): FamilyCode | null => FamilyCode.safeParse(model).data ?? null;
const options = { seed: 1, floor: 1e-6, starts: 10, startLabels: null } as const;

describe('EM from the partitions of the reference fits', () => {
  const fits = seededFits().filter((fit) => ours(fit.model) !== null);

  test('there are fourteen of them', () => {
    expect(fits.length).toBe(14);
    expect(fits.length).toBe(seededFits().length);
  });

  test.each(fits)('$dataset, $model, K = $G ends where it did', (fit) => {
    const rows = dataOf(fit.dataset);
    const family = ours(fit.model);
    if (family === null) throw new Error(fit.model);
    const result = finish(searchCandidate(rows, { ...options, k: fit.G, family, startLabels: Int32Array.from(fit.init) }));
    expect(result.failure).toBeNull();
    expect(result.converged).toBe(true);
    const { mixture, logLikelihood, bic, icl } = result;
    if (!mixture || logLikelihood === null || bic === null || icl === null) throw new Error('no fit');
    // mclust stops the inner iterations of these early: a better optimum counts too.
    if (['VVE', 'VEE', 'VEV'].includes(family) && logLikelihood > fit.loglik + 1e-6 * Math.abs(fit.loglik)) return;
    expect(Math.abs(logLikelihood / fit.loglik - 1)).toBeLessThan(1e-6);
    expect(Math.abs(-bic / fit.bic - 1)).toBeLessThan(1e-6);
    expect(Math.abs(-icl / fit.icl - 1)).toBeLessThan(1e-6);
    // Components are numbered by weight here, as in the partition there: pair them by their first mean.
    const means = Array.from({ length: fit.G }, (_, c) => [...mixture.means.subarray(c * rows.d, (c + 1) * rows.d)]);
    fit.mean.forEach((mean, component) => {
      const distance = (m: readonly number[]) => m.reduce((sum, value, j) => sum + (value - mean[j]) ** 2, 0);
      const c = means.map(distance).reduce((best, value, index, all) => (value < all[best] ? index : best), 0);
      expect(Math.abs(mixture.weights[c] / fit.pro[component] - 1)).toBeLessThan(1e-5);
      mean.forEach((value, j) => {
        expect(Math.abs(means[c][j] / value - 1)).toBeLessThan(1e-5);
      });
    });
  });
});

describe('the search by itself, ten starts a candidate', () => {
  const cells = bicTables().filter((cell) => defaultFamilies.some((code) => code === cell.model));

  test('the tables have K = 1 to 9 of four families on both data sets', () => {
    expect(cells.length).toBe(72);
  });

  test.each(cells)('$dataset, $model, K = $k equals or beats the table', (cell) => {
    const rows = dataOf(cell.dataset);
    const family = ours(cell.model);
    if (family === null) throw new Error(cell.model);
    const result = finish(searchCandidate(rows, { ...options, k: cell.k, family }));
    expect(result.failure).toBeNull();
    expect(result.degenerate).toBe(false);
    expect(result.parameters).toBe(cell.parameters);
    expect(result.logLikelihood).toBeGreaterThan(cell.logLikelihood - 1e-6 * Math.abs(cell.logLikelihood));
    // The same fit has the same criteria; the table stopped up to 0.02 nats short of its limit.
    if (Math.abs((result.logLikelihood ?? 0) - cell.logLikelihood) < 1e-6) {
      expect(result.bic).toBeCloseTo(-cell.bic, 4);
      expect(result.aic).toBeCloseTo(cell.aic, 4);
      expect(Math.abs((result.icl ?? 0) + cell.icl)).toBeLessThan(0.02);
    }
  });
});

describe('the other ten families', () => {
  const cells = bicTables().filter(({ model }) => !defaultFamilies.some((code) => code === model));

  test('make up the 252 cells of the tables, five of which mclust left empty', () => {
    expect(cells.length).toBe(180);
    expect(cells.filter(({ logLikelihood }) => Number.isNaN(logLikelihood)).length).toBe(5);
  });

  test.each(cells)('$dataset, $model, K = $k equals or beats the table, or what does is refused', (cell) => {
    const family = ours(cell.model);
    if (family === null) throw new Error(cell.model);
    const { logLikelihood, ledger } = finish(searchCandidate(dataOf(cell.dataset), { ...options, k: cell.k, family }));
    const enough = (value: number | null) => value !== null && !(value < cell.logLikelihood - 0.02);
    const refused = ledger.some((record) => record.degenerate !== null && enough(record.logLikelihood));
    expect(enough(logLikelihood) || refused).toBe(true);
    // Where all have one covariance, up to its turn, no component can collapse: nothing is refused.
    if (['EII', 'EEI', 'EEV'].includes(family)) expect(enough(logLikelihood)).toBe(true);
  });
});
