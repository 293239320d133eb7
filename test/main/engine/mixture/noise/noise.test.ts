import { describe, expect, test } from 'vitest';
import { toOriginalUnits, toScaledUnits } from '../../../../../src/main/datasets/scaling.ts';
import { criteriaOf, parameterCount } from '../../../../../src/main/engine/mixture/criteria.ts';
import { em } from '../../../../../src/main/engine/mixture/em.ts';
import { familyOf, freeParameters } from '../../../../../src/main/engine/mixture/family/table.ts';
import { fromLabels } from '../../../../../src/main/engine/mixture/from-labels.ts';
import type { Mixture, Noise } from '../../../../../src/main/engine/mixture/mixture.ts';
import { sparseRows } from '../../../../../src/main/engine/mixture/noise/sparse.ts';
import { noiseDensity } from '../../../../../src/main/engine/mixture/noise/volume.ts';
import { withNoise } from '../../../../../src/main/engine/mixture/noise/with-noise.ts';
import { createPass } from '../../../../../src/main/engine/mixture/pass/create.ts';
import { posterior } from '../../../../../src/main/engine/mixture/posterior.ts';
import { type CandidateOptions, searchCandidate } from '../../../../../src/main/engine/mixture/search.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import { columnMoments, type Rows, takeRows } from '../../../../../src/main/engine/rows.ts';
import { LensError } from '../../../../../src/shared/errors.ts';
import { type FamilyCode, familyCodes } from '../../../../../src/shared/model/mixture.ts';
import { blobs, faithful, finish, iris, listOf, rescaled, rowsOf } from '../../support.ts';

const nan = Number.NaN;
const volumeOf = (rows: Rows) => Math.exp(-noiseDensity(rows, finish(columnMoments(rows))).logDensity);

/** old-faithful with every tenth row put on a lattice over the table's box, as in the mclust session quoted below. */
const places = Array.from({ length: 28 }, (_, i) => i);
const cluttered: Rows = (() => {
  const data = Float64Array.from(faithful.data);
  for (const i of places) {
    data[10 * i] = 1.6 + (i * 3.5) / 27;
    data[272 + 10 * i] = 43 + (((i * 11) % 28) * 53) / 27;
  }
  return { ...faithful, data };
})();
/** 0 = noise. */
const labels = Int32Array.from({ length: 272 }, (_, i) => (i % 10 === 0 ? 0 : faithful.data[i] < 3 ? 1 : 2));

function run(rows: Rows, code: FamilyCode, k: number, start: Int32Array, weight: number, maxIterations = 20_000) {
  const family = familyOf(code);
  const moments = finish(columnMoments(rows));
  const floor = { share: 1e-6, variances: moments.variances };
  const noise = { weight, ...noiseDensity(rows, moments) };
  const first = finish(fromLabels(rows, start, k, family, floor, 0, noise));
  const options = { tolerance: 1e-12, gain: 1e-11, maxIterations };
  return finish(em(createPass(rows, k, family.shape), rows.n, family, floor, first, options));
}
const search = (rows: Rows, more: Partial<CandidateOptions> = {}) =>
  finish(
    searchCandidate(rows, { k: 2, family: 'VVV', starts: 5, seed: 1, floor: 1e-6, startLabels: null, noise: true, ...more }),
  );

describe("the volume is mclust's hypvol (6.0.0)", () => {
  test('of old-faithful and iris, in their units and standardised', () => {
    expect(volumeOf(faithful)).toBeCloseTo(131.8688010035, 8);
    expect(volumeOf(iris) / 27.2411996222705).toBeCloseTo(1, 9);
    const { variances } = finish(columnMoments(iris));
    const scaled = rescaled(
      iris,
      [...variances].map((v) => 1 / Math.sqrt((v * 150) / 149)),
    );
    expect(volumeOf(scaled) / 57.2922019494263).toBeCloseTo(1, 9);
  });
  test('is along principal axes where that is smaller, and then has no part for each column', () => {
    const diagonal = rowsOf(Array.from({ length: 50 }, (_, i) => [i + 1, i + 1 + (i % 2 === 0 ? -0.3 : 0.3)]));
    expect(volumeOf(diagonal)).toBeCloseTo(31.7343557211924, 9);
    expect(noiseDensity(diagonal, finish(columnMoments(diagonal))).perColumn).toBeNull();
  });
  test('is along the columns where cells are missing', () => {
    const rows = {
      ...rowsOf([
        [1, 2],
        [3, nan],
        [nan, 7],
        [2, 4],
      ]),
      missing: true,
    };
    const { logDensity, perColumn } = noiseDensity(rows, finish(columnMoments(rows)));
    expect(logDensity).toBeCloseTo(-Math.log(10), 12);
    expect([...(perColumn ?? [])].map(Math.exp)).toEqual([expect.closeTo(1 / 2, 12), expect.closeTo(1 / 5, 12)]);
  });
  test('does not know rows of weight 0, and is not hurt by columns of very different scale', () => {
    const data = Float64Array.from(faithful.data);
    data[0] = 1e5;
    const weights = new Float64Array(272).fill(1);
    weights[0] = 0;
    const rest = takeRows(
      faithful,
      Array.from({ length: 271 }, (_, i) => i + 1),
    );
    expect(volumeOf({ ...faithful, data, weights }) / volumeOf(rest)).toBeCloseTo(1, 12);
    expect(volumeOf(rescaled(iris, [1e150, 1, 1e-150, 1]))).toBeGreaterThan(0);
  });
});

