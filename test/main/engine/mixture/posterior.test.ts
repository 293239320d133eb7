import { expect, test } from 'vitest';
import { posterior } from '../../../../src/main/engine/mixture/posterior.ts';
import { searchCandidate } from '../../../../src/main/engine/mixture/search.ts';
import { blobs, faithful, finish, iris } from '../support.ts';

const options = { k: 3, family: 'VVV', starts: 10, seed: 1, floor: 1e-6, startLabels: null } as const;

test('responsibilities sum to 1, the label is the largest, the uncertainty what is left of it', () => {
  const { mixture } = finish(searchCandidate(iris, options));
  if (!mixture) throw new Error('no fit');
  const { labels, uncertainty, responsibilities } = finish(posterior(iris, mixture));
  for (let i = 0; i < iris.n; i++) {
    const r = [...responsibilities.subarray(i * 3, i * 3 + 3)];
    expect(r[0] + r[1] + r[2]).toBeCloseTo(1, 6);
    expect(r[labels[i] - 1]).toBe(Math.max(...r));
    expect(uncertainty[i]).toBeCloseTo(1 - Math.max(...r), 6);
  }
});

test.each(['VVV', 'EEE', 'VVI', 'VII'] as const)('log densities add up to the log-likelihood of the fit, %s', (family) => {
  const { mixture, logLikelihood, sizes } = finish(searchCandidate(faithful, { ...options, family }));
  if (!mixture || logLikelihood === null) throw new Error('no fit');
  const { logDensity, labels } = finish(posterior(faithful, mixture));
  const sum = logDensity.reduce((total, value) => total + value, 0);
  expect(Math.abs(sum / logLikelihood - 1)).toBeLessThan(1e-11);
  expect(sizes).toEqual([1, 2, 3].map((c) => labels.filter((l) => l === c).length));
});

test('over many rows it tells how far it is', () => {
  const rows = blobs(140_000, 1, 2, 4, 1);
  const mixture = { k: 1, d: 1, weights: Float64Array.of(1), means: Float64Array.of(2), covariances: Float64Array.of(5) };
  const shares = [...posterior(rows, mixture)];
  expect(shares.length).toBe(2);
  expect(shares).toEqual([65_536 / 140_000, 131_072 / 140_000]);
});
