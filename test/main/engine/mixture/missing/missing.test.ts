import { describe, expect, test } from 'vitest';
import { em } from '../../../../../src/main/engine/mixture/em.ts';
import { familyOf } from '../../../../../src/main/engine/mixture/family/table.ts';
import { fromLabels } from '../../../../../src/main/engine/mixture/from-labels.ts';
import { fillMissing } from '../../../../../src/main/engine/mixture/missing/fill.ts';
import { patternTable } from '../../../../../src/main/engine/mixture/missing/patterns.ts';
import type { Mixture } from '../../../../../src/main/engine/mixture/mixture.ts';
import { toComponents } from '../../../../../src/main/engine/mixture/pass/components.ts';
import { createPass } from '../../../../../src/main/engine/mixture/pass/create.ts';
import { passOver } from '../../../../../src/main/engine/mixture/pass/pass.ts';
import { createStatistics } from '../../../../../src/main/engine/mixture/pass/statistics.ts';
import { posterior } from '../../../../../src/main/engine/mixture/posterior.ts';
import { searchCandidate } from '../../../../../src/main/engine/mixture/search.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import { columnMoments, type Rows } from '../../../../../src/main/engine/rows.ts';
import { type FamilyCode, familyCodes } from '../../../../../src/shared/model/mixture.ts';
import { blobs, faithful, finish, iris, listOf, normal, rowsOf } from '../../support.ts';

const nan = Number.NaN;
const { NEGATIVE_INFINITY: never } = Number;
const options = { tolerance: 1e-9, gain: 1e-8, maxIterations: 4000 };

/** The same rows with cells taken away at random; no row loses all of them. */
function holed(rows: Rows, share: number, seed: number): Rows {
  const random = createRandom(seed, 'holes');
  const data = Float64Array.from(rows.data);
  for (let i = 0; i < rows.n; i++) {
    const spared = random.below(rows.d);
    for (let j = 0; j < rows.d; j++) if (random.next() < share && j !== spared) data[j * rows.n + i] = nan;
  }
  return { ...rows, data, missing: true };
}

function run(rows: Rows, code: FamilyCode, k: number, labels: Int32Array, o = options) {
  const family = familyOf(code);
  const { means, variances } = finish(columnMoments(rows));
  const floor = { share: 1e-6, variances };
  const first = finish(fromLabels(fillMissing(rows, means), labels, k, family, floor, 0));
  return finish(em(createPass(rows, k, family.shape), rows.n, family, floor, first, o));
}

const thirds = Int32Array.from({ length: 150 }, (_, i) => 1 + Math.floor(i / 50));

/** log Σ_k p_k N(x_o; μ_o, Σ_oo) for one row, by the textbook formula with Gaussian elimination. */
function logDensityOf(row: readonly number[], { k, d, weights, means, covariances }: Mixture): number {
  const o = row.map((_, j) => j).filter((j) => !Number.isNaN(row[j]));
  let density = 0;
  for (let c = 0; c < k; c++) {
    const matrix = o.map((i) => [...o.map((j) => covariances[(c * d + i) * d + j]), row[i] - means[c * d + i]]);
    let determinant = 1;
    let quadratic = 0;
    for (let p = 0; p < o.length; p++) {
      determinant *= matrix[p][p];
      quadratic += matrix[p][o.length] ** 2 / matrix[p][p];
      for (let i = p + 1; i < o.length; i++) {
        const factor = matrix[i][p] / matrix[p][p];
        for (let j = p; j <= o.length; j++) matrix[i][j] -= factor * matrix[p][j];
      }
    }
    density += (weights[c] * Math.exp(-0.5 * quadratic)) / Math.sqrt((2 * Math.PI) ** o.length * determinant);
  }
  return Math.log(density);
}
const logLikelihoodOf = (rows: Rows, mixture: Mixture): number =>
  listOf(rows).reduce((sum, row) => sum + logDensityOf(row, mixture), 0);

