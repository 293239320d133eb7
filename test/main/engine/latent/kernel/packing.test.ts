import { describe, expect, it } from 'vitest';
import { orderColumns } from '../../../../../src/main/engine/latent/kernel/columns.ts';
import { pack, packingOf, unpack } from '../../../../../src/main/engine/latent/kernel/packing.ts';
import { layoutOf } from '../../../../../src/main/engine/latent/network/layout.ts';
import { allHeads, toyNetwork } from '../support/toy.ts';

const networks = [
  toyNetwork(),
  toyNetwork({ hidden: [], latent: 32 }),
  toyNetwork({ hidden: [1], latent: 1, columns: [allHeads[2]] }),
  toyNetwork({ hidden: [33, 17, 8], columns: [...allHeads.toReversed(), ...allHeads] }),
];

describe('the columns in the kernel’s order', () => {
  it('have places of their own, kinds side by side from a multiple of 4 on', () => {
    const network = networks[3];
    const order = orderColumns(network);
    const cells = order.places.map(({ cell }) => cell);
    expect(new Set(cells).size).toBe(network.heads.length);
    expect(Math.max(...cells)).toBeLessThan(order.cells);
    const begins = [0, 4 * order.gaussian, 4 * (order.gaussian + order.bernoulli)];
    network.heads.forEach(({ kind }, j) => {
      const run = ['gaussian', 'bernoulli', 'poisson'].indexOf(kind);
      if (run >= 0) expect(order.places[j].cell).toBeGreaterThanOrEqual(begins[run]);
    });
    expect(order.outputs % 8).toBe(0);
    expect(order.cells % 4).toBe(0);
  });

  it('keep outputs of different columns apart', () => {
    for (const network of networks) {
      const { places, outputs } = orderColumns(network);
      const taken = network.heads.flatMap(({ width }, j) => Array.from({ length: width }, (_, c) => places[j].output + c));
      expect(new Set(taken).size).toBe(network.outputs);
      expect(Math.max(...taken)).toBeLessThan(outputs);
    }
  });
});

describe('the kernel’s parameters', () => {
  it('are the network’s, each at a place of its own, and come back as they were', () => {
    for (const network of networks) {
      const packing = packingOf(network, orderColumns(network));
      const { length } = layoutOf(network);
      expect(new Set(packing.places).size).toBe(length);
      const parameters = Float32Array.from({ length }, (_, i) => i + 1);
      const packed = new Float32Array(packing.length).fill(7);
      pack(packing, parameters, packed);
      expect(packed.filter((p) => p !== 0)).toHaveLength(length);
      const back = new Float32Array(length);
      unpack(packing, packed, back);
      expect(back).toEqual(parameters);
    }
  });

  it('have the log variances of the noise last, at a multiple of 8', () => {
    for (const network of networks) {
      const packing = packingOf(network, orderColumns(network));
      const { noise } = layoutOf(network);
      expect(packing.noise % 8).toBe(0);
      for (let i = 0; i < network.noises; i++) expect(packing.places[noise + i]).toBe(packing.noise + i);
      expect(packing.length).toBeGreaterThanOrEqual(packing.noise + network.noises);
    }
  });
});
