import { describe, expect, it } from 'vitest';
import { fusedBackends } from '../../../../../src/main/engine/latent/kernel/backend.ts';
import { compileLatentKernel } from '../../../../../src/main/engine/latent/kernel/kernel.ts';
import type { CreateBackend } from '../../../../../src/main/engine/latent/network/backend.ts';
import type { HeadShape, Network } from '../../../../../src/main/engine/latent/network/network.ts';
import type { LatentTable } from '../../../../../src/main/engine/latent/network/table.ts';
import { createPlainBackend } from '../../../../../src/main/engine/latent/plain/backend.ts';
import { batchOf, differences, unsettled } from '../support/held-to.ts';
import { allHeads, toyNetwork, toyTable } from '../support/toy.ts';

const update = { klWeight: 1, learningRate: 0.01, clip: 5, learnNoise: true };
const kernels = (['plain', 'relaxed'] as const).flatMap((kind) => {
  const module = compileLatentKernel(kind);
  return module ? [{ kind, create: fusedBackends(module), wide: fusedBackends(module, true) }] : [];
});

/** The largest of the differences from the definition, on the same parameters and noise. */
function worst(create: CreateBackend, network: Network, table: LatentTable, rows = table.n): number {
  const parameters = unsettled(network);
  const fused = create(network, table, parameters);
  expect(fused.name).toBe('fused');
  const told = differences(fused, createPlainBackend(network, table, parameters), batchOf(rows, network.latent));
  fused.close();
  return Math.max(told.sums, told.gradient, told.norm);
}

const several = (head: HeadShape, count: number) => Array.from({ length: count }, () => head);

for (const { kind, create, wide } of kernels) {
  describe(`the ${kind} kernel`, () => {
    const kinds: readonly HeadShape[] = [...new Map(allHeads.map((head) => [head.kind, head])).values()];
    for (const head of kinds) {
      it(`is the definition for ${head.kind} columns`, () => {
        const network = toyNetwork({ columns: several(head, 6) });
        expect(worst(create, network, toyTable(network, 37))).toBeLessThan(2e-5);
      });
      it(`is the definition for ${head.kind} columns with missing cells`, () => {
        const network = toyNetwork({ columns: several(head, 6) });
        const table = toyTable(network, 37, (i, j) => (i + j) % 3 === 0 || i === 5);
        expect(worst(create, network, table)).toBeLessThan(2e-5);
      });
    }

    for (const activation of ['tanh', 'relu', 'leaky-relu'] as const) {
      it(`is the definition with ${activation}, for all kinds of columns together`, () => {
        const network = toyNetwork({ activation, columns: [...allHeads, ...allHeads.toReversed()] });
        expect(worst(create, network, toyTable(network, 70))).toBeLessThan(2e-5);
      });
    }

    for (const hidden of [[], [1], [9, 4], [128, 64], [40, 33, 17]])
      for (const latent of [1, 2, 5, 32]) {
        it(`is the definition with layers of ${hidden.join(', ') || 'nothing'} and ${latent} latent dimensions`, () => {
          const network = toyNetwork({ hidden, latent });
          expect(worst(create, network, toyTable(network, 41))).toBeLessThan(3e-5);
        });
      }

    for (const activation of ['tanh', 'leaky-relu'] as const)
      for (const hidden of [[], [9, 4], [24, 17], [128, 64], [40, 33, 17]])
        it(`gives the same bits with tiles of two vectors: ${activation}, layers of ${hidden.join(', ') || 'nothing'}`, () => {
          for (const rows of [1, 3, 37, 61, 300]) {
            const network = toyNetwork({ activation, hidden, columns: allHeads });
            const table = toyTable(network, rows, (i, j) => (i + j) % 4 === 0);
            const [one, two] = [create, wide].map((by) => {
              const backend = by(network, table, unsettled(network));
              const told = Array.from({ length: 5 }, (_, step) => backend.step(batchOf(rows, network.latent, step), update));
              const parameters = backend.parameters();
              backend.close();
              return { told, parameters };
            });
            expect(two).toEqual(one);
          }
        });

    it('is the definition for batches of any size', () => {
      const network = toyNetwork();
      const table = toyTable(network, 300);
      for (const rows of [1, 2, 3, 5, 31, 33, 64, 127, 129, 256, 299])
        expect(worst(create, network, table, rows)).toBeLessThan(2e-5);
    });

    it('is the definition for a column of 200 levels and for 150 of two', () => {
      const columns = [{ kind: 'categorical', width: 200 } as const, ...several({ kind: 'bernoulli', width: 1 }, 150)];
      const network = toyNetwork({ columns });
      expect(worst(create, network, toyTable(network, 20))).toBeLessThan(2e-5);
    });

    it('is the definition with one noise variance for all columns', () => {
      const network = toyNetwork({ columns: several(allHeads[0], 5), sharedNoise: true, hidden: [] });
      expect(worst(create, network, toyTable(network, 50))).toBeLessThan(2e-5);
    });

    it('adds what rows have beside their columns', () => {
      const network = toyNetwork();
      const table = { ...toyTable(network, 10), constants: Float64Array.from({ length: 10 }, (_, i) => -100 * i) };
      expect(worst(create, network, table)).toBeLessThan(2e-5);
    });

    it('trains as the definition does: 30 steps lead to the same place', () => {
      const network = toyNetwork({ hidden: [16, 8], activation: 'tanh' });
      const table = toyTable(network, 64, (i, j) => (i * j) % 5 === 1);
      const start = unsettled(network);
      const [fused, plain] = [create(network, table, start), createPlainBackend(network, table, start)];
      for (let step = 0; step < 30; step++)
        for (const backend of [fused, plain]) backend.step(batchOf(64, 2, step), { ...update, clip: step % 2 ? 0.5 : 50 });
      const [a, b] = [fused.parameters(), plain.parameters()];
      a.forEach((p, i) => {
        expect(Math.abs(p - b[i])).toBeLessThan(2e-3);
      });
      expect(a).not.toEqual(start);
    });

    it('gives back the parameters that it was given, and its moments begin anew with them', () => {
      const network = toyNetwork();
      const start = unsettled(network);
      const backend = create(network, toyTable(network, 12), start);
      expect(backend.parameters()).toEqual(start);
      backend.step(batchOf(12, 2), update);
      const once = backend.parameters();
      backend.step(batchOf(12, 2), update);
      backend.load(start);
      backend.step(batchOf(12, 2), update);
      expect(backend.parameters()).toEqual(once);
    });

    it('leaves the noise alone where it is not to be learned', () => {
      const network = toyNetwork();
      const start = unsettled(network);
      const backend = create(network, toyTable(network, 4), start);
      backend.step(batchOf(4, 2), { ...update, learnNoise: false });
      expect(backend.parameters().slice(-2)).toEqual(start.slice(-2));
      expect(backend.parameters()[0]).not.toBe(start[0]);
    });

    it('keeps log variances of the noise in their range', () => {
      const network = toyNetwork();
      const start = unsettled(network);
      start.fill(-9.2, start.length - 2);
      const backend = create(network, toyTable(network, 4), start);
      for (let step = 0; step < 20; step++) backend.step(batchOf(4, 2), { ...update, learningRate: 1 });
      for (const s of backend.parameters().slice(-2)) {
        expect(s).toBeGreaterThanOrEqual(Math.fround(Math.log(1e-4)));
        expect(s).toBeLessThanOrEqual(10);
      }
    });

    it('changes nothing by a step that meets a number that is not finite', () => {
      const network = toyNetwork();
      const table = toyTable(network, 40);
      table.inputs[3] = Number.NaN;
      const start = unsettled(network);
      const backend = create(network, table, start);
      expect(backend.step(batchOf(40, 2), update).gradientNorm).toBeNaN();
      expect(backend.parameters()).toEqual(start);
    });
  });
}

