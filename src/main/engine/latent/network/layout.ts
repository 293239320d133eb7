import type { Network } from './network.ts';

/** y = x·W + b. W is inputs × outputs, row-major (TensorFlow's order; PyTorch's is its transpose). */
export interface Dense {
  readonly inputs: number;
  readonly outputs: number;
  /** Where W begins in the parameter vector. */
  readonly weights: number;
  /** Where b begins; it follows W. */
  readonly bias: number;
}

/**
 * Where everything lies in the one vector of parameters (f32), in this order: encoder's hidden layers, its last layer
 * (2·latent outputs: means, then log variances), decoder's hidden layers, its last layer, log variances of the noise.
 * No padding.
 */
export interface Layout {
  /** Hidden layers, then the posterior's. */
  readonly encoder: readonly Dense[];
  /** Hidden layers, then the outputs'. */
  readonly decoder: readonly Dense[];
  readonly noise: number;
  readonly length: number;
}

export function layoutOf(network: Network): Layout {
  const { inputs, hidden, latent, outputs, noises } = network;
  let at = 0;
  const chain = (widths: readonly number[]) =>
    widths.slice(1).map((width, i): Dense => {
      const dense = { inputs: widths[i], outputs: width, weights: at, bias: at + widths[i] * width };
      at = dense.bias + width;
      return dense;
    });
  const encoder = chain([inputs, ...hidden, 2 * latent]);
  const decoder = chain([latent, ...hidden.toReversed(), outputs]);
  return { encoder, decoder, noise: at, length: at + noises };
}
