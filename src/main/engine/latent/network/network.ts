/**
 * What a cell's log density is, given the decoder's output y of its column:
 * gaussian: −½(log 2π + s + (x − y)²·e^−s), s a learned log variance (log-normal columns are this, of log x);
 * bernoulli: x·y − log(1 + e^y), x in [0, 1];
 * categorical: y_x − log Σ e^y, x a level's index;
 * poisson: x·y − e^y − log x!, x a count.
 */
export type HeadKind = 'gaussian' | 'bernoulli' | 'categorical' | 'poisson';

/** One column as the decoder tells it. */
export interface Head {
  readonly kind: HeadKind;
  /** Where its outputs begin among the decoder's. */
  readonly at: number;
  /** How many there are: levels of a categorical column, 1 of any other. */
  readonly width: number;
  /** Index of its log variance among the noise parameters; −1 where it has none. */
  readonly noise: number;
}

/** leaky-relu has slope `leak` below zero. The derivative of each can be told from its value. */
export type Activation = 'leaky-relu' | 'relu' | 'tanh';
export const leak = 0.1;

/**
 * A variational autoencoder. Encoder: inputs → hidden layers → 2·latent numbers (means, then log variances of the
 * posterior). Decoder: latent → hidden layers in reverse → outputs of the heads. No activation on the last layer of
 * either; without hidden layers both are linear.
 */
export interface Network {
  readonly inputs: number;
  readonly hidden: readonly number[];
  readonly latent: number;
  readonly activation: Activation;
  readonly heads: readonly Head[];
  /** Σ width. */
  readonly outputs: number;
  /** Learned log variances: one for each Gaussian column, or one for all. */
  readonly noises: number;
}

/** Log variances of the posterior are cut to this range; beyond it they have no gradient. */
export const posteriorRange = { from: -20, to: 10 } as const;
/** Log variances of the noise are put back into this range after each step: a sd of 0.01 … 150 in the units trained in. */
export const noiseRange = { from: Math.log(1e-4), to: 10 } as const;
/** The log rate of a Poisson column is cut here; beyond it there is no gradient. */
export const largestLogRate = 30;

export interface HeadShape {
  readonly kind: HeadKind;
  readonly width: number;
}

/** Heads side by side in the order of the columns, with a noise parameter for each Gaussian column or one shared by all. */
export function createNetwork(
  shape: Pick<Network, 'inputs' | 'hidden' | 'latent' | 'activation'> & {
    readonly columns: readonly HeadShape[];
    readonly sharedNoise: boolean;
  },
): Network {
  let at = 0;
  let noises = 0;
  const heads = shape.columns.map(({ kind, width }): Head => {
    const noise = kind !== 'gaussian' ? -1 : shape.sharedNoise ? 0 : noises;
    if (noise >= 0) noises = noise + 1;
    const head = { kind, at, width, noise };
    at += width;
    return head;
  });
  const { inputs, hidden, latent, activation } = shape;
  return { inputs, hidden, latent, activation, heads, outputs: at, noises };
}
