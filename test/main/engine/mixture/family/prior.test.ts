import { describe, expect, test } from 'vitest';
import { parametersOf } from '../../../../../src/main/engine/doubt/refit.ts';
import { defaultPrior, logPrior, whyNoPrior } from '../../../../../src/main/engine/mixture/family/prior.ts';
import { familyOf, familyWith } from '../../../../../src/main/engine/mixture/family/table.ts';
import { fromLabels } from '../../../../../src/main/engine/mixture/from-labels.ts';
import { createParameters } from '../../../../../src/main/engine/mixture/parameters.ts';
import { passOver } from '../../../../../src/main/engine/mixture/pass/pass.ts';
import { createPlainPass } from '../../../../../src/main/engine/mixture/pass/plain.ts';
import { createStatistics } from '../../../../../src/main/engine/mixture/pass/statistics.ts';
import { columnMoments, type Rows } from '../../../../../src/main/engine/rows.ts';
import { type FamilyCode, familyCodes, inOneColumn } from '../../../../../src/shared/model/mixture.ts';
import { dataOf, faithful, finish, iris, priorFits } from '../../support.ts';
import { randomLabels, runFrom, unruly } from './moments.ts';

/** Means of the columns and their covariance, divided by n − 1. */
function spread(rows: Rows) {
  const { n, d, data } = rows;
  const { means } = finish(columnMoments(rows));
  const covariance = new Float64Array(d * d);
  for (let a = 0; a < d; a++) {
    for (let b = 0; b < d; b++) {
      for (let i = 0; i < n; i++)
        covariance[a * d + b] += ((data[a * n + i] - means[a]) * (data[b * n + i] - means[b])) / (n - 1);
    }
  }
  return { means, covariance };
}

const withDefault = (code: FamilyCode, rows: Rows, k: number) => {
  const { means, covariance } = spread(rows);
  return familyWith(familyOf(code), { prior: defaultPrior(familyOf(code), k, means, covariance) });
};

const supported = familyCodes.filter((code) => whyNoPrior(code) === null);
const species = Int32Array.from({ length: 150 }, (_, i) => 1 + Math.floor(i / 50));

test('families without a prior are named, with those that have one', () => {
  expect(familyCodes.filter((code) => whyNoPrior(code) !== null)).toEqual(['VEE', 'EVE', 'VVE', 'EVV']);
  expect(whyNoPrior('VVE')).toMatch(/^There is no conjugate prior for VVE\. Try EII, VII, .*, or fit without a prior\.$/);
});

describe('mclust’s default prior, one M-step from the species of iris', () => {
  // Σ of the second component, upper triangle by columns, as R's mclust 6.0.0 prints it.
  test.each([
    ['VII', [0.147547361968, 0, 0.147547361968, 0, 0, 0.147547361968, 0, 0, 0, 0.147547361968]],
    ['EEI', [0.2461421701503, 0, 0.1094678138415, 0, 0, 0.1737270346267, 0, 0, 0, 0.0424393102254]],
    ['VVI', [0.2324633110077, 0, 0.0929809310995, 0, 0, 0.1946198140951, 0, 0, 0, 0.0436679645403]],
    [
      'EEE',
      [
        0.2400288123939, 0.0829360425653, 0.1041094707395, 0.154837618485, 0.0482867510475, 0.1774950422946, 0.0363251343899,
        0.0288633284067, 0.0430315107565, 0.0396836803274,
      ],
    ],
    [
      'VVV',
      [
        0.2169543739976, 0.0669231372115, 0.0796050017367, 0.1564224428031, 0.0622295270607, 0.2035758611777, 0.0488933286803,
        0.0314259289053, 0.0698492931137, 0.0363194279883,
      ],
    ],
  ] as const)('%s has mclust’s covariances and the shrunken means', (code, wanted) => {
    const floor = { share: 1e-6, variances: finish(columnMoments(iris)).variances };
    const { covariances, means } = finish(fromLabels(iris, species, 3, withDefault(code, iris, 3), floor, 0));
    let at = 0;
    for (let j = 0; j < 4; j++) for (let i = 0; i <= j; i++) expect(covariances[16 + i * 4 + j]).toBeCloseTo(wanted[at++], 10);
    [5.93598147037, 2.77005745518, 4.25989962008, 1.32597467173].forEach((mean, j) => {
      expect(means[4 + j]).toBeCloseTo(mean, 10);
    });
  });
});

