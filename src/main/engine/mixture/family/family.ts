import type { FamilyName } from '../../../../shared/model/mixture.ts';
import type { Parameters } from '../parameters.ts';
import type { Shape } from '../pass/components.ts';

/**
 * The smallest covariance that a component may have: Σ_k − share · diag(variances) stays positive semi-definite, with the
 * variances of the columns over all rows. It is a constraint of the M-step, not a term added to Σ_k: where it does not
 * bind it changes nothing, where it binds the M-step is still the exact maximiser, so the log-likelihood never falls; and
 * being relative to the columns it does not know their units.
 */
export interface Floor {
  readonly share: number;
  readonly variances: Float64Array;
}

/** N_k and the scatters W_k = Σ r (x − mean_k)(x − mean_k)ᵀ about the new means, laid out as in Statistics. */
export interface Moments {
  readonly k: number;
  readonly d: number;
  readonly counts: Float64Array;
  readonly scatters: Float64Array;
}

/** A component with fewer effective rows than this keeps the mean and covariance that it had. */
export const emptyCount = 1e-12;

/** What a family holds equal across components, and its M-step. One row of the table. */
export interface Family extends FamilyName {
  readonly shape: Shape;
  /** True: rescaling a column changes only the units of a fit. */
  readonly unitInvariant: boolean;
  /** Free parameters of the K covariances in d columns. */
  covarianceParameters(k: number, d: number): number;
  /**
   * Maximises Σ_k −½ (N_k log|Σ_k| + tr(Σ_k⁻¹ W_k)) over the family's covariances above the floor. Writes covariances,
   * factors, logDetFactors and atFloor of `out`; leaves components with N_k ≤ emptyCount as they are.
   */
  estimate(moments: Moments, floor: Floor, out: Parameters): void;
}