describe('the convex hull as the volume of the noise', () => {
  const hullOf = (rows: Rows) => noiseDensity(rows, finish(columnMoments(rows)), 'hull');
  const columns = (d: number): Rows =>
    rowsOf(Array.from({ length: 60 }, (_, i) => Array.from({ length: d }, (_, j) => Math.sin(i * (j + 1.3)))));

  test('is smaller than either box, and has no part for each column', () => {
    const hull = hullOf(iris);
    expect(hull.logDensity).toBeGreaterThan(noiseDensity(iris, finish(columnMoments(iris))).logDensity);
    expect(hull.perColumn).toBeNull();
  });

  test('leaves rows of weight 0 out', () => {
    const far = rowsOf([...Array.from({ length: 50 }, (_, i) => [Math.sin(i), Math.cos(2 * i)]), [100, -100]]);
    const weights = new Float64Array(51).fill(1).fill(0, 50);
    const own = hullOf({ ...far, weights }).logDensity;
    expect(own).toBeCloseTo(
      hullOf(
        takeRows(
          far,
          Array.from({ length: 50 }, (_, i) => i),
        ),
      ).logDensity,
      6,
    );
    expect(hullOf(far).logDensity).toBeLessThan(own - 2);
  });

  test.each([
    ['in one column', columns(1)],
    ['beyond four columns', columns(5)],
    ['where cells are missing', { ...columns(3), data: columns(3).data.map((x, at) => (at === 7 ? nan : x)), missing: true }],
    [
      'where rows lie in a plane',
      rowsOf(Array.from({ length: 30 }, (_, i) => [Math.sin(i), Math.cos(i * 2), Math.sin(i) + Math.cos(i * 2)])),
    ],
  ])('gives way to the box %s', (_, rows) => {
    expect(hullOf(rows)).toEqual(noiseDensity(rows, finish(columnMoments(rows))));
  });

  test('makes stray rows cheaper: the same search reaches a higher log-likelihood', () => {
    const options: CandidateOptions = { k: 2, family: 'VVV', starts: 3, seed: 1, floor: 1e-6, startLabels: null, noise: true };
    const box = finish(searchCandidate(cluttered, options));
    const hull = finish(searchCandidate(cluttered, { ...options, noiseVolume: 'hull' }));
    expect(hull.logLikelihood).toBeGreaterThan(box.logLikelihood ?? 0);
    expect(hull.parameters).toBe(box.parameters);
    expect(hull.mixture?.noise?.perColumn).toBeNull();
  });
});

/** me(g, z = labels, Vinv = hypvol(g, reciprocal = TRUE), tol = 1e-14) of mclust 6.0.0: log-likelihood, −BIC, −ICL, weights with noise last. */
const reference = {
  VVV: [-1192.3909498547, 2457.65732657, 2506.14343762, 13, [0.276473885, 0.561271922, 0.162254193], 30],
  EEE: [-1203.4175658657, 2462.89315239, 2514.6033805, 10, [0.287471732, 0.548156329, 0.16437194], 29],
  VVI: [-1198.5077872172, 2458.67939716, 2511.39989543, 11, [0.271302106, 0.546561841, 0.182136054], 34],
  EII: [-1388.356128634, 2821.5586738, 2859.19320535, 8, [0.042338049, 0.100232549, 0.857429402], 224],
  VEV: [-1198.1723946133, 2463.61441402, 2517.17170003, 12, [0.277419579, 0.560523841, 0.16205658], 28],
} as const;

