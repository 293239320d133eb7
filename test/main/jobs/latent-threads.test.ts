import { afterEach, expect, test } from 'vitest';
import { fusedBackends } from '../../../src/main/engine/latent/kernel/backend.ts';
import { compileLatentKernel } from '../../../src/main/engine/latent/kernel/kernel.ts';
import { sharesOf } from '../../../src/main/engine/latent/kernel/shares.ts';
import type { Backend } from '../../../src/main/engine/latent/network/backend.ts';
import { sharedBackends } from '../../../src/main/jobs/latent-threads.ts';
import { batchOf, unsettled } from '../engine/latent/support/held-to.ts';
import { toyNetwork, toyTable } from '../engine/latent/support/toy.ts';

const entry = new URL('../../../src/main/jobs/pass-helper.ts', import.meta.url);
const plain = compileLatentKernel('plain');
if (!plain) throw new Error('This Node has no SIMD.');

const open: Backend[] = [];
afterEach(() => {
  for (const backend of open.splice(0)) backend.close();
});

test('one thread or several give the same bits', () => {
  const network = toyNetwork({ hidden: [96, 48] });
  for (const rows of [40, 256]) {
    const table = toyTable(network, rows, (i, j) => (i + j) % 5 === 0);
    const start = unsettled(network);
    const trained = [fusedBackends(plain), ...[1, 2, 3].map((threads) => sharedBackends(entry, threads, plain))].map((create) => {
      const backend = create(network, table, start);
      open.push(backend);
      const told = Array.from({ length: 60 }, (_, step) =>
        backend.step(batchOf(rows, 2, step), { klWeight: 1, learningRate: 1e-3, clip: 5, learnNoise: true }),
      );
      return { told, parameters: backend.parameters(), evaluated: backend.evaluate?.(batchOf(rows, 2), 1) };
    });
    for (const other of trained.slice(1)) expect(other).toEqual(trained[0]);
  }
});

test('small batches between large ones give the same bits, though a helper comes late from those', () => {
  const network = toyNetwork({ hidden: [64, 32] });
  const table = toyTable(network, 40);
  const start = unsettled(network);
  const [alone, shared] = [fusedBackends(plain), sharedBackends(entry, 3, plain)].map((create) => {
    const backend = create(network, table, start);
    open.push(backend);
    return Array.from({ length: 2000 }, (_, step) => {
      const told = backend.step(batchOf(32, 2, step), { klWeight: 1, learningRate: 1e-3, clip: 5, learnNoise: true });
      return step % 5 === 0 ? [told, backend.evaluate?.(batchOf(40, 2 * 16), 16)] : told;
    });
  });
  expect(shared).toEqual(alone);
});

test('one training after the other, in the same memory, gives the same bits', () => {
  const network = toyNetwork({ hidden: [96, 48] });
  const table = toyTable(network, 256);
  const start = unsettled(network);
  const create = sharedBackends(entry, 3, plain);
  const train = () => {
    const backend = create(network, table, start);
    for (let step = 0; step < 40; step++)
      backend.step(batchOf(256, 2, step), { klWeight: 1, learningRate: 1e-3, clip: 5, learnNoise: true });
    backend.close();
    return backend.parameters();
  };
  const first = train();
  for (let again = 0; again < 5; again++) expect(train()).toEqual(first);
});

test('a batch has the same shares whoever carries them out, and every row is in one', () => {
  for (let rows = 1; rows < 600; rows++) {
    const { count, rows: each } = sharesOf(rows);
    expect(count).toBeLessThanOrEqual(4);
    expect((count - 1) * each).toBeLessThan(rows);
    expect(count * each).toBeGreaterThanOrEqual(rows);
    expect(each % 4).toBe(0);
  }
});

test('a backend that was never used, and one that is closed twice, leave nothing behind', () => {
  const network = toyNetwork();
  const backend = sharedBackends(entry, 2, plain)(network, toyTable(network, 9), unsettled(network));
  backend.close();
  backend.close();
  expect(backend.parameters()).toHaveLength(unsettled(network).length);
});
