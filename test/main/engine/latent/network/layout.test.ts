import { describe, expect, it } from 'vitest';
import { initialParameters } from '../../../../../src/main/engine/latent/network/initialise.ts';
import { layoutOf } from '../../../../../src/main/engine/latent/network/layout.ts';
import { toyNetwork } from '../support/toy.ts';

describe('the layout of the parameters', () => {
  it('is that of each layer’s W and b in turn, then the noise, without gaps', () => {
    const layout = layoutOf(toyNetwork());
    expect(layout.encoder.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
      [6, 7],
      [7, 5],
      [5, 4],
    ]);
    expect(layout.decoder.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
      [2, 5],
      [5, 7],
      [7, 7],
    ]);
    let at = 0;
    for (const dense of [...layout.encoder, ...layout.decoder]) {
      expect(dense.weights).toBe(at);
      expect(dense.bias).toBe(at + dense.inputs * dense.outputs);
      at = dense.bias + dense.outputs;
    }
    expect([layout.noise, layout.length]).toEqual([at, at + 2]);
  });

  it('of a linear network is two layers', () => {
    const { encoder, decoder } = layoutOf(toyNetwork({ hidden: [] }));
    expect([encoder.length, decoder.length]).toEqual([1, 1]);
  });

  it('begins with the biases and the noise that it is told', () => {
    const network = toyNetwork();
    const layout = layoutOf(network);
    const bias = Float32Array.from({ length: network.outputs }, (_, i) => i / 8);
    const parameters = initialParameters(network, bias, 0.5, 1);
    const { bias: at } = layout.decoder[2];
    expect(parameters.slice(at, at + network.outputs)).toEqual(bias);
    expect([...parameters.slice(layout.noise)]).toEqual([Math.fround(Math.log(0.5)), Math.fround(Math.log(0.5))]);
    expect(initialParameters(network, bias, 0.5, 1)).toEqual(parameters);
    expect(initialParameters(network, bias, 0.5, 2)).not.toEqual(parameters);
  });
});
