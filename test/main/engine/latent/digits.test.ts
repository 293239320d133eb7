import { expect, it } from 'vitest';
import { fitLatent } from '../../../../src/main/engine/latent/fit.ts';
import { encode, everyRow } from '../../../../src/main/engine/latent/use/encode.ts';
import { finish, fitOf, sampleColumns } from './support/samples.ts';

/** The share of rows whose nearest neighbour among the two-dimensional codes has their label. */
function agreement(codes: Float64Array, labels: ArrayLike<number>): number {
  const n = labels.length;
  let agree = 0;
  for (let i = 0; i < n; i++) {
    let nearest = Number.POSITIVE_INFINITY;
    let at = i;
    for (let j = 0; j < n; j++) {
      const distance = (codes[2 * i] - codes[2 * j]) ** 2 + (codes[2 * i + 1] - codes[2 * j + 1]) ** 2;
      if (j !== i && distance < nearest) [nearest, at] = [distance, j];
    }
    if (labels[at] === labels[i]) agree++;
  }
  return agree / n;
}

it('a training of the digits with nothing but defaults ends healthy, and its map tells them apart', () => {
  const columns = sampleColumns('digits-8x8');
  const digit = columns.find(({ name }) => name === 'digit')?.cells;
  if (digit?.kind !== 'values') throw new Error('digits-8x8 has lost its labels.');
  const fit = fitOf(columns.filter(({ name }) => name !== 'digit'));
  const { weights, health } = finish(fitLatent(fit));
  expect(health.verdict).toBe('healthy');
  expect(health.activeUnits).toBe(2);
  const { means } = finish(encode(fit.network, weights, fit.table, everyRow(fit.table.n)));
  expect(agreement(means, digit.values)).toBeGreaterThan(0.75);
}, 180_000);
