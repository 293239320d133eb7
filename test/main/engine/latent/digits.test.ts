import { expect, it } from 'vitest';
import { fitLatent } from '../../../../src/main/engine/latent/fit.ts';
import { encode, everyRow } from '../../../../src/main/engine/latent/use/encode.ts';
import { agreement } from './support/agreement.ts';
import { finish, fitOf, sampleColumns } from './support/samples.ts';

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
