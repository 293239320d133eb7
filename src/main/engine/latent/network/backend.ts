import type { Network } from './network.ts';
import type { LatentTable } from './table.ts';

/** What one step of training, or one evaluation, is about. */
export interface Batch {
  /** Indices into the table, in order. */
  readonly rows: Int32Array;
  /** rows × latent standard normal numbers, row-major: z = mean + e^(½ log variance)·noise. */
  readonly noise: Float32Array;
}

/** Sums over the rows of a batch, in nats, added in f64 in the order of the rows. */
export interface BatchSums {
  readonly reconstruction: number;
  /** Unweighted. */
  readonly kl: number;
  /** Euclidean length of the mean gradient before clipping. Not finite: nothing was changed. */
  readonly gradientNorm: number;
}

/** Sums over the rows of a batch, nats. */
export interface Evaluation {
  /** Over all draws as well. */
  readonly reconstruction: number;
  readonly kl: number;
  readonly klPerDimension: Float64Array;
}

export interface Update {
  /** Weight of the KL in the loss: β times the warm-up's share. */
  readonly klWeight: number;
  readonly learningRate: number;
  /** The gradient is shortened to this length where it is longer. */
  readonly clip: number;
  /** False: the log variances of the noise stay as they are. */
  readonly learnNoise: boolean;
}

/** Adam (Kingma & Ba 2015), as every backend does it: moments with bias correction, ε outside of the root. */
export const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/** Rows of one block: a batch's gradient is the sum of its blocks' gradients in order, whichever thread computed which. */
export const blockRows = 32;

/**
 * Where networks are computed. The plain one (latent/plain) is the definition; the others are held to it by tests.
 *
 * The loss of a batch of m rows is −(reconstruction − klWeight·KL) / m. A step is: gradient of the loss; where its
 * length is not finite, nothing more; clip; Adam; put the log variances of the noise back into their range.
 */
export interface Backend {
  readonly name: 'plain' | 'fused' | 'tensorflow';
  readonly network: Network;
  /** A copy of the parameters as they stand. */
  parameters(): Float32Array;
  /** Takes parameters over; Adam begins anew. */
  load(parameters: Float32Array): void;
  /** One step of training on rows of the table. */
  step(batch: Batch, update: Update): BatchSums;
  /** The gradient of the loss at the parameters as they stand, which stay; written to `gradient` (layout.length). */
  gradient(batch: Batch, klWeight: number, gradient: Float64Array): BatchSums;
  /**
   * What the parameters as they stand make of rows, `draws` of noise each: `noise` is draws × rows × latent. A backend that
   * has no fast way leaves it out, and bounds/rows.ts does it.
   */
  evaluate?(batch: Batch, draws: number): Evaluation;
  /** Frees what it holds. */
  close(): void;
}

/** A backend over the rows of one table, at the parameters given. */
export type CreateBackend = (network: Network, table: LatentTable, parameters: Float32Array) => Backend;
