/** Parameters of a Gaussian mixture. weights K; means K×d row-major; covariances K×d×d row-major. */
export interface Mixture {
  readonly k: number;
  readonly d: number;
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly covariances: Float64Array;
}
