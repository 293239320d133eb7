import type { Model, Posterior } from './bayesian/model.ts';

/** A uniform background beside the Gaussians: one more component of constant density, for rows that belong to no cluster. */
export interface Noise {
  /** Its mixing weight; the weights of the Gaussians and this one sum to 1. */
  weight: number;
  /** −log of the volume that it fills, nats. */
  readonly logDensity: number;
  /** Each column's part of logDensity, when the volume is a box along the axes; null when it is not. Missing cells need it. */
  readonly perColumn: Float64Array | null;
}

/** Parameters of a Gaussian mixture. weights K; means K×d row-major; covariances K×d×d row-major. */
export interface Mixture {
  readonly k: number;
  readonly d: number;
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly covariances: Float64Array;
  /** Null or absent: there is none. */
  readonly noise?: Readonly<Noise> | null;
  /** The posterior that these are the expected parameters of, where they were found by variational inference. */
  readonly variational?: Variational | null;
}

/** A Bayesian mixture, in the units of the mixture that it belongs to. */
export interface Variational {
  readonly model: Model;
  readonly posterior: Posterior;
}