describe.each(Object.entries(reference))('EM with noise from the same labels meets mclust with %s', (code, expected) => {
  const [logLikelihood, bic, icl, parameters, weights, noiseRows] = expected;
  const family = code as FamilyCode;
  const found = run(cluttered, family, 2, labels, 28 / 272);

  test('in log-likelihood and weights', () => {
    expect(found.logLikelihood / logLikelihood).toBeCloseTo(1, 9);
    [...found.parameters.weights, found.parameters.noise?.weight ?? nan].forEach((weight, c) => {
      expect(weight).toBeCloseTo(weights[c], 5);
    });
  });
  test('in free parameters, criteria and labels', () => {
    const { labels: own, responsibilities, noise } = finish(posterior(cluttered, found.parameters));
    let logLargest = 0;
    for (let i = 0; i < 272; i++) {
      logLargest += Math.log(Math.max(responsibilities[2 * i], responsibilities[2 * i + 1], noise?.[i] ?? 0));
    }
    const criteria = criteriaOf(family, 2, 2, 272, found.logLikelihood, logLargest, true);
    expect(criteria.parameters).toBe(parameters);
    expect(criteria.bic).toBeCloseTo(bic, 4);
    expect(criteria.icl).toBeCloseTo(icl, 2);
    expect(own.filter((label) => label === 0).length).toBe(noiseRows);
  });
});

test('noise costs two parameters: its weight and its volume', () => {
  for (const code of familyCodes) expect(parameterCount(code, 3, 4, true)).toBe(freeParameters(code, 3, 4) + 2);
});

test.each(familyCodes)('with noise the log-likelihood never falls, with %s', (code) => {
  const random = createRandom(5, code);
  for (const [rows, k] of [
    [cluttered, 3],
    [iris, 2],
  ] as const) {
    const start = Int32Array.from({ length: rows.n }, () => 1 + random.below(k));
    const { trace, parameters } = run(rows, code, k, start, 0.1, 150);
    for (let t = 1; t < trace.length; t++) expect(trace[t]).toBeGreaterThanOrEqual(trace[t - 1]);
    expect(parameters.weights.reduce((sum, w) => sum + w, parameters.noise?.weight ?? nan)).toBeCloseTo(1, 12);
  }
});

/** Two tight clusters of 200 rows and 60 rows strewn evenly. */
const strewn: Rows = (() => {
  const random = createRandom(17, 'strewn');
  const clusters = listOf(blobs(400, 2, 2, 12, 3));
  return rowsOf([...clusters, ...Array.from({ length: 60 }, () => [40 * random.next() - 12, 40 * random.next() - 12])]);
})();

test('rows far from their neighbours are taken for noise at first, and most others are not', () => {
  const sparse = sparseRows(strewn, finish(columnMoments(strewn)));
  expect(sparse.subarray(400).reduce((sum, s) => sum + s, 0)).toBeGreaterThan(45);
  expect(sparse.subarray(0, 400).reduce((sum, s) => sum + s, 0)).toBeLessThan(40);
});

test('there is always some noise to begin with, and never more than two fifths, whatever the rows', () => {
  for (const rows of [faithful, iris, rowsOf(Array.from({ length: 100 }, (_, i) => [i % 3, i % 2])), rowsOf([[1], [2], [4]])]) {
    const count = sparseRows(rows, finish(columnMoments(rows))).reduce((sum, s) => sum + s, 0);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThanOrEqual(Math.max(1, 0.4 * rows.n));
  }
});

