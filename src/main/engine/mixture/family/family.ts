import type { FamilyName } from '../../../../shared/model/mixture.ts';
import type { Parameters } from '../parameters.ts';
import type { Shape } from '../pass/components.ts';

/**
 * The smallest covariance that a component may have: Σ_k − share · diag(variances) stays positive semi-definite, with the
 * variances of the columns over all rows. It is a constraint of the M-step, not a term added to Σ_k: where it does not
 * bind it changes nothing, where it binds the M-step still maximises under it (or, in families that need inner
 * iterations, still climbs), so the log-likelihood never falls; and being relative to the columns it does not know their
 * units. Families that are tied to the units have one bound for all directions (bounds.ts).
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

export type Proportions = 'free' | 'equal';

/**
 * A conjugate prior for every component (Fraley & Raftery 2007): mean_k | Σ_k ~ N(mean, Σ_k / shrinkage), Σ_k inverse
 * Wishart with `degrees` of freedom and `scale` (d × d, units of the columns squared). Families along the axes have an
 * inverse gamma for each variance, with the diagonal of `scale`; spheres one, with its trace. A covariance that all
 * components have in common has the prior once. For families in between see priorCount.
 */
export interface Prior {
  readonly mean: Float64Array;
  /** Rows that the prior mean counts as; 0 leaves the means alone. */
  readonly shrinkage: number;
  readonly degrees: number;
  readonly scale: Float64Array;
}

/** The components that have rows. */
export function occupied({ k, counts }: Pick<Moments, 'k' | 'counts'>): number[] {
  const there: number[] = [];
  for (let c = 0; c < k; c++) if (counts[c] > emptyCount) there.push(c);
  return there;
}

/**
 * What a family holds equal across components, and its M-step. With Σ_k = λ_k D_k A_k D_kᵀ (volume, orientation, shape;
 * |A_k| = 1) mclust's three letters say of volume, shape and orientation whether they are Equal, Varying, or I: along the
 * axes (Banfield & Raftery 1993; Celeux & Govaert 1995).
 */
export interface Family extends FamilyName {
  readonly shape: Shape;
  /** True: the family is closed under diagonal scaling, so that rescaling a column changes only the units of a fit. */
  readonly unitInvariant: boolean;
  /** One covariance for all components. */
  readonly common: boolean;
  /** Whether the mixing weights of the Gaussians are estimated or held equal. */
  readonly proportions: Proportions;
  /** Null: maximum likelihood. */
  readonly prior: Prior | null;
  /** Free parameters of the K covariances in d columns. */
  covarianceParameters(k: number, d: number): number;
  /**
   * Maximises Σ_k −½ (N_k log|Σ_k| + tr(Σ_k⁻¹ W_k)) over the family's covariances above the floor. Writes covariances,
   * factors, logDetFactors and atFloor of `out`; leaves components with N_k ≤ emptyCount as they are. `out` comes with
   * the parameters before: a family without a closed form goes on from there, by steps that each climb, so that the
   * result is never worse than they were.
   */
  estimate(moments: Moments, floor: Floor, out: Parameters): void;
}

/** What the table says of a family beside its names. */
export type FamilyShape = Omit<Family, keyof FamilyName | 'proportions' | 'prior'>;
