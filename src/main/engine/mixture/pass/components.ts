import { LensError } from '../../../../shared/errors.ts';
import { cholesky, halfLogDeterminant, invertLower } from '../../linear-algebra/cholesky.ts';
import type { Mixture, Noise } from '../mixture.ts';

/** full: precision factors and scatters are d × d a component. diagonal: d a component, the rest is zero. */
export type Shape = 'full' | 'diagonal';

/**
 * K Gaussians as the pass wants them. The log density of x, weight included, is constant_k − ½ |F_k (x − m_k)|².
 * means: K×d. factors: K×d×d lower triangular row-major with F_kᵀF_k = Σ_k⁻¹ (full), or K×d of 1/sd (diagonal).
 * constants: log weight_k − ½ d log 2π + log det F_k.
 */
export interface Components {
  readonly k: number;
  readonly d: number;
  readonly shape: Shape;
  readonly means: Float64Array;
  readonly factors: Float64Array;
  readonly constants: Float64Array;
  /** One more component of log density log noise.weight + noise.logDensity at every row; null: none. */
  readonly noise: Readonly<Noise> | null;
}

/** Numbers a component has in factors and scatters. */
export const factorSize = (d: number, shape: Shape): number => (shape === 'full' ? d * d : d);

const halfLog2Pi = 0.5 * Math.log(2 * Math.PI);

export const logConstant = (weight: number, d: number, logDetFactor: number): number =>
  Math.log(weight) - d * halfLog2Pi + logDetFactor;

/** The log density of the noise component with its weight, the same at every complete row; null when there is none. */
export const noiseConstant = ({ noise }: Components): number | null =>
  noise === null ? null : Math.log(noise.weight) + noise.logDensity;

const isDiagonal = ({ k, d, covariances }: Mixture): boolean =>
  covariances.every((value, index) => value === 0 || Math.floor((index % (d * d)) / d) === index % d) && k > 0;

/** The components of a mixture as given (from a file, or a fit read back). A covariance must be positive definite. */
export function toComponents(mixture: Mixture): Components {
  const { k, d, weights, means, covariances } = mixture;
  const shape: Shape = isDiagonal(mixture) ? 'diagonal' : 'full';
  const size = factorSize(d, shape);
  const factors = new Float64Array(k * size);
  const constants = new Float64Array(k);
  const scaled = new Float64Array(d * d);
  const inverse = new Float64Array(d * d);
  for (let c = 0; c < k; c++) {
    const from = c * d * d;
    const sd = Float64Array.from({ length: d }, (_, j) => Math.sqrt(covariances[from + j * d + j]));
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) scaled[i * d + j] = covariances[from + i * d + j] / sd[i] / sd[j];
    if (!cholesky(scaled, d, scaled)) {
      throw new LensError(
        'input',
        `The covariance of component ${c + 1} is not positive definite.`,
        'The mixture cannot be evaluated; fit it again, or check the file that it came from.',
      );
    }
    invertLower(scaled, d, inverse);
    for (let i = 0; i < d; i++) {
      if (shape === 'diagonal') factors[c * size + i] = 1 / sd[i];
      else for (let j = 0; j <= i; j++) factors[c * size + i * d + j] = inverse[i * d + j] / sd[j];
    }
    const logDetFactor = -halfLogDeterminant(scaled, d) - sd.reduce((sum, s) => sum + Math.log(s), 0);
    constants[c] = logConstant(weights[c], d, logDetFactor);
  }
  return { k, d, shape, means: Float64Array.from(means), factors, constants, noise: mixture.noise ?? null };
}