test('a search finds clusters in clutter, and the rows between them', () => {
  const found = search(strewn);
  expect(found.failure).toBeNull();
  expect(found.parameters).toBe(13);
  const mixture = found.mixture as Mixture;
  expect(mixture.noise?.weight).toBeCloseTo(60 / 460, 1);
  const { labels: own, noise, responsibilities, uncertainty, logDensity } = finish(posterior(strewn, mixture));
  const wrong = own.filter((label, i) => (label === 0) !== i >= 400).length;
  expect(wrong).toBeLessThan(15);
  expect(found.sizes).toEqual([1, 2].map((c) => own.filter((label) => label === c).length));
  for (let i = 0; i < strewn.n; i++) {
    const parts = [noise?.[i] ?? nan, responsibilities[2 * i], responsibilities[2 * i + 1]];
    expect(parts.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
    expect(1 - uncertainty[i]).toBeCloseTo(parts[own[i]], 6);
  }
  expect(logDensity.reduce((sum, v) => sum + v, 0)).toBeCloseTo(Number(found.logLikelihood), 6);
  expect(Number(search(strewn, { noise: false }).bic)).toBeGreaterThan(Number(found.bic));
});

test('without clutter the noise takes next to nothing, and the clusters stay', () => {
  const rows = blobs(400, 2, 2, 12, 3);
  const { mixture } = search(rows);
  expect(mixture?.noise?.weight).toBeLessThan(0.05);
  expect(mixture?.weights[1]).toBeGreaterThan(0.45);
});

test('the same seed gives the same bits; given labels leave the unlabelled rows to noise', () => {
  expect(search(strewn)).toEqual(search(strewn));
  const found = search(cluttered, { startLabels: labels });
  expect(found.logLikelihood).toBeCloseTo(reference.VVV[0], 6);
});

test('with K + 1 started from K, noise goes along', () => {
  const two = search(strewn);
  const three = search(strewn, { k: 3, starts: 2, seeds: two.mixture ? [two.mixture] : [] });
  expect(Number(three.logLikelihood)).toBeGreaterThan(Number(two.logLikelihood) - 1e-6);
  expect(three.mixture?.noise?.logDensity).toBe(two.mixture?.noise?.logDensity);
});

test('noise beside missing cells: clusters, clutter and rows of few cells', () => {
  const random = createRandom(23);
  const data = strewn.data.map((x, at) => (at % 7 === 3 && random.next() < 0.8 ? nan : x));
  for (let i = 0; i < strewn.n; i++) if (Number.isNaN(data[i]) && Number.isNaN(data[strewn.n + i])) data[i] = 0;
  const rows = { ...strewn, data, missing: true };
  const found = search(rows);
  expect(found.failure).toBeNull();
  for (let t = 1; t < found.trace.length; t++) expect(found.trace[t]).toBeGreaterThanOrEqual(found.trace[t - 1]);
  const { labels: own, logDensity, noise } = finish(posterior(rows, found.mixture as Mixture));
  expect(own.filter((label, i) => (label === 0) !== i >= 400).length).toBeLessThan(40);
  expect(logDensity.reduce((sum, v) => sum + v, 0)).toBeCloseTo(Number(found.logLikelihood), 6);
  expect(noise?.every((p) => p >= 0 && p <= 1)).toBe(true);
});

test('noise in a box along principal axes refuses rows with missing cells, with what to try', () => {
  const mixture: Mixture = {
    k: 1,
    d: 2,
    weights: Float64Array.of(0.9),
    means: Float64Array.of(0, 0),
    covariances: Float64Array.of(1, 0, 0, 1),
    noise: { weight: 0.1, logDensity: -3, perColumn: null },
  };
  const rows = { ...rowsOf([[1, nan]]), missing: true };
  expect(() => finish(posterior(rows, mixture))).toThrow(LensError);
  expect(() => finish(posterior({ ...rowsOf([[1, 2]]) }, mixture))).not.toThrow();
});

describe('a mixture with noise in other units', () => {
  const noise: Noise = { weight: 0.1, logDensity: -3, perColumn: Float64Array.of(-1, -2) };
  const mixture: Mixture = {
    k: 1,
    d: 2,
    weights: Float64Array.of(0.9),
    means: Float64Array.of(0, 1),
    covariances: Float64Array.of(1, 0, 0, 1),
    noise,
  };
  const units = { center: Float64Array.of(10, 20), scale: Float64Array.of(2, 3) };
  test('has the density of the larger box', () => {
    const moved = toOriginalUnits(mixture, units).noise;
    expect(moved?.weight).toBe(0.1);
    expect(moved?.logDensity).toBeCloseTo(-3 - Math.log(6), 12);
    expect(moved?.perColumn?.[1]).toBeCloseTo(-2 - Math.log(3), 12);
    const back = toScaledUnits(toOriginalUnits(mixture, units), units).noise;
    expect(back?.logDensity).toBeCloseTo(-3, 12);
  });
  test('gives and takes noise so that weights sum to 1', () => {
    expect([...withNoise(mixture, null).weights]).toEqual([1]);
    expect(withNoise({ ...mixture, noise: null }, { ...noise, weight: 0.25 }).weights[0]).toBeCloseTo(0.75, 12);
    expect(withNoise(mixture, { ...noise, weight: 0.5 }).noise?.weight).toBe(0.1);
  });
});
