import { beforeAll, describe, expect, it } from 'vitest';
import { createFusedBackend } from '../../../src/main/engine/latent/kernel/backend.ts';
import type { CreateBackend } from '../../../src/main/engine/latent/network/backend.ts';
import type { HeadShape, Network } from '../../../src/main/engine/latent/network/network.ts';
import type { LatentTable } from '../../../src/main/engine/latent/network/table.ts';
import { createPlainBackend } from '../../../src/main/engine/latent/plain/backend.ts';
import { widenVectors } from '../../../src/main/jobs/wide-vectors.ts';
import { tensorflowBackends } from '../../../src/main/tensorflow/backend.ts';
import { loadTensorFlow, type TensorFlow } from '../../../src/main/tensorflow/load.ts';
import { batchOf, differences, unsettled } from '../engine/latent/support/held-to.ts';
import { allHeads, toyNetwork, toyTable } from '../engine/latent/support/toy.ts';

const update = { klWeight: 1, learningRate: 0.01, clip: 5, learnNoise: true };
let tensorflow: TensorFlow;
let create: CreateBackend;
beforeAll(async () => {
  // As in the threads of the application.
  widenVectors();
  tensorflow = await loadTensorFlow();
  create = await tensorflowBackends(async () => tensorflow);
});

/** The largest of the differences from another backend, on the same parameters and noise. */
function worst(network: Network, table: LatentTable, other: CreateBackend): number {
  const parameters = unsettled(network);
  const [ours, theirs] = [create(network, table, parameters), other(network, table, parameters)];
  const told = differences(ours, theirs, batchOf(table.n, network.latent));
  ours.close();
  theirs.close();
  return Math.max(told.sums, told.gradient, told.norm);
}

describe('TensorFlow.js', () => {
  const kinds: readonly HeadShape[] = [...new Map(allHeads.map((head) => [head.kind, head])).values()];
  for (const head of kinds) {
    it(`has the definition's loss and gradient for ${head.kind} columns, with and without missing cells`, () => {
      const network = toyNetwork({ columns: [head, head, head] });
      for (const table of [toyTable(network, 20), toyTable(network, 20, (i, j) => (i + j) % 3 === 0)])
        expect(worst(network, table, createPlainBackend)).toBeLessThan(1e-4);
    });
  }

  for (const activation of ['tanh', 'relu', 'leaky-relu'] as const)
    it(`has the kernel's loss and gradient with ${activation}, for all kinds of columns together`, () => {
      const network = toyNetwork({ activation, hidden: [128, 64] });
      const table = toyTable(network, 128, (i, j) => (i * j) % 7 === 1);
      expect(worst(network, table, createFusedBackend)).toBeLessThan(1e-4);
    });

  it('has them for linear networks with one noise variance', () => {
    const network = toyNetwork({ hidden: [], columns: [allHeads[0], allHeads[0], allHeads[0]], sharedNoise: true });
    expect(worst(network, toyTable(network, 30), createPlainBackend)).toBeLessThan(1e-4);
  });

  it('has them where rows have something beside their columns', () => {
    const network = toyNetwork();
    const table = { ...toyTable(network, 10), constants: Float64Array.from({ length: 10 }, (_, i) => -100 * i) };
    expect(worst(network, table, createPlainBackend)).toBeLessThan(1e-4);
  });

  it('trains as the definition does: 30 steps lead to the same place', () => {
    const network = toyNetwork({ hidden: [16, 8], activation: 'tanh' });
    const table = toyTable(network, 64, (i, j) => (i * j) % 5 === 1);
    const start = unsettled(network);
    const [ours, plain] = [create(network, table, start), createPlainBackend(network, table, start)];
    for (let step = 0; step < 30; step++)
      for (const backend of [ours, plain]) backend.step(batchOf(64, 2, step), { ...update, clip: step % 2 ? 0.5 : 50 });
    const [a, b] = [ours.parameters(), plain.parameters()];
    a.forEach((p, i) => {
      expect(Math.abs(p - b[i])).toBeLessThan(2e-3);
    });
    ours.close();
  });

  it('gives back the parameters that it was given, and Adam begins anew with them', () => {
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
    backend.close();
  });

  it('leaves the noise alone where it is not to be learned, and in its range where it is', () => {
    const network = toyNetwork();
    const start = unsettled(network);
    const backend = create(network, toyTable(network, 4), start);
    backend.step(batchOf(4, 2), { ...update, learnNoise: false });
    expect(backend.parameters().slice(-2)).toEqual(start.slice(-2));
    for (let step = 0; step < 12; step++) backend.step(batchOf(4, 2), { ...update, learningRate: 3 });
    for (const s of backend.parameters().slice(-2)) expect(Math.abs(s)).toBeLessThanOrEqual(10);
    backend.close();
  });

  it('changes nothing by a step that meets a number that is not finite', () => {
    const network = toyNetwork();
    const table = toyTable(network, 4);
    table.inputs[3] = Number.NaN;
    const start = unsettled(network);
    const backend = create(network, table, start);
    expect(backend.step(batchOf(4, 2), update).gradientNorm).toBeNaN();
    expect(backend.parameters()).toEqual(start);
    backend.close();
  });

  it('keeps no tensors: neither by steps nor when it is closed', () => {
    const network = toyNetwork();
    const before = tensorflow.tf.memory().numTensors;
    const backend = create(
      network,
      toyTable(network, 12, (i) => i === 3),
      unsettled(network),
    );
    backend.step(batchOf(12, 2), update);
    const once = tensorflow.tf.memory().numTensors;
    for (let step = 0; step < 5; step++) backend.step(batchOf(12, 2), update);
    backend.gradient(batchOf(12, 2), 1, new Float64Array(backend.parameters().length));
    expect(tensorflow.tf.memory().numTensors).toBe(once);
    backend.close();
    backend.close();
    expect(tensorflow.tf.memory().numTensors).toBe(before);
  });
});
