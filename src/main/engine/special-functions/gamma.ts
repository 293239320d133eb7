import { digamma, logGamma } from '../../../shared/geometry/special.ts';

export { digamma, logGamma } from '../../../shared/geometry/special.ts';

/** log Γ_d(a) = ¼ d (d − 1) log π + Σ_{i<d} log Γ(a − i/2), the multivariate gamma function of d × d matrices; a > (d − 1)/2. */
export function logMultivariateGamma(a: number, d: number): number {
  let sum = 0.25 * d * (d - 1) * Math.log(Math.PI);
  for (let i = 0; i < d; i++) sum += logGamma(a - i / 2);
  return sum;
}

/** Σ_{i<d} ψ(a − i/2): the derivative of log Γ_d. */
export function multivariateDigamma(a: number, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) sum += digamma(a - i / 2);
  return sum;
}