test('rows are grouped by the columns that they miss, complete ones first, each group in the order of the rows', () => {
  const rows = {
    ...rowsOf([
      [1, nan],
      [2, 3],
      [nan, 4],
      [5, nan],
      [nan, nan],
      [6, 7],
    ]),
    missing: true,
  };
  const { order, patterns } = patternTable(rows);
  expect([...order]).toEqual([1, 5, 0, 3, 2, 4]);
  expect(patterns.map(({ observed, missing, data }) => [[...observed], [...missing], [...data]])).toEqual([
    [[0, 1], [], [2, 6, 3, 7]],
    [[0], [1], [1, 5]],
    [[1], [0], [4]],
    [[], [0, 1], []],
  ]);
});

describe.each(familyCodes)('with %s', (code) => {
  const complete = run(iris, code, 3, thirds);

  test('rows that could miss cells but miss none are fitted as complete ones are', () => {
    const same = run({ ...iris, missing: true }, code, 3, thirds);
    // The kernel that complete rows have adds up in another order.
    const near = (values: ArrayLike<number>, to: ArrayLike<number>, part: number) =>
      Array.from(values).every((value, i) => Math.abs(value - to[i]) <= part * Math.abs(to[i]));
    expect(near(same.trace.slice(-1), complete.trace.slice(-1), 1e-10)).toBe(true);
    expect(near(same.parameters.means, complete.parameters.means, 1e-6)).toBe(true);
  });

  test('as cells vanish, the fit goes to that of the complete rows', () => {
    const data = Float64Array.from(iris.data);
    data[7] = nan;
    const nearly = run({ ...iris, data, missing: true }, code, 3, thirds);
    nearly.parameters.means.forEach((mean, i) => {
      expect(Math.abs(mean - complete.parameters.means[i])).toBeLessThan(0.15);
    });
  });

  test('the log-likelihood is that of the observed cells and never falls', () => {
    for (const [rows, k] of [
      [holed(iris, 0.25, 1), 3],
      [holed(iris, 0.5, 2), 2],
      [holed(faithful, 0.3, 3), 3],
    ] as const) {
      const random = createRandom(k, 'labels');
      const labels = Int32Array.from({ length: rows.n }, () => 1 + random.below(k));
      const { trace, parameters, logLikelihood } = run(rows, code, k, labels, { ...options, maxIterations: 150 });
      for (let t = 1; t < trace.length; t++) expect(trace[t]).toBeGreaterThanOrEqual(trace[t - 1]);
      expect(trace.every(Number.isFinite)).toBe(true);
      expect(logLikelihood).toBeCloseTo(logLikelihoodOf(rows, parameters), 6);
    }
  });
});

/** The unconstrained parameters of a full mixture: log weights, means, Cholesky factors with log diagonals; and back. */
function pack({ k, d, weights, means, covariances }: Mixture): number[] {
  const numbers = [...weights].map(Math.log).concat([...means]);
  for (let c = 0; c < k; c++) {
    const l = Array.from({ length: d }, () => new Array<number>(d).fill(0));
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = covariances[(c * d + i) * d + j];
        for (let e = 0; e < j; e++) sum -= l[i][e] * l[j][e];
        l[i][j] = i === j ? Math.sqrt(sum) : sum / l[j][j];
        numbers.push(i === j ? Math.log(l[i][j]) : l[i][j]);
      }
    }
  }
  return numbers;
}
function unpack(numbers: readonly number[], k: number, d: number): Mixture {
  const raw = numbers.slice(0, k).map(Math.exp);
  const total = raw.reduce((sum, w) => sum + w, 0);
  const covariances = new Float64Array(k * d * d);
  let at = k + k * d;
  for (let c = 0; c < k; c++) {
    const l = Array.from({ length: d }, () => new Array<number>(d).fill(0));
    for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++, at++) l[i][j] = i === j ? Math.exp(numbers[at]) : numbers[at];
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) covariances[(c * d + i) * d + j] = l[i].reduce((sum, value, e) => sum + value * l[j][e], 0);
    }
  }
  const means = Float64Array.from(numbers.slice(k, k + k * d));
  return { k, d, weights: Float64Array.from(raw, (w) => w / total), means, covariances };
}

