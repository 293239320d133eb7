import { describe, expect, it } from 'vitest';
import { compareWithIndependent, independentLogDensity } from '../../../../../src/main/engine/latent/bounds/independent.ts';
import { everyRow } from '../../../../../src/main/engine/latent/use/encode.ts';
import { toyNetwork } from '../support/toy.ts';

const network = toyNetwork({
  columns: [
    { kind: 'gaussian', width: 1 },
    { kind: 'categorical', width: 2 },
    { kind: 'poisson', width: 1 },
  ],
});
const table = {
  n: 4,
  inputs: new Float32Array(4 * 6),
  targets: Float32Array.from([1, 0, 2, -1, 1, 4, 1, 0, 0, -1, 0, 2]),
  mask: null,
  constants: null,
};

describe('every column by itself', () => {
  it('is the sum of Gaussian, smoothed shares and Poisson at their maximum likelihood', () => {
    const [first] = independentLogDensity(network, table, everyRow(4), everyRow(4));
    const gaussian = -0.5 * (Math.log(2 * Math.PI) + 1);
    expect(first).toBeCloseTo(gaussian + Math.log(3.5 / 5) + 2 * Math.log(2) - 2, 12);
  });

  it('leaves missing cells out', () => {
    const mask = Float32Array.from([1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    const [first] = independentLogDensity(network, { ...table, mask }, everyRow(4), everyRow(4));
    expect(first).toBeCloseTo(-0.5 * (Math.log(2 * Math.PI) + 1), 12);
  });

  it('is compared with by paired differences', () => {
    const rows = everyRow(4);
    const values = independentLogDensity(network, table, rows, rows).map((x, i) => x + (i % 2));
    expect(compareWithIndependent(network, table, rows, { rows, values })).toEqual({
      rows: 4,
      difference: expect.closeTo(0.5, 12),
      standardError: expect.closeTo(Math.sqrt(1 / 3 / 4), 12),
    });
  });
});
