import type { FamilyCode } from '../../../../shared/model/mixture.ts';
import type { WeightsPrior } from '../../../../shared/model/variational.ts';

/**
 * What is known of the precisions: full, each component its own matrix (Wishart); tied, one matrix for all; diagonal, a
 * gamma distribution for each column of each component; spherical, one for each component.
 */
export type Structure = 'full' | 'tied' | 'diagonal' | 'spherical';

const structures: Readonly<Partial<Record<FamilyCode, Structure>>> = {
  VVV: 'full',
  EEE: 'tied',
  VVI: 'diagonal',
  VII: 'spherical',
};

/** Null for the families that have no conjugate prior of their own here. */
export const structureOf = (code: FamilyCode): Structure | null => structures[code] ?? null;

/** Of the pass. */
export const shapeOf = (structure: Structure): 'full' | 'diagonal' =>
  structure === 'full' || structure === 'tied' ? 'full' : 'diagonal';

/**
 * The prior, in the units of the rows. Weights: `distribution`, Dirichlet(α, …, α); `process`, sticks v_k ~ Beta(1, α) of
 * which π_k = v_k Π_{l<k} (1 − v_l). Means: μ_k | Λ_k ~ N(mean, (meanPrecision · Λ_k)⁻¹). Precisions: Λ_k ~ W(degrees, scale⁻¹);
 * along the axes λ_kj ~ Gamma(degrees / 2, scale_jj / 2), for spheres λ_k ~ Gamma(d · degrees / 2, tr(scale) / 2). A tied
 * precision has the prior once for each component, Λ ~ W(K · degrees, (K · scale)⁻¹), so that the same numbers give what
 * scikit-learn gives. Whatever the structure, the prior's guess at a covariance is scale / degrees.
 */
export interface Prior {
  readonly weights: WeightsPrior;
  readonly concentration: number;
  readonly meanPrecision: number;
  /** d */
  readonly mean: Float64Array;
  /** Above d − 1 where precisions are matrices, above 0 along the axes. */
  readonly degrees: number;
  /** d × d, both triangles; positive definite. */
  readonly scale: Float64Array;
}

export interface Model {
  readonly k: number;
  readonly d: number;
  readonly structure: Structure;
  readonly prior: Prior;
}

/**
 * The variational posterior q(π) Π_k q(μ_k, Λ_k), of the form that the prior has, in the units of the rows.
 * Arrays are K long, or K × d, or K × d × d, row-major.
 */
export interface Posterior {
  /** Σ r, by row weight: the expected rows of each component that the posterior was made of. */
  readonly counts: Float64Array;
  /** distribution: α_k of the Dirichlet; process: a_k of the stick's Beta(a_k, b_k). */
  readonly concentration: Float64Array;
  /** process: b_k; distribution: empty. */
  readonly rest: Float64Array;
  readonly meanPrecision: Float64Array;
  readonly means: Float64Array;
  readonly degrees: Float64Array;
  /** Ψ_k, as `scale` of the prior; the same for all where they are tied. E[Λ_k]⁻¹ = Ψ_k / degrees_k. */
  readonly scales: Float64Array;
}
