import type { LatentEncoding, LatentOptions } from '../../shared/model/latent.ts';
import { type Dense, layoutOf } from '../engine/latent/network/layout.ts';
import type { Network } from '../engine/latent/network/network.ts';
import { networkFor } from './encode-network.ts';

/** What a network is made of, without its weights. */
export interface LatentShape extends Pick<LatentOptions, 'latent' | 'activation' | 'noise'> {
  readonly encoding: LatentEncoding;
  /** Widths of the encoder's hidden layers. */
  readonly hidden: readonly number[];
}

/** A trained VAE: enough to encode rows and to decode codes. */
export interface Trained extends LatentShape {
  /** As network/layout.ts lays them out. */
  readonly weights: Float32Array;
}

export const networkOf = ({ encoding, hidden, ...shape }: LatentShape): Network =>
  networkFor(encoding, 0, { ...shape, layers: [...hidden] });

export const parametersOf = (shape: LatentShape): number => layoutOf(networkOf(shape)).length;

interface Layers {
  /** y = x·weights + bias; weights are inputs × outputs. */
  readonly encoder: { weights: number[][]; bias: number[] }[];
  readonly decoder: { weights: number[][]; bias: number[] }[];
  readonly noiseLogVariances: number[];
}

/** The weights as nested lists, each number as `written` has it. */
export function layersOf(trained: Trained, written: (value: number) => number): Layers {
  const { weights } = trained;
  const { encoder, decoder, noise, length } = layoutOf(networkOf(trained));
  const list = (from: number, to: number) => Array.from(weights.subarray(from, to), written);
  const layer = ({ inputs, outputs, weights: at, bias }: Dense) => ({
    weights: Array.from({ length: inputs }, (_, i) => list(at + i * outputs, at + (i + 1) * outputs)),
    bias: list(bias, bias + outputs),
  });
  return { encoder: encoder.map(layer), decoder: decoder.map(layer), noiseLogVariances: list(noise, length) };
}

/** The other way round. */
export function weightsOf(shape: LatentShape & Layers): Float32Array {
  const { encoder, decoder, noise, length } = layoutOf(networkOf(shape));
  const weights = new Float32Array(length);
  for (const [chain, layers] of [
    [encoder, shape.encoder],
    [decoder, shape.decoder],
  ] as const)
    for (const [l, dense] of chain.entries()) {
      weights.set(layers[l].weights.flat(), dense.weights);
      weights.set(layers[l].bias, dense.bias);
    }
  weights.set(shape.noiseLogVariances, noise);
  return weights;
}
