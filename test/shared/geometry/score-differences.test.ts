import { expect, test } from 'vitest';
import { rowsAbove, scoreDifferences } from '../../../src/shared/geometry/score-differences.ts';

const rows = {
  used: Int32Array.of(1, 2, 4),
  models: [
    { model: 'vae' as const, nats: Float64Array.of(-1, -2, -3) },
    { model: 'pca' as const, nats: Float64Array.of(-2, -2, -1) },
  ],
};

test('differences stand at the rows that were compared, and nowhere else', () => {
  const differences = scoreDifferences(rows, 'vae', 'pca', 5);
  expect(differences).toEqual(Float64Array.of(Number.NaN, 1, 0, Number.NaN, -2));
  expect(rowsAbove(differences!, 0)).toEqual(Int32Array.of(1));
  expect(rowsAbove(differences!, -3)).toEqual(Int32Array.of(1, 2, 4));
});

test('a model without figures has no differences', () => {
  expect(scoreDifferences(rows, 'vae', 'mixture', 5)).toBeNull();
});
