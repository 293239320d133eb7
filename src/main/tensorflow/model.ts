import type { Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { LayerVariable, Sequential } from '@tensorflow/tfjs-layers';
import { type Dense, type Layout, layoutOf } from '../engine/latent/network/layout.ts';
import { leak, type Network } from '../engine/latent/network/network.ts';
import type { TensorFlow } from './load.ts';

/** The same network of layers. */
export interface Model {
  readonly layout: Layout;
  readonly encoder: Sequential;
  readonly decoder: Sequential;
  /** Log variances of the noise; null where there is none. */
  readonly noise: Variable | null;
  /** Of the layers, in the order of the network's vector. */
  readonly weights: readonly { readonly variable: Variable; readonly at: number; readonly size: number }[];
}

export function createModel({ tf, layers }: TensorFlow, network: Network): Model {
  const layout = layoutOf(network);
  const chain = (denses: readonly Dense[]) => {
    const model = layers.sequential();
    denses.forEach(({ inputs, outputs }, l) => {
      model.add(layers.layers.dense({ units: outputs, inputShape: [inputs], kernelInitializer: 'zeros' }));
      if (l < denses.length - 1) model.add(activationOf(layers, network));
    });
    return model;
  };
  const encoder = chain(layout.encoder);
  const decoder = chain(layout.decoder);
  let at = 0;
  const weights = [...encoder.trainableWeights, ...decoder.trainableWeights].map((weight: LayerVariable) => {
    const size = weight.shape.reduce((product: number, width) => product * (width ?? 1), 1);
    const place = { variable: weight.read() as Variable, at, size };
    at += size;
    return place;
  });
  // Named last, and not by a number: the optimiser goes by the names' order.
  const name = `${weights[0].variable.name}/noise`;
  const noise = network.noises > 0 ? tf.tidy(() => tf.variable(tf.zeros([network.noises]), true, name)) : null;
  return { layout, encoder, decoder, noise, weights };
}

function activationOf(layers: TensorFlow['layers'], { activation }: Network) {
  if (activation === 'leaky-relu') return layers.layers.leakyReLU({ alpha: leak });
  return layers.layers.activation({ activation: activation === 'tanh' ? 'tanh' : 'relu' });
}

export function setParameters({ tf }: TensorFlow, { layout, noise, weights }: Model, parameters: Float32Array): void {
  tf.tidy(() => {
    for (const { variable, at, size } of weights)
      variable.assign(tf.tensor(parameters.slice(at, at + size), variable.shape, 'float32'));
    noise?.assign(tf.tensor1d(parameters.slice(layout.noise)));
  });
}

export function parametersOf({ layout, noise, weights }: Model): Float32Array {
  const parameters = new Float32Array(layout.length);
  for (const { variable, at } of weights) parameters.set(variable.dataSync() as Float32Array, at);
  if (noise) parameters.set(noise.dataSync() as Float32Array, layout.noise);
  return parameters;
}

export const apply = (model: Sequential, x: Tensor2D): Tensor2D => model.apply(x) as Tensor2D;
