import { describe, expect, test } from 'vitest';
import { predictiveLogDensity } from '../../../../../src/main/engine/mixture/bayesian/predictive.ts';
import { variationalRows } from '../../../../../src/main/engine/mixture/bayesian/rows.ts';
import { expectedMixture } from '../../../../../src/main/engine/mixture/bayesian/summary.ts';
import { posterior as plainPosterior } from '../../../../../src/main/engine/mixture/posterior.ts';
import { type Rows, takeRows } from '../../../../../src/main/engine/rows.ts';
import { weightsPriors } from '../../../../../src/shared/model/variational.ts';
import { blobs, faithful, finish, iris, rowsOf } from '../../support.ts';
import { clusters, fittedTo, type fromPartition, modelOf, structures } from './fitted.ts';

const density = (rows: Rows, fit: { model: ReturnType<typeof modelOf>; posterior: ReturnType<typeof fromPartition> }) =>
  finish(predictiveLogDensity(rows, fit.model, fit.posterior));

function fitTo(rows: Rows, k: number, structure: (typeof structures)[number], weights: (typeof weightsPriors)[number]) {
  const model = modelOf(rows, k, structure, { weights, concentration: 2 });
  return { model, posterior: fittedTo(rows, model, clusters(rows, k)).held.posterior };
}

const column: Rows = { ...faithful, d: 1, data: faithful.data.slice(0, 272) };

describe.each(structures)('the predictive density, %s', (structure) => {
  test.each(weightsPriors)('integrates to 1 in one dimension (Dirichlet %s)', (weights) => {
    const fitted = fitTo(column, 5, structure, weights);
    // x = c + s·sinh t reaches the heavy tails in equal steps of t.
    const steps = 40_000;
    const t = Float64Array.from({ length: steps }, (_, i) => -25 + (50 * (i + 0.5)) / steps);
    const logs = density({ n: steps, d: 1, data: t.map((value) => 3.5 + Math.sinh(value)) }, fitted);
    const total = logs.reduce((sum, log, i) => sum + Math.exp(log) * Math.cosh(t[i]) * (50 / steps), 0);
    expect(total).toBeCloseTo(1, 6);
  });

  test('with one component is the ratio of the evidence with the row and without it', () => {
    const model = modelOf(faithful, 1, structure, { weights: 'distribution', degrees: 3 });
    const everyone = new Int32Array(272).fill(1);
    const before = fittedTo(faithful, model, everyone);
    for (const row of [
      [2, 60],
      [4.5, 30],
      [40, 300],
    ]) {
      // biome-ignore format: a small table
      const more = rowsOf([...Array.from({ length: 272 }, (_, i) => [faithful.data[i], faithful.data[272 + i]]), row]);
      const after = fittedTo(more, model, new Int32Array(273).fill(1));
      const [log] = density(rowsOf([row]), { model, posterior: before.held.posterior });
      expect(log).toBeCloseTo((after.trace.at(-1) ?? 0) - (before.trace.at(-1) ?? 0), 6);
    }
  });

  test('of rows beyond squares in 64 bits falls on by its power of the distance, and is never NaN', () => {
    const fitted = fitTo(faithful, 2, structure, 'process');
    const [near, far, farther, both] = density(
      rowsOf([
        [1e100, 70],
        [1e200, 70],
        [1e300, 70],
        [-1e300, 1e300],
      ]),
      fitted,
    );
    // Tails are powers: as many nats for each hundred orders of magnitude, on either side of the largest square.
    expect(farther - far).toBeCloseTo(far - near, 6);
    expect(Number.isFinite(both)).toBe(true);
  });

  test('of rows with missing cells is the margin: integrated over the missing cell', () => {
    const fitted = fitTo(faithful, 3, structure, 'process');
    const [margin] = density({ ...rowsOf([[Number.NaN, 71]]), missing: true }, fitted);
    const steps = 20_000;
    const t = Float64Array.from({ length: steps }, (_, i) => -20 + (40 * (i + 0.5)) / steps);
    const data = new Float64Array(2 * steps).fill(71);
    t.forEach((value, i) => {
      data[i] = 3.5 + Math.sinh(value);
    });
    const logs = density({ n: steps, d: 2, data }, fitted);
    const total = logs.reduce((sum, log, i) => sum + Math.exp(log) * Math.cosh(t[i]) * (40 / steps), 0);
    expect(Math.log(total)).toBeCloseTo(margin, 5);
    expect(density({ ...rowsOf([[Number.NaN, Number.NaN]]), missing: true }, fitted)[0]).toBe(0);
  });

  test('nears that of the mixture at the expected parameters as rows become many', () => {
    const rows = blobs(8000, 2, 2, 6, 3);
    const { model, posterior } = fitTo(rows, 2, structure, 'process');
    const some = takeRows(rows, [0, 1, 2, 3, 4, 5]);
    const plain = finish(plainPosterior(some, expectedMixture(model, posterior))).logDensity;
    density(some, { model, posterior }).forEach((log, i) => {
      expect(Math.abs(log - plain[i])).toBeLessThan(2e-2);
    });
  });
});

test('rows get their responsibilities from q(z) and their density from the predictive', () => {
  const fitted = fitTo(iris, 4, 'full', 'process');
  const results = finish(variationalRows(iris, fitted.model, fitted.posterior));
  expect(results.logDensity).toEqual(density(iris, fitted));
  const counts = new Float64Array(4);
  results.responsibilities.forEach((r, i) => {
    counts[i % 4] += r;
  });
  counts.forEach((count, c) => {
    expect(count).toBeCloseTo(fitted.posterior.counts[c], 3);
  });
  expect(results.noise).toBeNull();
});
