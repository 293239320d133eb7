import { describe, expect, it } from 'vitest';
import { contrasts, normalProbability } from '../../../src/shared/geometry/profile.ts';
import type { GaussianMixture } from '../../../src/shared/model/mixture.ts';

const mixture: GaussianMixture = {
  weights: [0.5, 0.3, 0.2],
  means: [
    [0, 10],
    [4, 10],
    [6, 10],
  ],
  covariances: [
    [[1, 0], [0, 4]],
    [[1, 0], [0, 4]],
    [[4, 0], [0, 4]],
  ], // biome-ignore format: matrices
};

describe('a cluster against the rest', () => {
  it('differs by means in standard deviations of the whole column', () => {
    const [first, second] = contrasts(mixture, [0])!;
    expect(first!.restMean).toBeCloseTo((0.3 * 4 + 0.2 * 6) / 0.5, 12);
    const mean = 0.3 * 4 + 0.2 * 6;
    const variance = 0.5 * (1 + mean ** 2) + 0.3 * (1 + (4 - mean) ** 2) + 0.2 * (4 + (6 - mean) ** 2);
    expect(first!.difference).toBeCloseTo(-first!.restMean / Math.sqrt(variance), 12);
    expect(second!).toMatchObject({ difference: 0, mean: 10, sd: 2 });
    expect(second!.higher).toBeCloseTo(0.5, 6);
    expect(second!.overlap).toBeCloseTo(1, 4);
  });

  it('is higher with the probability that a draw of both gives', () => {
    const [only] = contrasts({ weights: [0.5, 0.5], means: [[0], [2]], covariances: [[[1]], [[1]]] }, [1])!;
    expect(only!.higher).toBeCloseTo(normalProbability(Math.SQRT2), 6);
    // Two Gaussians of one variance overlap by 2 Φ(−δ / 2).
    expect(only!.overlap).toBeCloseTo(2 * normalProbability(-1), 3);
  });

  it('takes several components for one cluster', () => {
    const [first] = contrasts(mixture, [1, 2])!;
    expect(first!.mean).toBeCloseTo(4.8, 12);
    expect(first!.restMean).toBe(0);
    expect(first!.higher).toBeCloseTo(1 - contrasts(mixture, [0])![0]!.higher, 6);
  });

  it('has nothing to be compared with where there is no rest', () => {
    expect(contrasts(mixture, [0, 1, 2])).toBeNull();
  });
});

describe('the normal distribution function', () => {
  it('is that of the tables', () => {
    for (const [z, p] of [[0, 0.5], [1, 0.841344746], [-1.959963985, 0.025], [3, 0.998650102], [-6, 9.865876e-10]] as const) // biome-ignore format: a table
      expect(Math.abs(normalProbability(z) / p - 1)).toBeLessThan(1e-6);
  });
});
