import { cholesky, halfLogDeterminant, invertLower } from '../../linear-algebra/cholesky.ts';
import { digamma, multivariateDigamma } from '../../special-functions/gamma.ts';
import { type Components, factorSize, logConstant } from '../pass/components.ts';
import { type Model, type Posterior, type Structure, shapeOf } from './model.ts';

/** E[log π_k] under q, nats: −∞ never, since every component keeps the prior's share. */
export function expectedLogWeights({ prior }: Model, { concentration, rest }: Posterior): Float64Array {
  const logs = concentration.map(digamma);
  if (prior.weights === 'distribution') {
    const total = digamma(concentration.reduce((sum, value) => sum + value, 0));
    return logs.map((value) => value - total);
  }
  let left = 0;
  return logs.map((value, c) => {
    const whole = digamma(concentration[c] + rest[c]);
    const own = value - whole + left;
    left += digamma(rest[c]) - whole;
    return own;
  });
}

/**
 * E[log |Λ|] − log |Ψ⁻¹| of a precision with `degrees`: Σ_i ψ((ν − i) / 2) + d log 2 of a Wishart, and the same of d gamma
 * distributions, or of one gamma distribution that d columns share (whose Ψ is a multiple of the identity).
 */
export function logDetGain(structure: Structure, degrees: number, d: number): number {
  if (structure === 'diagonal') return d * (digamma(degrees / 2) + Math.LN2);
  if (structure === 'spherical') return d * (digamma((d * degrees) / 2) + Math.log(2 / d));
  return multivariateDigamma(degrees / 2, d) + d * Math.LN2;
}

export interface Factor {
  /** Lower triangle L⁻¹ with L Lᵀ = Ψ, d × d row-major. */
  readonly inverse: Float64Array;
  readonly logDet: number;
}

/** L⁻¹ and log |Ψ| of one component's scale. Throws RangeError where it is not positive definite. */
export function scaleFactor(scales: Float64Array, c: number, d: number): Factor {
  const from = c * d * d;
  const sd = Float64Array.from({ length: d }, (_, i) => Math.sqrt(scales[from + i * d + i]));
  const lower = new Float64Array(d * d);
  for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) lower[i * d + j] = scales[from + i * d + j] / sd[i] / sd[j];
  if (!cholesky(lower, d, lower)) throw new RangeError('A posterior scale is not positive definite.');
  const inverse = new Float64Array(d * d);
  invertLower(lower, d, inverse);
  let logDet = 2 * halfLogDeterminant(lower, d);
  for (let j = 0; j < d; j++) {
    logDet += 2 * Math.log(sd[j]);
    for (let i = j; i < d; i++) inverse[i * d + j] /= sd[j];
  }
  if (!Number.isFinite(logDet)) throw new RangeError('A posterior scale has left the range of numbers.');
  return { inverse, logDet };
}

export const scaleFactors = ({ structure, k, d }: Model, { scales }: Posterior): Factor[] => {
  if (structure === 'tied') return new Array<Factor>(k).fill(scaleFactor(scales, 0, d));
  return Array.from({ length: k }, (_, c) => scaleFactor(scales, c, d));
};

/**
 * The posterior as the pass wants it: K "Gaussians" whose log density at x is E[log π_k + log N(x | μ_k, Λ_k⁻¹)] under q,
 * which is E log π_k + ½ E log |Λ_k| − ½ d log 2π − ½ d / β_k − ½ ν_k (x − m_k)ᵀ Ψ_k⁻¹ (x − m_k). The factors are those of the
 * covariance Ψ_k / ν_k; what the constants then lack of a Gaussian's is the price of not knowing the parameters.
 */
export function expectedComponents(model: Model, posterior: Posterior, factors = scaleFactors(model, posterior)): Components {
  const { k, d, structure } = model;
  const shape = shapeOf(structure);
  const logWeights = expectedLogWeights(model, posterior);
  const size = factorSize(d, shape);
  const components = { factors: new Float64Array(k * size), constants: new Float64Array(k) };
  for (let c = 0; c < k; c++) {
    const { inverse, logDet } = factors[c];
    const degrees = posterior.degrees[c];
    const root = Math.sqrt(degrees);
    for (let i = 0; i < d; i++) {
      if (shape === 'diagonal') components.factors[c * size + i] = root * inverse[i * d + i];
      else for (let j = 0; j <= i; j++) components.factors[c * size + i * d + j] = root * inverse[i * d + j];
    }
    const expectedLogDet = logDetGain(structure, degrees, d) - logDet;
    components.constants[c] = logWeights[c] + logConstant(1, d, expectedLogDet / 2) - d / (2 * posterior.meanPrecision[c]);
  }
  return { k, d, shape, means: posterior.means, ...components, noise: null };
}
