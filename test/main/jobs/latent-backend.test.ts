import { afterEach, describe, expect, it } from 'vitest';
import { encodeTable } from '../../../src/main/datasets/encode.ts';
import type { LatentBackend } from '../../../src/main/jobs/latent-backend.ts';
import { backendOf } from '../../../src/main/jobs/latent-backend.ts';
import type { LatentOutcome } from '../../../src/main/jobs/latent-train.ts';
import { createPool, type Pool } from '../../../src/main/jobs/pool.ts';
import { LatentOptions } from '../../../src/shared/model/latent.ts';
import { unsettled } from '../engine/latent/support/held-to.ts';
import { sampleColumns } from '../engine/latent/support/samples.ts';
import { toyNetwork, toyTable } from '../engine/latent/support/toy.ts';

const beside = (name: string) => new URL(`../../../src/main/jobs/${name}.ts`, import.meta.url);
const pools: Pool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

const columns = sampleColumns('penguins');
const options = LatentOptions.parse({ columns: columns.map(({ name }) => name), epochs: 12, batch: 128, samples: 5 });

/** A training in a thread of its own, as the application does it. */
async function trained(backend: LatentBackend, threads: number): Promise<Extract<LatentOutcome, { kind: 'done' }>> {
  const pool = createPool(beside('worker'), 1);
  pools.push(pool);
  const work = { encoded: encodeTable(columns, options), options, backend, threads };
  const outcome = await pool.run('latent-train', work);
  if (outcome.kind !== 'done') throw new Error('The training was stopped.');
  return outcome;
}

describe('backends by their names', () => {
  it('are what they are called', async () => {
    const network = toyNetwork();
    for (const name of ['plain', 'fused', 'tensorflow'] as const) {
      const backend = (await backendOf(name, 1, beside('pass-helper')))(network, toyTable(network, 5), unsettled(network));
      expect(backend.name).toBe(name);
      backend.close();
    }
  });

  it('train in a thread: the kernel with the same bits on one thread and on two', async () => {
    const one = await trained('fused', 1);
    const two = await trained('fused', 2);
    expect(two.weights).toEqual(one.weights);
    expect(two.result.elbo).toEqual(one.result.elbo);
  });

  it('come to the same: their ELBOs agree after equal epochs', async () => {
    const plain = await trained('plain', 1);
    for (const name of ['fused', 'tensorflow'] as const) {
      const other = await trained(name, 1);
      expect(other.result.elbo.train).toBeCloseTo(plain.result.elbo.train, 2);
      expect(other.result.elbo.heldOut ?? 0).toBeCloseTo(plain.result.elbo.heldOut ?? 0, 2);
    }
  });
});
