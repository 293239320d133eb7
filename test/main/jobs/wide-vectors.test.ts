import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { fusedBackends } from '../../../src/main/engine/latent/kernel/backend.ts';
import { compileLatentKernel } from '../../../src/main/engine/latent/kernel/kernel.ts';
import { vectorsAreWide, widenVectors } from '../../../src/main/jobs/wide-vectors.ts';
import { batchOf, unsettled } from '../engine/latent/support/held-to.ts';
import { allHeads, toyNetwork, toyTable } from '../engine/latent/support/toy.ts';

const update = { klWeight: 1, learningRate: 1e-3, clip: 5, learnNoise: true };

/** Enough steps for the kernel to be compiled by the compiler that joins vectors. */
function trained(wide: boolean): Float32Array {
  const network = toyNetwork({ hidden: [72, 40], columns: [...allHeads, ...allHeads] });
  const module = compileLatentKernel('plain');
  const backend = fusedBackends(module, wide)(network, toyTable(network, 200), unsettled(network));
  for (let step = 0; step < 300; step++) backend.step(batchOf(200, network.latent, step), update);
  const parameters = backend.parameters();
  backend.close();
  return parameters;
}

const toldInThread = (): Promise<unknown> =>
  new Promise((done, fail) => {
    const module = new URL('../../../src/main/jobs/wide-vectors.ts', import.meta.url);
    const source = `import(${JSON.stringify(module.href)}).then(({ vectorsAreWide }) => require('node:worker_threads').parentPort.postMessage(vectorsAreWide()))`;
    new Worker(source, { eval: true }).once('message', done).once('error', fail);
  });

test('vectors are not counted on as wide before V8 was asked', () => {
  expect(vectorsAreWide()).toBe(false);
});

test('the bits stay the same when V8 joins vectors, and threads know of it', async () => {
  const before = trained(false);
  widenVectors();
  expect(vectorsAreWide()).toBe(process.arch === 'x64');
  expect(await toldInThread()).toBe(vectorsAreWide());
  expect(trained(true)).toEqual(before);
  expect(trained(false)).toEqual(before);
});

test('asking again changes nothing', () => {
  widenVectors();
  const told = vectorsAreWide();
  widenVectors();
  expect(vectorsAreWide()).toBe(told);
});
