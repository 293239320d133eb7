import { describe, expect, it } from 'vitest';
import type { Batch } from '../../../../../src/main/engine/latent/network/backend.ts';
import { initialParameters } from '../../../../../src/main/engine/latent/network/initialise.ts';
import type { HeadShape, Network } from '../../../../../src/main/engine/latent/network/network.ts';
import type { LatentTable } from '../../../../../src/main/engine/latent/network/table.ts';
import { createPlainBackend } from '../../../../../src/main/engine/latent/plain/backend.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import { fillNormal } from '../../../../../src/main/engine/random/normal.ts';
import { allHeads, toyNetwork, toyTable } from '../support/toy.ts';

function batchOf(n: number, latent: number): Batch {
  const noise = new Float32Array(n * latent);
  fillNormal(noise, createRandom(9, 'noise'));
  return { rows: Int32Array.from({ length: n }, (_, i) => n - 1 - i), noise };
}

/** The largest difference between the gradient and central differences, relative to the gradient's largest entry. */
function worst(network: Network, table: LatentTable, klWeight = 0.7): number {
  const parameters = initialParameters(network, new Float32Array(network.outputs).fill(0.1), 0.6, 3);
  const random = createRandom(4);
  // Off the initial values, so that no bias sits at zero.
  for (let i = 0; i < parameters.length; i++) parameters[i] += 0.2 * (random.next() - 0.5);
  const batch = batchOf(table.n, network.latent);
  const gradient = new Float64Array(parameters.length);
  createPlainBackend(network, table, parameters).gradient(batch, klWeight, gradient);
  const loss = (at: Float32Array) => {
    const sums = createPlainBackend(network, table, at).gradient(batch, klWeight, new Float64Array(parameters.length));
    return -(sums.reconstruction - klWeight * sums.kl) / table.n;
  };
  const scale = gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
  let most = 0;
  for (let i = 0; i < parameters.length; i++) {
    const above = parameters.slice();
    const below = parameters.slice();
    above[i] += 1e-4;
    below[i] -= 1e-4;
    const difference = (loss(above) - loss(below)) / (above[i] - below[i]);
    most = Math.max(most, Math.abs(difference - gradient[i]) / scale);
  }
  return most;
}

describe('the gradient of the loss', () => {
  const kinds: readonly HeadShape[] = [...new Map(allHeads.map((head) => [head.kind, head])).values()];
  for (const head of kinds) {
    it(`is that of central differences for ${head.kind} columns`, () => {
      const network = toyNetwork({ columns: [head, head], activation: 'tanh' });
      expect(worst(network, toyTable(network, 5))).toBeLessThan(1e-6);
    });
    it(`is that of central differences for ${head.kind} columns with missing cells`, () => {
      const network = toyNetwork({ columns: [head, head], activation: 'tanh' });
      expect(
        worst(
          network,
          toyTable(network, 5, (i, j) => (i + j) % 3 === 0),
        ),
      ).toBeLessThan(1e-6);
    });
  }

  for (const activation of ['tanh', 'relu', 'leaky-relu'] as const) {
    it(`is that of central differences with ${activation}, for all kinds of columns together`, () => {
      const network = toyNetwork({ activation });
      expect(worst(network, toyTable(network, 6))).toBeLessThan(1e-5);
    });
  }

  it('is that of central differences for linear networks with shared noise', () => {
    const columns = [allHeads[0], allHeads[0], allHeads[0]];
    const network = toyNetwork({ hidden: [], columns, sharedNoise: true });
    expect(network.noises).toBe(1);
    expect(worst(network, toyTable(network, 7))).toBeLessThan(1e-6);
  });

  it('adds up over blocks: of 70 rows it is the weighted mean of that of 40 and of 30', () => {
    const network = toyNetwork();
    const table = toyTable(network, 70, (i, j) => i % 7 === j);
    const parameters = initialParameters(network, new Float32Array(network.outputs), 0.5, 1);
    const backend = createPlainBackend(network, table, parameters);
    const whole = batchOf(70, 2);
    const of = (from: number, to: number) => {
      const gradient = new Float64Array(parameters.length);
      const batch = { rows: whole.rows.subarray(from, to), noise: whole.noise.subarray(2 * from, 2 * to) };
      backend.gradient(batch, 1, gradient);
      return gradient;
    };
    const [all, first, rest] = [of(0, 70), of(0, 40), of(40, 70)];
    all.forEach((g, i) => {
      expect(g).toBeCloseTo((40 * first[i] + 30 * rest[i]) / 70, 10);
    });
  });
});

describe('a step', () => {
  it('that meets a number that is not finite changes nothing', () => {
    const network = toyNetwork();
    const table = toyTable(network, 4);
    table.inputs[3] = Number.NaN;
    const parameters = initialParameters(network, new Float32Array(network.outputs), 0.5, 1);
    const backend = createPlainBackend(network, table, parameters);
    const sums = backend.step(batchOf(4, 2), { klWeight: 1, learningRate: 0.01, clip: 5, learnNoise: true });
    expect(sums.gradientNorm).toBeNaN();
    expect(backend.parameters()).toEqual(parameters);
  });

  it('leaves the noise alone where it is not to be learned', () => {
    const network = toyNetwork();
    const backend = createPlainBackend(
      network,
      toyTable(network, 4),
      initialParameters(network, new Float32Array(network.outputs), 0.5, 1),
    );
    backend.step(batchOf(4, 2), { klWeight: 1, learningRate: 0.01, clip: 5, learnNoise: false });
    expect([...backend.parameters().slice(-2)]).toEqual([Math.fround(Math.log(0.5)), Math.fround(Math.log(0.5))]);
  });

  it('moves no parameter further than the learning rate at first, however long the gradient', () => {
    const network = toyNetwork();
    const before = initialParameters(network, new Float32Array(network.outputs), 0.5, 1);
    const backend = createPlainBackend(network, toyTable(network, 4), before);
    backend.step(batchOf(4, 2), { klWeight: 1, learningRate: 0.01, clip: 0.001, learnNoise: true });
    const after = backend.parameters();
    before.forEach((p, i) => {
      expect(Math.abs(after[i] - p)).toBeLessThan(0.01001);
    });
  });
});