describe('EM with mclust’s default prior, from the same partition', () => {
  const { fits, oneColumn } = priorFits();
  /** mclust's M-step of these is not that of its own prior: see priorCount. */
  const apart: readonly FamilyCode[] = ['EII', 'EEI'];
  const long = Int32Array.from({ length: 272 }, (_, i) => (faithful.data[i] > 3 ? 2 : 1));
  const labelsOf = (dataset: string) => (dataset === 'iris' ? species : long);
  const exact = { tolerance: 1e-10, gain: 1e-10, maxIterations: 5000 };

  test.each(fits.filter(({ model }) => !apart.includes(model)))('$model of $dataset ends where mclust does', (fit) => {
    const rows = dataOf(fit.dataset);
    const family = withDefault(fit.model, rows, fit.G);
    const { parameters, logLikelihood } = runFrom(rows, labelsOf(fit.dataset), fit.G, family, 1e-6, exact);
    expect(logLikelihood - logPrior(family, parameters)).toBeCloseTo(fit.loglik, 4);
    const close = (value: number, wanted: number) =>
      expect(Math.abs(value - wanted)).toBeLessThan(1e-4 * Math.abs(wanted) + 1e-5);
    fit.pro.forEach((weight, c) => {
      close(parameters.weights[c], weight);
      fit.mean[c].forEach((mean, j) => {
        close(parameters.means[c * rows.d + j], mean);
      });
      fit.sigma[c].flat().forEach((value, at) => {
        close(parameters.covariances[c * rows.d ** 2 + at], value);
      });
    });
  });

  test.each(fits.filter(({ model }) => apart.includes(model)))('$model of $dataset ends above where mclust does', (fit) => {
    const rows = dataOf(fit.dataset);
    const family = withDefault(fit.model, rows, fit.G);
    const { logLikelihood } = runFrom(rows, labelsOf(fit.dataset), fit.G, family, 1e-6, exact);
    const theirs = {
      ...{ k: fit.G, d: rows.d, weights: Float64Array.from(fit.pro), noise: null },
      means: Float64Array.from(fit.mean.flat()),
      covariances: Float64Array.from(fit.sigma.flat(2)),
    };
    const gain = logLikelihood - runAt(parametersOf(theirs, family.shape), family, rows);
    expect(gain).toBeGreaterThan(0.001);
    expect(gain).toBeLessThan(2);
  });

  test.each(supported)('%s in one column is one of mclust’s two', (code) => {
    const eruptions = { n: 272, d: 1, data: faithful.data.slice(0, 272) };
    const family = withDefault(code, eruptions, 2);
    const { parameters, logLikelihood } = runFrom(eruptions, long, 2, family, 1e-6, exact);
    const wanted = oneColumn.find(({ model }) => model === inOneColumn(code))?.loglik ?? Number.NaN;
    expect(logLikelihood - logPrior(family, parameters)).toBeCloseTo(wanted, 5);
  });
});

describe.each(supported)('EM with a prior, %s', (code) => {
  test('never lets the log posterior fall', () => {
    for (const d of [1, 3, 5]) {
      const rows = unruly(d, 90, d, 3);
      const { trace } = runFrom(rows, randomLabels(2, 90, 3), 3, withDefault(code, rows, 3), 1e-6, {
        tolerance: 1e-6,
        gain: 1e-4,
        maxIterations: 200,
      });
      for (let t = 1; t < trace.length; t++) expect(trace[t] - trace[t - 1]).toBeGreaterThanOrEqual(-1e-9 * Math.abs(trace[t]));
    }
  });

  test('ends at the mode: no step along any mean raises the log posterior', () => {
    const family = withDefault(code, iris, 3);
    const { parameters, trace, logLikelihood } = runFrom(iris, species, 3, family);
    const at = (shift: number, j: number): number => {
      const moved = createParameters(3, 4, family.shape);
      moved.components.factors.set(parameters.components.factors);
      moved.components.constants.set(parameters.components.constants);
      moved.logDetFactors.set(parameters.logDetFactors);
      moved.covariances.set(parameters.covariances);
      moved.weights.set(parameters.weights);
      moved.means.set(parameters.means);
      moved.means[j] += shift;
      return runAt(moved, family);
    };
    expect(at(0, 0)).toBeCloseTo(trace[trace.length - 1], 8);
    expect(logLikelihood).toBe(trace.at(-1));
    for (let j = 0; j < 12; j++) {
      expect(Math.abs(at(1e-5, j) - at(-1e-5, j)) / 2e-5).toBeLessThan(0.2);
      expect(at(1e-3, j)).toBeLessThan(at(0, j));
    }
  });
});

function runAt(parameters: ReturnType<typeof createParameters>, family: ReturnType<typeof withDefault>, rows = iris): number {
  const { k, d } = parameters;
  const statistics = createStatistics(k, d, family.shape);
  for (const _ of passOver(createPlainPass(rows, k, family.shape), rows.n, parameters.components, statistics, null));
  return statistics.totals.logLikelihood + logPrior(family, parameters);
}

test('a prior keeps a component from collapsing', () => {
  const rows = unruly(9, 60, 2, 2);
  for (let j = 0; j < 2; j++) for (let i = 0; i < 6; i++) rows.data[j * 60 + i] = rows.data[j * 60];
  const labels = Int32Array.from({ length: 60 }, (_, i) => (i < 6 ? 1 : 2));
  expect(runFrom(rows, labels, 2, familyOf('VVV')).parameters.atFloor[0]).toBe(1);
  expect([...runFrom(rows, labels, 2, withDefault('VVV', rows, 2)).parameters.atFloor]).toEqual([0, 0]);
});
