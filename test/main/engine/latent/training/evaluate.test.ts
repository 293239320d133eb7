import { describe, expect, it } from 'vitest';
import { rowBounds } from '../../../../../src/main/engine/latent/bounds/rows.ts';
import { createFusedBackend } from '../../../../../src/main/engine/latent/kernel/backend.ts';
import { createPlainBackend } from '../../../../../src/main/engine/latent/plain/backend.ts';
import { mean, meanBounds } from '../../../../../src/main/engine/latent/training/evaluate.ts';
import { batchOf, unsettled } from '../support/held-to.ts';
import { finish } from '../support/samples.ts';
import { allHeads, toyNetwork, toyTable } from '../support/toy.ts';

describe('the mean bounds of rows', () => {
  const network = toyNetwork({ latent: 3, hidden: [20, 10] });
  const constants = Float64Array.from({ length: 300 }, (_, i) => -i / 50);
  const table = { ...toyTable(network, 300, (i, j) => (i + j) % 4 === 0), constants };
  const parameters = unsettled(network);

  for (const [count, samples] of [
    [300, 1],
    [77, 4],
    [3, 16],
  ])
    it(`by the kernel are those of the definition, with the same noise: ${count} rows, ${samples} draws`, () => {
      const rows = Int32Array.from({ length: count }, (_, i) => (i * 7) % 300);
      const options = { samples, seed: 5 };
      const expected = finish(rowBounds(network, parameters, table, rows, options));
      for (const create of [createFusedBackend, createPlainBackend]) {
        const backend = create(network, table, parameters);
        const told = finish(meanBounds(backend, table, rows, options));
        expect(told.reconstruction / mean(expected.reconstruction)).toBeCloseTo(1, 5);
        expect(told.kl / mean(expected.kl)).toBeCloseTo(1, 5);
        told.klPerDimension.forEach((kl, i) => {
          expect(kl).toBeCloseTo(expected.klPerDimension[i], 5);
        });
        backend.close();
      }
    });

  it('of linear Gaussian networks are exact, whoever computes', () => {
    const linear = toyNetwork({ hidden: [], columns: [allHeads[0], allHeads[0]], sharedNoise: true });
    const rows = toyTable(linear, 20);
    const backend = createFusedBackend(linear, rows, unsettled(linear));
    const all = Int32Array.from({ length: 20 }, (_, i) => i);
    const of = (seed: number) => finish(meanBounds(backend, rows, all, { samples: 1, seed })).reconstruction;
    expect(of(1)).toBe(of(2));
  });

  it('change nothing of the training', () => {
    const update = { klWeight: 1, learningRate: 0.01, clip: 5, learnNoise: true };
    const run = (between: boolean) => {
      const backend = createFusedBackend(network, table, parameters);
      for (let step = 0; step < 5; step++) {
        backend.step(batchOf(100, 3, step), update);
        if (between) backend.evaluate?.(batchOf(300, 3), 1);
      }
      return backend.parameters();
    };
    expect(run(true)).toEqual(run(false));
  });
});
