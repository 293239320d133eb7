import { describe, expect, it } from 'vitest';
import { createFastWorkspace } from '../../../../../src/main/engine/latent/kernel/exact.ts';
import type { Network } from '../../../../../src/main/engine/latent/network/network.ts';
import {
  createWorkspace,
  decodeBlock,
  encodeBlock,
  type Workspace,
} from '../../../../../src/main/engine/latent/plain/forward.ts';
import { unsettled } from '../support/held-to.ts';
import { toyNetwork, toyTable } from '../support/toy.ts';

const rows = 32;

function read(space: Workspace, network: Network, parameters: Float32Array, count: number): number[] {
  const table = toyTable(network, rows, (i, j) => i === j);
  const posterior = encodeBlock(space, parameters, table, (k) => rows - 1 - k, count).slice(0, count * 2 * network.latent);
  for (let i = 0; i < count * network.latent; i++) space.codes[i] = posterior[i];
  const y = decodeBlock(space, parameters, count).slice(0, count * network.outputs);
  return [...posterior, ...y];
}

describe('a workspace of the kernel', () => {
  const networks = [
    toyNetwork({ hidden: [128, 64] }),
    toyNetwork({ hidden: [], latent: 1 }),
    toyNetwork({ hidden: [5, 1, 9], latent: 7, activation: 'tanh' }),
  ];
  for (const network of networks) {
    it(`gives the bits of plain TypeScript: layers of ${network.hidden.join(', ') || 'nothing'}`, () => {
      const parameters = unsettled(network);
      const [fast, plain] = [createFastWorkspace(network, rows), createWorkspace(network, rows)];
      for (const count of [1, 8, 9, 15, 31, 32])
        expect(read(fast, network, parameters, count)).toEqual(read(plain, network, parameters, count));
    });
  }

  it('has its own weights when another was at work meanwhile, and others when it is given others', () => {
    const [network, other] = networks;
    const [one, two] = [unsettled(network, 1), unsettled(network, 2)];
    const [a, b] = [createFastWorkspace(network, rows), createFastWorkspace(other, rows)];
    const first = read(a, network, one, 20);
    read(b, other, unsettled(other), 20);
    expect(read(a, network, one, 20)).toEqual(first);
    expect(read(a, network, two, 20)).toEqual(read(createWorkspace(network, rows), network, two, 20));
  });
});