test('where EM ends, the observed-data likelihood has no slope and no higher place nearby', () => {
  const rows = holed(blobs(60, 2, 2, 5, 4), 0.3, 5);
  const labels = Int32Array.from({ length: 60 }, (_, i) => 1 + (i % 2));
  const { parameters, logLikelihood } = run(rows, 'VVV', 2, labels, { tolerance: 1e-13, gain: 1e-12, maxIterations: 20_000 });
  const best = pack(parameters);
  const at = (numbers: readonly number[]) => logLikelihoodOf(rows, unpack(numbers, 2, 2));
  expect(at(best)).toBeCloseTo(logLikelihood, 8);
  best.forEach((_, p) => {
    const moved = (by: number) => at(best.map((value, q) => (q === p ? value + by : value)));
    expect(Math.abs((moved(1e-4) - moved(-1e-4)) / 2e-4)).toBeLessThan(2e-4);
  });
  const random = createRandom(9, 'nearby');
  for (let trial = 0; trial < 300; trial++) {
    const size = 10 ** -(1 + 3 * random.next());
    const value = at(best.map((v) => v + size * normal(random)));
    expect(value).toBeLessThanOrEqual(logLikelihood + 1e-9);
  }
});

test('one Gaussian with a monotone pattern has the closed form of factored regression', () => {
  // y is missing where it may depend on x: the estimates are Anderson's (1957), not those of the complete rows.
  const random = createRandom(11, 'monotone');
  const list = Array.from({ length: 200 }, () => {
    const x = normal(random);
    return [x, x > 0.5 ? nan : 1 + 2 * x + 0.5 * normal(random)];
  });
  const rows = { ...rowsOf(list), missing: true };
  const { parameters } = run(rows, 'VVV', 1, new Int32Array(200).fill(1), {
    tolerance: 1e-13,
    gain: 1e-13,
    maxIterations: 50_000,
  });
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const xs = list.map(([x]) => x);
  const pairs = list.filter(([, y]) => !Number.isNaN(y));
  const mx = mean(pairs.map(([x]) => x));
  const my = mean(pairs.map(([, y]) => y));
  const slope = mean(pairs.map(([x, y]) => (x - mx) * (y - my))) / mean(pairs.map(([x]) => (x - mx) ** 2));
  const rest = mean(pairs.map(([x, y]) => (y - my - slope * (x - mx)) ** 2));
  const vx = mean(xs.map((x) => (x - mean(xs)) ** 2));
  expect(parameters.means[0]).toBeCloseTo(mean(xs), 10);
  expect(parameters.means[1]).toBeCloseTo(my + slope * (mean(xs) - mx), 5);
  expect(parameters.covariances[0]).toBeCloseTo(vx, 10);
  expect(parameters.covariances[1]).toBeCloseTo(slope * vx, 5);
  expect(parameters.covariances[3]).toBeCloseTo(rest + slope * slope * vx, 5);
});

test.each(['VVV', 'EEE', 'VVI', 'VII'] as const)(
  'with 20 % of the cells missing at random %s finds what the rows were drawn from',
  (code) => {
    const rows = holed(blobs(3000, 3, 3, 6, 21), 0.2, 22);
    const found = finish(searchCandidate(rows, { k: 3, family: code, starts: 4, seed: 1, floor: 1e-6, startLabels: null }));
    expect(found.failure).toBeNull();
    const mixture = found.mixture as Mixture;
    for (let c = 0; c < 3; c++) {
      expect(mixture.weights[c]).toBeCloseTo(1 / 3, 1);
      const means = [...mixture.means.subarray(c * 3, c * 3 + 3)];
      expect(means.map((m) => Math.round(m / 6)).reduce((sum, m) => sum + m, 0)).toBe(1);
      for (const mean of means) expect(Math.abs(mean - 6 * Math.round(mean / 6))).toBeLessThan(0.15);
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++)
          expect(Math.abs(mixture.covariances[c * 9 + i * 3 + j] - (i === j ? 1 : 0))).toBeLessThan(0.2);
      }
    }
  },
);

