import { describe, expect, it } from 'vitest';
import { weightedBounds } from '../../../../../src/main/engine/latent/bounds/importance.ts';
import { rowBounds } from '../../../../../src/main/engine/latent/bounds/rows.ts';
import { initialParameters } from '../../../../../src/main/engine/latent/network/initialise.ts';
import { layoutOf } from '../../../../../src/main/engine/latent/network/layout.ts';
import type { HeadShape } from '../../../../../src/main/engine/latent/network/network.ts';
import { mean } from '../../../../../src/main/engine/latent/training/evaluate.ts';
import { boundsOf } from '../../../../../src/main/engine/latent/training/final.ts';
import { everyRow } from '../../../../../src/main/engine/latent/use/encode.ts';
import { finish } from '../support/samples.ts';
import { toyNetwork, toyTable } from '../support/toy.ts';

const gaussian: HeadShape = { kind: 'gaussian', width: 1 };

/** A linear network of one latent dimension over two Gaussian columns: everything about it is known in closed form. */
function linear() {
  const network = toyNetwork({ inputs: 2, hidden: [], latent: 1, columns: [gaussian, gaussian] });
  const table = toyTable(network, 40);
  const parameters = initialParameters(network, Float32Array.from([0.1, -0.2]), 0.6, 7);
  const { encoder, decoder, noise } = layoutOf(network);
  // A posterior near the prior: as wide as the true one at least, so that no weight is far above the others.
  for (let i = encoder[0].weights; i < encoder[0].bias; i++) parameters[i] *= 0.2;
  parameters[encoder[0].bias + 1] = -0.1;
  const w = [...parameters.slice(decoder[0].weights, decoder[0].bias)];
  const b = [...parameters.slice(decoder[0].bias, decoder[0].bias + 2)];
  const [s, t] = [...parameters.slice(noise)].map(Math.exp);
  /** log N(x; b, w wᵀ + diag(s, t)). */
  const logDensity = (i: number) => {
    const c = [w[0] * w[0] + s, w[0] * w[1], w[1] * w[1] + t];
    const determinant = c[0] * c[2] - c[1] * c[1];
    const [x, y] = [table.targets[2 * i] - b[0], table.targets[2 * i + 1] - b[1]];
    const quadratic = (c[2] * x * x - 2 * c[1] * x * y + c[0] * y * y) / determinant;
    return -0.5 * (2 * Math.log(2 * Math.PI) + Math.log(determinant) + quadratic);
  };
  return { network, table, parameters, rows: everyRow(40), logDensity };
}

describe('the ELBO', () => {
  it('of a linear Gaussian network is exact: draws only come near it', () => {
    const { network, table, parameters, rows } = linear();
    const exact = finish(rowBounds(network, parameters, table, rows, { samples: 1, seed: 1 }));
    const drawn = finish(weightedBounds(network, parameters, table, rows, { samples: 1, seed: 1 }));
    const elbo = mean(exact.reconstruction) - mean(exact.kl);
    const error = Math.sqrt(mean(drawn.variance) / rows.length);
    expect(Math.abs(mean(drawn.value) - elbo)).toBeLessThan(4 * error);
  });

  it('lies below the log density of every row', () => {
    const { network, table, parameters, rows, logDensity } = linear();
    const { reconstruction, kl } = finish(rowBounds(network, parameters, table, rows, { samples: 1, seed: 1 }));
    for (const i of rows) expect(reconstruction[i] - kl[i]).toBeLessThan(logDensity(i) + 1e-9);
  });

  it('takes missing cells out of the reconstruction', () => {
    const network = toyNetwork();
    const whole = toyTable(network, 10);
    const parameters = initialParameters(network, new Float32Array(network.outputs), 0.5, 1);
    const none = { ...whole, mask: new Float32Array(10 * network.heads.length) };
    const { reconstruction } = finish(rowBounds(network, parameters, none, everyRow(10), { samples: 3, seed: 1 }));
    expect([...reconstruction]).toEqual(new Array(10).fill(0));
  });

  it('is the same on the same seed, and adds up by dimension', () => {
    const network = toyNetwork();
    const table = toyTable(network, 50);
    const parameters = initialParameters(network, new Float32Array(network.outputs), 0.5, 1);
    const of = (seed: number) => finish(rowBounds(network, parameters, table, everyRow(50), { samples: 2, seed }));
    expect(of(1)).toEqual(of(1));
    expect(of(1).reconstruction).not.toEqual(of(2).reconstruction);
    expect(of(1).klPerDimension.reduce((sum, kl) => sum + kl, 0)).toBeCloseTo(mean(of(1).kl), 10);
  });
});

describe('the importance-weighted bound', () => {
  const { network, table, parameters, rows, logDensity } = linear();
  const truth = [...rows].reduce((sum, i) => sum + logDensity(i), 0) / rows.length;
  const of = (samples: number, seed = 2) => {
    const { value, variance } = finish(weightedBounds(network, parameters, table, rows, { samples, seed }));
    return { value: mean(value), error: Math.sqrt(mean(variance) / rows.length) };
  };

  it('with many samples is the log-likelihood, within its standard error', () => {
    const { value, error } = of(1000);
    expect(error).toBeLessThan(0.05);
    expect(Math.abs(value - truth)).toBeLessThan(4 * error);
  });

  it('rises with the samples from the ELBO towards the log-likelihood', () => {
    const { reconstruction, kl } = finish(rowBounds(network, parameters, table, rows, { samples: 1, seed: 1 }));
    const elbo = mean(reconstruction) - mean(kl);
    const values = [1, 5, 50, 1000].map((samples) => of(samples).value);
    expect(values[1]).toBeGreaterThan(elbo);
    expect(values[1]).toBeLessThan(values[3]);
    expect(values[2]).toBeGreaterThan(values[1]);
  });

  it('has standard errors that other draws confirm', () => {
    for (const samples of [4, 64]) {
      const values = Array.from({ length: 30 }, (_, seed) => of(samples, seed + 10).value);
      const average = values.reduce((sum, x) => sum + x / 30, 0);
      const spread = Math.sqrt(values.reduce((sum, x) => sum + (x - average) ** 2 / 29, 0));
      const { error } = of(samples);
      expect(error / spread).toBeGreaterThan(0.4);
      expect(error / spread).toBeLessThan(2.5);
    }
  });

  it('of part of the rows speaks for all by its gain over the ELBO', () => {
    // Wide enough that the budget covers only some of 4,000 rows.
    const wide = toyNetwork({ hidden: [150, 150] });
    const many = toyTable(wide, 4000);
    const start = initialParameters(wide, new Float32Array(wide.outputs), 0.5, 1);
    const { weighted, elbo, weightedRows } = finish(boundsOf(wide, start, many, everyRow(4000), { samples: 20, seed: 1 }));
    expect(weightedRows.length).toBeLessThan(4000);
    expect(weighted.value).toBeGreaterThan(elbo);
    expect(weighted.standardError).toBeGreaterThan(0);
  });
});
