import { describe, expect, it } from 'vitest';
import { initialParameters } from '../../../../../src/main/engine/latent/network/initialise.ts';
import { layoutOf } from '../../../../../src/main/engine/latent/network/layout.ts';
import { decode } from '../../../../../src/main/engine/latent/use/decode.ts';
import { encode, everyRow } from '../../../../../src/main/engine/latent/use/encode.ts';
import { reconstructionErrors } from '../../../../../src/main/engine/latent/use/errors.ts';
import { samplePrior } from '../../../../../src/main/engine/latent/use/sample.ts';
import { finish } from '../support/samples.ts';
import { allHeads, toyNetwork, toyTable } from '../support/toy.ts';

const network = toyNetwork();
const parameters = initialParameters(network, new Float32Array(network.outputs), 0.5, 1);

/** Weights of the last layer 0: every code is decoded to the biases. */
function decodedTo(bias: readonly number[]): Float32Array {
  const fixed = parameters.slice();
  const { decoder } = layoutOf(network);
  const last = decoder[decoder.length - 1];
  fixed.fill(0, last.weights, last.bias);
  fixed.set(bias, last.bias);
  return fixed;
}
const bias = [1.5, 0.4, 0, 1, 2, 1.2, -0.5];

describe('encoding', () => {
  const table = toyTable(network, 75);
  it('gives each row its posterior, whatever rows are beside it', () => {
    const all = finish(encode(network, parameters, table, everyRow(75)));
    const one = finish(encode(network, parameters, table, Int32Array.of(70)));
    expect(all.means.slice(140, 142)).toEqual(one.means);
    expect(all.logVariances.slice(140, 142)).toEqual(one.logVariances);
  });
});

describe('decoding', () => {
  it('gives means, probabilities and rates in the units trained in', () => {
    const columns = decode(network, decodedTo(bias), [0.3, -1]);
    expect(columns[0].expected[0]).toBeCloseTo(1.5, 6);
    expect(columns[0].noiseVariance).toBeCloseTo(0.5, 6);
    expect(columns[1].expected[0]).toBeCloseTo(1 / (1 + Math.exp(-0.4)), 6);
    expect(columns[2].expected[0]).toBe(2);
    expect([...(columns[2].probabilities ?? [])].reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(columns[2].probabilities?.[0]).toBeCloseTo(1 / (1 + Math.E + Math.E ** 2), 6);
    expect(columns[3].expected[0]).toBeCloseTo(Math.exp(1.2), 5);
  });

  it('of many codes is that of each', () => {
    const codes = Array.from({ length: 200 }, (_, i) => Math.sin(i));
    const many = decode(network, parameters, codes);
    const one = decode(network, parameters, codes.slice(180, 182));
    many.forEach(({ expected }, j) => {
      expect(expected[90]).toBeCloseTo(one[j].expected[0], 12);
    });
  });
});

describe('samples from the prior', () => {
  const n = 4000;
  const { targets, codes } = samplePrior(network, decodedTo(bias), n, 3);
  const column = (j: number) => Array.from({ length: n }, (_, i) => targets[i * 5 + j]);
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x / values.length, 0);

  it('have codes that are standard normal', () => {
    expect(Math.abs(mean([...codes]))).toBeLessThan(0.05);
    expect(mean([...codes].map((z) => z * z))).toBeCloseTo(1, 1);
  });

  it('scatter by the likelihood of each column', () => {
    expect(mean(column(0))).toBeCloseTo(1.5, 1);
    expect(mean(column(0).map((x) => (x - 1.5) ** 2))).toBeCloseTo(0.5, 1);
    expect(mean(column(1))).toBeCloseTo(1 / (1 + Math.exp(-0.4)), 1);
    expect(new Set(column(1))).toEqual(new Set([0, 1]));
    expect(mean(column(2).map((c) => (c === 2 ? 1 : 0)))).toBeCloseTo(Math.E ** 2 / (1 + Math.E + Math.E ** 2), 1);
    expect(Math.abs(mean(column(3)) - Math.exp(1.2))).toBeLessThan(0.15);
    expect(column(3).every(Number.isInteger)).toBe(true);
  });

  it('are the same on the same seed', () => {
    expect(samplePrior(network, parameters, 10, 3)).toEqual(samplePrior(network, parameters, 10, 3));
    expect(samplePrior(network, parameters, 10, 3).targets).not.toEqual(samplePrior(network, parameters, 10, 4).targets);
  });

  it('of columns of shades are what is expected', () => {
    const shaded = samplePrior(network, decodedTo(bias), 3, 1, [false, true]);
    expect(shaded.targets[1]).toBeCloseTo(1 / (1 + Math.exp(-0.4)), 6);
  });
});

describe('errors of reconstruction', () => {
  it('are −log p(x|z) by row and root mean squares by column, without the cells that are missing', () => {
    const table = toyTable(network, 3, (_, j) => j > 1);
    const errors = finish(reconstructionErrors(network, decodedTo(bias), table, everyRow(3)));
    const of = (i: number) => {
      const [x, b] = [table.targets[i * 5], table.targets[i * 5 + 1]];
      return 0.5 * (Math.log(2 * Math.PI * 0.5) + (x - 1.5) ** 2 / 0.5) - (b * 0.4 - Math.log(1 + Math.exp(0.4)));
    };
    expect(errors.rows[1]).toBeCloseTo(of(1), 5);
    const squares = [0, 1, 2].map((i) => (table.targets[i * 5] - 1.5) ** 2 / 3);
    expect(errors.columns[0].error).toBeCloseTo(Math.sqrt(squares.reduce((sum, x) => sum + x, 0)), 5);
    expect(errors.columns.map(({ cells }) => cells)).toEqual([3, 3, 0, 0, 0]);
    expect(errors.columns[4]).toEqual({ logDensity: 0, error: 0, cells: 0 });
  });

  it('of counts hold −log x!, which rows have in one constant: those of columns add up to those of rows', () => {
    const factorial = (x: number): number => (x < 2 ? 1 : x * factorial(x - 1));
    const toy = toyTable(network, 40);
    const table = { ...toy, constants: Float64Array.from(everyRow(40), (i) => -Math.log(factorial(toy.targets[i * 5 + 3]))) };
    const { rows, columns } = finish(reconstructionErrors(network, decodedTo(bias), table, everyRow(40)));
    const whole = columns.reduce((sum, { logDensity, cells }) => sum + logDensity * cells, 0);
    expect(whole).toBeCloseTo(-rows.reduce((sum, x) => sum + x, 0), 8);
    const poisson = everyRow(40).reduce((sum, i) => {
      const x = table.targets[i * 5 + 3];
      return sum + (x * 1.2 - Math.exp(1.2) - Math.log(factorial(x))) / 40;
    }, 0);
    expect(columns[3].logDensity).toBeCloseTo(poisson, 5);
  });

  it('of categories are the share of cells whose likeliest level is another', () => {
    const table = toyTable(network, 30);
    const { columns } = finish(reconstructionErrors(network, decodedTo(bias), table, everyRow(30)));
    const others = everyRow(30).filter((i) => table.targets[i * allHeads.length + 2] !== 2).length;
    expect(columns[2].error).toBeCloseTo(others / 30, 12);
  });
});
