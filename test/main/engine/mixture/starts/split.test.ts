import { expect, test } from 'vitest';
import { coinciding } from '../../../../../src/main/engine/mixture/coincide.ts';
import type { Mixture } from '../../../../../src/main/engine/mixture/mixture.ts';
import {
  mergedAndSplit,
  mergePair,
  pairsByCost,
  reshaped,
  splitComponent,
} from '../../../../../src/main/engine/mixture/starts/split.ts';

const variances = Float64Array.of(4, 9);
const mixture: Mixture = {
  k: 3,
  d: 2,
  weights: Float64Array.of(0.5, 0.3, 0.2),
  means: Float64Array.of(0, 0, 10, 0, 10.5, 0.5),
  covariances: Float64Array.of(1, 0.2, 0.2, 2, 1, 0, 0, 1, 1, 0, 0, 1),
};

test.each([0.5, 0.15, 0.7])(
  'the parts of a component split %d to the rest have its weight, mean and covariance together',
  (share) => {
    const split = splitComponent(mixture, 0, variances, share);
    expect(split.weights[0] / 0.5).toBeCloseTo(share, 12);
    const back = mergePair(split, 0, 3);
    expect(back.weights[0]).toBeCloseTo(0.5, 12);
    back.means.forEach((value, i) => {
      expect(value).toBeCloseTo(mixture.means[i], 12);
    });
    back.covariances.forEach((value, i) => {
      expect(value).toBeCloseTo(mixture.covariances[i], 12);
    });
  },
);

test('the pair that lies closest is the cheapest to merge', () => {
  const [first] = pairsByCost(mixture, variances);
  expect([first.a, first.b]).toEqual([1, 2]);
});

test('a mixture is brought to any number of components', () => {
  for (const k of [1, 2, 3, 4, 6]) {
    const made = reshaped(mixture, k, variances);
    expect(made.length).toBeGreaterThan(0);
    for (const m of made) {
      expect(m.k).toBe(k);
      expect(m.weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
    }
  }
  expect(reshaped(mixture, 4, variances).length).toBe(3);
});

test('merging and splitting keeps the number of components', () => {
  for (const m of mergedAndSplit(mixture, variances, 2)) expect(m.k).toBe(3);
});

test('components coincide only when mean and covariance do', () => {
  const floor = { share: 1e-6, variances };
  expect(coinciding(mixture, floor)).toBeNull();
  const twins = { ...mixture, means: Float64Array.of(0, 0, 10, 0, 10, 1e-5) };
  expect(coinciding(twins, floor)).toEqual([1, 2]);
  const nested = { ...twins, covariances: Float64Array.of(1, 0.2, 0.2, 2, 1, 0, 0, 1, 4, 0, 0, 4) };
  expect(coinciding(nested, floor)).toBeNull();
});

test('a merged pair may be split again, in other parts', () => {
  const elsewhere = mergedAndSplit(mixture, variances, 1);
  const again = mergedAndSplit(mixture, variances, 1, true);
  expect(again.slice(0, elsewhere.length)).toEqual(elsewhere);
  expect(again.length).toBe(elsewhere.length + 2);
  for (const m of again) expect(m.weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
});
