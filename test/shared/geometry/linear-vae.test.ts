import { describe, expect, test } from 'vitest';
import { importanceGaps } from '../../../src/shared/geometry/importance-gap.ts';
import { bestNoise, correlationEigenvalues, linearVae } from '../../../src/shared/geometry/linear-vae.ts';
import { faithful } from '../../main/engine/support.ts';

const columns = [faithful.data.slice(0, 272), faithful.data.slice(272)];

describe('eigenvalues of correlations', () => {
  test('of two columns are 1 ± r, the largest first', () => {
    const [first, second] = correlationEigenvalues(columns)!;
    expect(first! - 1).toBeCloseTo(0.9008, 4);
    expect(second).toBeCloseTo(2 - first!, 12);
  });

  test('do not depend on units, and leave out rows with a missing cell', () => {
    const scaled = [columns[0]!.map((value) => 60 * value), columns[1]!.map((value, i) => (i === 5 ? Number.NaN : value))];
    const without = columns.map((values) => values.filter((_, i) => i !== 5));
    correlationEigenvalues(scaled)!.forEach((value, i) => {
      expect(value).toBeCloseTo(correlationEigenvalues(without)![i]!, 12);
    });
  });

  test('are not there for a column without spread, or without rows', () => {
    expect(correlationEigenvalues([columns[0]!, new Float64Array(272).fill(3)])).toBeNull();
    expect(correlationEigenvalues([[1], [2]])).toBeNull();
    expect(correlationEigenvalues([])).toBeNull();
  });
});

describe('the linear VAE at its best', () => {
  const eigenvalues = [2.5, 1, 0.4, 0.1];

  test('loses a dimension when the noise passes its eigenvalue', () => {
    expect(linearVae(eigenvalues, 3, 0.2).active).toBe(3);
    expect(linearVae(eigenvalues, 3, 0.5).kl).toEqual([0.5 * Math.log(5), 0.5 * Math.log(2), 0]);
    expect(linearVae(eigenvalues, 3, 3)).toMatchObject({ active: 0, kl: [0, 0, 0] });
  });

  test('has the log-likelihood of a Gaussian as its ELBO where nothing is left over', () => {
    const gaussian = -0.5 * (4 * Math.log(2 * Math.PI) + eigenvalues.reduce((sum, value) => sum + Math.log(value) + 1, 0));
    expect(linearVae(eigenvalues, 4, 1e-3).elbo).toBeCloseTo(gaussian, 12);
  });

  test('is highest at the mean of the eigenvalues that are left over', () => {
    const best = bestNoise(eigenvalues, 2);
    expect(best).toBeCloseTo(0.25, 12);
    const { elbo } = linearVae(eigenvalues, 2, best);
    for (const factor of [0.9, 0.99, 1.01, 1.1]) expect(linearVae(eigenvalues, 2, best * factor).elbo).toBeLessThan(elbo);
  });

  test('splits its ELBO into reconstruction and KL', () => {
    const { elbo, reconstruction, kl } = linearVae(eigenvalues, 2, 0.3);
    expect(reconstruction - kl.reduce((sum, value) => sum + value, 0)).toBeCloseTo(elbo, 12);
  });
});

describe('the gap of the importance-weighted bound', () => {
  test('is the divergence of the encoder with one sample, and falls with more', () => {
    const gaps = importanceGaps(2, 1.5, [1, 5, 50]);
    expect(gaps[0]!.gap).toBeCloseTo(2 * (0.5 * 1.25 - Math.log(1.5)), 12);
    expect(gaps[1]!.gap).toBeLessThan(gaps[0]!.gap - 3 * gaps[1]!.standardError);
    expect(gaps[2]!.gap).toBeLessThan(gaps[1]!.gap);
    expect(gaps[2]!.gap).toBeGreaterThan(-3 * gaps[2]!.standardError);
  });

  test('is none where the encoder is exact', () => {
    for (const { gap } of importanceGaps(3, 1, [1, 10])) expect(gap).toBeCloseTo(0, 12);
  });

  test('is drawn the same again', () => {
    expect(importanceGaps(2, 0.8, [1, 7])).toEqual(importanceGaps(2, 0.8, [1, 7]));
  });
});