test('a row of weight 3 with missing cells is three such rows, and one of weight 0 is none', () => {
  const rows = holed(iris, 0.3, 7);
  const random = createRandom(8);
  const weights = Float64Array.from({ length: 150 }, () => random.below(4));
  const list = listOf(rows);
  const repeated = list.flatMap((row, i) => new Array<number[]>(weights[i]).fill(row));
  const labels = Int32Array.from(list.flatMap((_, i) => new Array<number>(weights[i]).fill(thirds[i])));
  const short = { ...options, maxIterations: 30 };
  const one = run({ ...rows, weights }, 'VVV', 3, thirds, short);
  const other = run({ ...rowsOf(repeated), missing: true }, 'VVV', 3, labels, short);
  expect(one.logLikelihood / other.logLikelihood).toBeCloseTo(1, 10);
  one.parameters.means.forEach((mean, i) => {
    expect(mean).toBeCloseTo(other.parameters.means[i], 8);
  });
});

test('the posterior of a row knows its observed cells alone', () => {
  const mixture: Mixture = {
    k: 2,
    d: 2,
    weights: Float64Array.of(0.3, 0.7),
    means: Float64Array.of(0, 0, 10, 1),
    covariances: Float64Array.of(1, 0.5, 0.5, 2, 4, 0, 0, 1),
  };
  const list = [
    [0, nan],
    [nan, 1],
    [9, 1],
    [nan, nan],
  ];
  const rows = { ...rowsOf(list), missing: true };
  const result = finish(posterior(rows, mixture));
  for (const i of [0, 1, 2]) expect(result.logDensity[i]).toBeCloseTo(logDensityOf(list[i], mixture), 12);
  expect(result.logDensity[3]).toBeCloseTo(0, 12);
  expect([...result.labels]).toEqual([1, 2, 2, 2]);
  expect([...result.responsibilities.subarray(6, 8)]).toEqual([Math.fround(0.3), Math.fround(0.7)]);
  expect(result.uncertainty[3]).toBeCloseTo(0.3, 12);
  expect(result.logDensity.some((value) => Number.isNaN(value) || value === never)).toBe(false);
});

test('a row without any cell adds nothing to the statistics', () => {
  const mixture: Mixture = {
    k: 1,
    d: 2,
    weights: Float64Array.of(1),
    means: Float64Array.of(0, 0),
    covariances: Float64Array.of(1, 0.5, 0.5, 2),
  };
  const components = toComponents(mixture);
  const statisticsOf = (list: number[][]) => {
    const rows = { ...rowsOf(list), missing: true };
    const total = createStatistics(1, 2, 'full');
    finish(passOver(createPass(rows, 1, 'full'), rows.n, components, total, null));
    return total;
  };
  expect(
    statisticsOf([
      [1, 2],
      [nan, nan],
      [3, nan],
    ]),
  ).toEqual(
    statisticsOf([
      [1, 2],
      [3, nan],
    ]),
  );
});

test('columns of very different scale lose no digits to missing cells', () => {
  const rows = holed(iris, 0.2, 3);
  const factors = [1e9, 1, 1e-9, 1];
  const scaled = { ...rows, data: rows.data.map((x, index) => x * factors[Math.floor(index / 150)]) };
  const observed = (j: number) => rows.data.subarray(j * 150, (j + 1) * 150).filter((x) => !Number.isNaN(x)).length;
  const shift = factors.reduce((sum, f, j) => sum + observed(j) * Math.log(f), 0);
  const short = { ...options, maxIterations: 40 };
  for (const code of ['VVV', 'EEE', 'VVI'] as const) {
    const plain = run(rows, code, 3, thirds, short);
    expect(run(scaled, code, 3, thirds, short).logLikelihood + shift).toBeCloseTo(plain.logLikelihood, 7);
  }
});
