import { cholesky, halfLogDeterminant, invertLower } from '../../linear-algebra/cholesky.ts';
import { type Components, factorSize, logConstant } from '../pass/components.ts';
import type { Pattern } from './patterns.ts';

/**
 * What the components say of rows of one pattern, o the observed and m the missing columns. `observed`: the Gaussians of
 * x_o, N(μ_o, Σ_oo). Of x_m given x_o: `regression` B = Σ_mo Σ_oo⁻¹ (K × m × o; empty for diagonal covariances, where it
 * is 0) and `rest` C = Σ_mm − B Σ_om (K × m × m, or K × m variances).
 */
export interface Marginal {
  readonly observed: Components;
  readonly regression: Float64Array;
  readonly rest: Float64Array;
}

/** The covariance of component c from its precision factor: with L = F⁻¹, Σ = L Lᵀ. */
function covarianceOf(factors: Float64Array, c: number, d: number): Float64Array {
  const l = new Float64Array(d * d);
  invertLower(factors.subarray(c * d * d, (c + 1) * d * d), d, l);
  const covariance = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let e = 0; e <= j; e++) sum += l[i * d + e] * l[j * d + e];
      covariance[i * d + j] = sum;
      covariance[j * d + i] = sum;
    }
  }
  return covariance;
}

/** The covariances of all components, K×d×d; null for diagonal ones, which need none. Once a pass, for all its patterns. */
export function covariancesOf({ k, d, shape, factors }: Components): Float64Array | null {
  if (shape === 'diagonal') return null;
  const all = new Float64Array(k * d * d);
  for (let c = 0; c < k; c++) all.set(covarianceOf(factors, c, d), c * d * d);
  return all;
}

/**
 * With the columns in the order o, m the Cholesky factor of Σ is [L_oo 0; L_mo L_mm], and then B = L_mo L_oo⁻¹ and
 * C = L_mm L_mmᵀ, which no rounding can make indefinite. Throws RangeError for a covariance that is not positive definite.
 */
export function marginalise(components: Components, covariances: Float64Array | null, pattern: Pattern): Marginal {
  const { k, d, shape, means, factors, constants, noise } = components;
  const o = pattern.observed.length;
  const m = pattern.missing.length;
  const own = factorSize(o, shape);
  const observed: Components = {
    k,
    d: o,
    shape,
    means: new Float64Array(k * o),
    factors: new Float64Array(k * own),
    constants: new Float64Array(k),
    noise: noise && { ...noise, logDensity: noiseOf(noise.perColumn, pattern.observed) },
  };
  const regression = new Float64Array(covariances ? k * m * o : 0);
  const rest = new Float64Array(k * (covariances ? m * m : m));
  for (let c = 0; c < k; c++) {
    const logDet = logDetOf(factors, c, d, shape);
    const logWeight = constants[c] - logConstant(1, d, logDet);
    pattern.observed.forEach((j, i) => {
      observed.means[c * o + i] = means[c * d + j];
    });
    if (covariances) {
      const { inverse, logDetObserved, b, conditional } = condition(covariances.subarray(c * d * d, (c + 1) * d * d), d, pattern);
      observed.factors.set(inverse, c * own);
      observed.constants[c] = logWeight + logConstant(1, o, -logDetObserved);
      regression.set(b, c * m * o);
      rest.set(conditional, c * m * m);
    } else {
      let logDetObserved = 0;
      pattern.observed.forEach((j, i) => {
        observed.factors[c * o + i] = factors[c * d + j];
        logDetObserved += Math.log(factors[c * d + j]);
      });
      observed.constants[c] = logWeight + logConstant(1, o, logDetObserved);
      pattern.missing.forEach((j, i) => {
        rest[c * m + i] = 1 / (factors[c * d + j] * factors[c * d + j]);
      });
    }
  }
  return { observed, regression, rest };
}

/** log density of the uniform in the observed columns: a box along the axes has a marginal, any other volume has not. */
function noiseOf(perColumn: Float64Array | null, observed: Int32Array): number {
  if (perColumn === null) throw new RangeError('A noise component beside missing cells must be a box along the axes.');
  return observed.reduce((sum, j) => sum + perColumn[j], 0);
}

function logDetOf(factors: Float64Array, c: number, d: number, shape: Components['shape']): number {
  let sum = 0;
  for (let j = 0; j < d; j++) sum += Math.log(factors[shape === 'full' ? (c * d + j) * d + j : c * d + j]);
  return sum;
}

function condition(covariance: Float64Array, d: number, { observed, missing }: Pattern) {
  const o = observed.length;
  const m = missing.length;
  const order = [...observed, ...missing];
  const l = new Float64Array(d * d);
  for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) l[i * d + j] = covariance[order[i] * d + order[j]];
  if (!cholesky(l, d, l)) throw new RangeError('A covariance is not positive definite in another order of the columns.');
  const upper = new Float64Array(o * o);
  for (let i = 0; i < o; i++) for (let j = 0; j <= i; j++) upper[i * o + j] = l[i * d + j];
  const inverse = new Float64Array(o * o);
  invertLower(upper, o, inverse);
  const b = new Float64Array(m * o);
  const conditional = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < o; j++) {
      for (let e = j; e < o; e++) b[i * o + j] += l[(o + i) * d + e] * inverse[e * o + j];
    }
    for (let j = 0; j <= i; j++) {
      for (let e = o; e <= o + j; e++) conditional[i * m + j] += l[(o + i) * d + e] * l[(o + j) * d + e];
      conditional[j * m + i] = conditional[i * m + j];
    }
  }
  return { inverse, logDetObserved: halfLogDeterminant(upper, o), b, conditional };
}