it('without a kernel networks are computed in plain TypeScript', () => {
  const network = toyNetwork();
  expect(fusedBackends(null)(network, toyTable(network, 4), unsettled(network)).name).toBe('plain');
});

it('after steps that were not finite, parameters that are good are good again', () => {
  const network = toyNetwork();
  const table = toyTable(network, 64);
  const start = unsettled(network);
  for (const { create } of kernels) {
    const backend = create(network, table, start.slice().fill(Number.NaN));
    expect(backend.step(batchOf(64, 2), update).gradientNorm).toBeNaN();
    backend.load(start);
    const told = differences(backend, createPlainBackend(network, table, start), batchOf(29, 2));
    expect(Math.max(told.sums, told.gradient)).toBeLessThan(2e-5);
    backend.close();
  }
});

describe('a backend that was closed', () => {
  const network = toyNetwork();
  const table = toyTable(network, 30);
  const start = unsettled(network);
  const trained = (create: CreateBackend) => {
    const backend = create(network, table, start);
    for (let step = 0; step < 3; step++) backend.step(batchOf(30, 2, step), update);
    return backend;
  };
  const [{ create }] = kernels;

  it('still has its parameters when its memory is another’s', () => {
    const first = trained(create);
    const parameters = first.parameters();
    first.close();
    const wide = toyNetwork({ hidden: [50, 30], latent: 4 });
    const other = create(wide, toyTable(wide, 200), unsettled(wide));
    expect(first.parameters()).toEqual(parameters);
    first.close();
    other.step(batchOf(200, 4), update);
    other.close();
  });

  it('leaves nothing in its memory that the next one meets', () => {
    const wide = toyNetwork({ hidden: [50, 30], latent: 4 });
    const other = create(
      wide,
      toyTable(wide, 200, (i, j) => i === j),
      unsettled(wide).fill(1e30),
    );
    other.step(batchOf(200, 4), update);
    other.close();
    const after = trained(create);
    const fresh = trained(create);
    expect(after.parameters()).toEqual(fresh.parameters());
    after.close();
    fresh.close();
  });
});

it('a table too large for a memory of 4 GB is computed in plain TypeScript', () => {
  const network = toyNetwork();
  const huge = { ...toyTable(network, 4), n: 3e8 };
  for (const { create } of kernels) expect(create(network, huge, unsettled(network)).name).toBe('plain');
});
