import { describe, expect, it } from 'vitest';
import { compareSamples } from '../../../../../src/main/engine/latent/compare/compare.ts';
import {
  columnDiscrepancies,
  kolmogorovSmirnov,
  pairDiscrepancies,
} from '../../../../../src/main/engine/latent/compare/discrepancy.ts';
import { type Features, featuresOf } from '../../../../../src/main/engine/latent/compare/features.ts';
import { twoSampleScore } from '../../../../../src/main/engine/latent/compare/two-sample.ts';
import { initialParameters } from '../../../../../src/main/engine/latent/network/initialise.ts';
import { everyRow } from '../../../../../src/main/engine/latent/use/encode.ts';
import { samplePrior } from '../../../../../src/main/engine/latent/use/sample.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import { fillNormal } from '../../../../../src/main/engine/random/normal.ts';
import { finish } from '../support/samples.ts';
import { toyNetwork, toyTable } from '../support/toy.ts';

function cloud(
  n: number,
  seed: number,
  change: (x: number, y: number) => readonly [number, number] = (x, y) => [x, y],
): Features {
  const data = new Float64Array(2 * n);
  fillNormal(data, createRandom(seed, 'cloud'));
  for (let i = 0; i < n; i++) [data[2 * i], data[2 * i + 1]] = change(data[2 * i], data[2 * i + 1]);
  return { n, width: 2, data, columns: [0, 1], there: null };
}

describe('the classifier two-sample score', () => {
  it('is one half, within its error, for rows of one distribution', () => {
    const { accuracy, standardError } = finish(twoSampleScore(cloud(400, 1), cloud(400, 2), 1));
    expect(Math.abs(accuracy - 0.5)).toBeLessThan(4 * standardError);
  });

  it('is near one for rows far apart', () => {
    expect(
      finish(
        twoSampleScore(
          cloud(200, 1),
          cloud(200, 2, (x, y) => [x + 8, y]),
          1,
        ),
      ).accuracy,
    ).toBeGreaterThan(0.99);
  });

  it('sees a difference that is in no mean and no column: in how columns go together', () => {
    const together = cloud(400, 1, (x, y) => [x, 0.98 * x + 0.2 * y]);
    const { accuracy, standardError } = finish(twoSampleScore(together, cloud(400, 2), 1));
    expect(accuracy).toBeGreaterThan(0.5 + 6 * standardError);
  });

  it('sees samples that lie closer together than rows: to both the nearest are samples', () => {
    const width = 12;
    const many = (seed: number, spread: number): Features => {
      const data = new Float64Array(400 * width);
      fillNormal(data, createRandom(seed, 'cloud'));
      return {
        n: 400,
        width,
        data: data.map((x) => spread * x),
        columns: Array.from({ length: width }, (_, j) => j),
        there: null,
      };
    };
    expect(finish(twoSampleScore(many(1, 1), many(2, 0.5), 1)).accuracy).toBeGreaterThan(0.8);
    const { accuracy, standardError } = finish(twoSampleScore(many(1, 1), many(3, 1), 1));
    expect(Math.abs(accuracy - 0.5)).toBeLessThan(4 * standardError);
  });

  it('tells how many of each kind the classifier saw: of more than 1,000 not all', () => {
    const told = finish(twoSampleScore(cloud(1200, 1), cloud(1200, 2), 1));
    expect(told.each).toBe(1000);
    expect(finish(twoSampleScore(cloud(60, 1), cloud(50, 2), 1)).each).toBe(50);
  });

  it('has the error that it scatters with: rows near each other are told right or wrong together', () => {
    const told = Array.from({ length: 20 }, (_, draw) =>
      finish(twoSampleScore(cloud(200, 2 * draw + 1), cloud(200, 2 * draw + 2), draw)),
    );
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const accuracies = told.map(({ accuracy }) => accuracy);
    const middle = mean(accuracies);
    const scatter = Math.sqrt(mean(accuracies.map((accuracy) => (accuracy - middle) ** 2)));
    const error = mean(told.map(({ standardError }) => standardError));
    expect(scatter / error).toBeGreaterThan(0.75);
    expect(scatter / error).toBeLessThan(1.25);
    expect(error).toBeGreaterThan(1.25 * Math.sqrt(0.25 / 400));
  });

  it('sees shares of levels that differ, though most rows lie equally near: no matter which of them come first', () => {
    const levels = (n: number, share: number): Features => {
      const data = Float64Array.from({ length: 2 * n }, (_, at) => ((at >> 1) % 10 < 10 * share === (at % 2 === 0) ? 1 : 0));
      return { n, width: 2, data, columns: [0, 0], there: null };
    };
    const told = (real: number, sampled: number) => finish(twoSampleScore(levels(500, real), levels(500, sampled), 1)).accuracy;
    expect(told(0.9, 0.5)).toBeCloseTo(0.7, 2);
    expect(told(0.5, 0.9)).toBeCloseTo(0.7, 2);
    expect(told(0.5, 0.5)).toBeLessThan(0.53);
  });

  it('does not depend on units', () => {
    const of = (unit: number) =>
      finish(
        twoSampleScore(
          cloud(150, 1, (x, y) => [x, unit * y]),
          cloud(150, 2, (x, y) => [x, unit * (y + 1)]),
          1,
        ),
      ).accuracy;
    expect(of(1e6)).toBe(of(1));
  });
});

