import { expect, test } from 'vitest';
import { posterior } from '../../../../src/main/engine/mixture/posterior.ts';
import { searchCandidate } from '../../../../src/main/engine/mixture/search.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import type { Rows } from '../../../../src/main/engine/rows.ts';
import { familyCodes } from '../../../../src/shared/model/mixture.ts';
import { faithful, finish } from '../support.ts';

/** Few rows of small whole numbers, with holes, weights (also 0) and whole columns or rows missing now and then. */
function awkward(seed: number): Rows {
  const random = createRandom(seed, 'awkward');
  const n = 2 + random.below(30);
  const d = 1 + random.below(3);
  const values = 2 + random.below(6);
  const share = random.below(3) * 0.25;
  const lost = random.below(6);
  const data = Float64Array.from({ length: n * d }, (_, at) => {
    const value = random.below(values);
    return random.next() < share || Math.floor(at / n) === lost ? Number.NaN : value;
  });
  const weights = random.below(2) === 0 ? null : Float64Array.from({ length: n }, () => random.below(3));
  return { n, d, data, weights, missing: data.some(Number.isNaN) };
}

test('whatever small tables with holes and weights come, with noise or without, a search ends with a fit or a sentence', () => {
  let fitted = 0;
  for (let seed = 1; seed <= 150; seed++) {
    const rows = awkward(seed);
    const family = familyCodes[seed % familyCodes.length];
    const k = 1 + (seed % 3);
    const noise = seed % 2 === 0;
    const found = finish(
      searchCandidate(rows, { k, family, starts: 2, seed, floor: 1e-6, startLabels: null, noise, mostStarts: 2 }),
    );
    const { mixture, logLikelihood, bic, icl, aic, failure, trace } = found;
    expect(mixture !== null || failure !== null).toBe(true);
    for (let t = 1; t < trace.length; t++) expect(trace[t]).toBeGreaterThanOrEqual(trace[t - 1]);
    if (!mixture) continue;
    fitted++;
    for (const figure of [logLikelihood, bic, icl, aic]) expect(Number.isFinite(figure)).toBe(true);
    for (const part of [mixture.weights, mixture.means, mixture.covariances]) expect(part.every(Number.isFinite)).toBe(true);
    if (noise) expect(Number.isFinite(mixture.noise?.logDensity)).toBe(true);
    const result = finish(posterior(rows, mixture));
    for (const values of [result.uncertainty, result.logDensity, result.responsibilities, result.noise ?? []]) {
      expect(Array.from(values).some(Number.isNaN)).toBe(false);
    }
    expect([...result.labels].every((label) => label >= (noise ? 0 : 1) && label <= k)).toBe(true);
  }
  expect(fitted).toBeGreaterThan(30);
});

test('a column or a table without any cell is named', () => {
  const data = Float64Array.from(faithful.data).fill(Number.NaN, 272);
  const options = { k: 2, family: 'VVV', starts: 2, seed: 1, floor: 1e-6, startLabels: null, columns: ['a', 'b'] } as const;
  const { failure } = finish(searchCandidate({ ...faithful, data, missing: true }, options));
  expect(failure).toBe("No row has a value in column 'b'. Leave it out.");
});

test('a column that no row has together with another one is fitted all the same', () => {
  const data = Float64Array.from(faithful.data);
  for (let i = 0; i < 272; i++) data[i % 2 === 0 ? i : 272 + i] = Number.NaN;
  for (const family of ['VVV', 'VVI', 'EEE'] as const) {
    const found = finish(
      searchCandidate({ ...faithful, data, missing: true }, { k: 2, family, starts: 3, seed: 1, floor: 1e-6, startLabels: null }),
    );
    expect(found.mixture).not.toBeNull();
    expect(Number.isFinite(found.logLikelihood)).toBe(true);
  }
});