describe('discrepancies', () => {
  it('Kolmogorov–Smirnov is 0 for the same values, 1 for values apart, and the gap of the steps between', () => {
    expect(kolmogorovSmirnov([1, 2, 3], [3, 1, 2])).toBe(0);
    expect(kolmogorovSmirnov([1, 2], [3, 4])).toBe(1);
    expect(kolmogorovSmirnov([1, 2, 3, 4], [1, 2, 5, 6])).toBe(0.5);
    expect(kolmogorovSmirnov([], [1])).toBe(0);
  });

  it('of columns are total variation for levels and leave missing cells out', () => {
    const network = toyNetwork();
    const table = toyTable(network, 60, (i, j) => j === 0 && i > 0);
    const sampled = table.targets.slice();
    for (let i = 0; i < 60; i++) sampled[i * 5 + 2] = 2;
    const columns = columnDiscrepancies(network, table, sampled);
    const others = everyRow(60).filter((i) => table.targets[i * 5 + 2] !== 2).length;
    expect(columns[2]).toEqual({ measure: 'tv', value: expect.closeTo(others / 60, 12) });
    expect(columns[1]).toEqual({ measure: 'ks', value: 0 });
    expect(columns[0].value).toBeGreaterThan(0);
  });

  it('of pairs tell the two correlations, the largest difference first', () => {
    const [pair] = pairDiscrepancies(
      cloud(3000, 1),
      cloud(3000, 2, (x, y) => [x, 0.8 * x + 0.6 * y]),
    );
    expect(pair).toMatchObject({ first: 0, second: 1 });
    expect(pair.real).toBeCloseTo(0, 1);
    expect(pair.sampled).toBeCloseTo(0.8, 1);
  });

  it('of pairs are those of the rows that have both cells: what is missing does not weaken them', () => {
    const together = cloud(400, 1, (x, y) => [x, 0.8 * x + 0.6 * y]);
    const there = Uint8Array.from({ length: 800 }, (_, at) => (at % 7 < 3 ? 0 : 1));
    const holed = { ...together, data: together.data.map((x, at) => (there[at] ? x : 0)), there };
    const kept = [...Array(400).keys()].filter((i) => there[2 * i] && there[2 * i + 1]);
    const data = Float64Array.from(kept.flatMap((i) => [together.data[2 * i], together.data[2 * i + 1]]));
    const complete = { n: kept.length, width: 2, data, columns: [0, 1], there: null };
    const [pair] = pairDiscrepancies(holed, complete);
    expect(pair.real).toBeCloseTo(pair.sampled, 12);
    expect(pair.real).toBeGreaterThan(0.7);
    expect(pairDiscrepancies({ ...holed, there: new Uint8Array(800) }, complete)[0].real).toBe(0);
  });

  it('a constant feature correlates with nothing', () => {
    const flat = cloud(50, 1, (x) => [x, 3]);
    expect(pairDiscrepancies(flat, flat)[0]).toMatchObject({ real: 0, sampled: 0 });
  });
});

describe('samples held against rows', () => {
  const network = toyNetwork();
  const parameters = initialParameters(network, new Float32Array(network.outputs), 0.5, 1);

  it('of the model itself cannot be told apart, whatever cells are missing', () => {
    const own = samplePrior(network, parameters, 600, 77);
    const mask = Float32Array.from({ length: 600 * 5 }, (_, at) => (at % 7 === 0 ? 0 : 1));
    const table = { ...toyTable(network, 600), targets: own.targets, mask };
    const { score, columns, pairs } = finish(compareSamples(network, parameters, table, 1));
    expect(Math.abs(score.accuracy - 0.5)).toBeLessThan(4 * score.standardError);
    for (const { value } of columns) expect(value).toBeLessThan(0.15);
    expect(Math.abs(pairs[0].real - pairs[0].sampled)).toBeLessThan(0.3);
  });

  it('features hold one indicator a level and counts on a square-root scale', () => {
    const targets = Float32Array.from([0.5, 1, 2, 9, -1]);
    const { data, columns } = featuresOf(network, targets, null, everyRow(1));
    expect([...data]).toEqual([0.5, 1, 0, 0, 1, 3, -1]);
    expect(columns).toEqual([0, 1, 2, 2, 2, 3, 4]);
  });
});
