import { z } from 'zod';

/** What is believed of the mixing weights beforehand: a Dirichlet process (stick-breaking), or a Dirichlet distribution. */
export const weightsPriors = ['process', 'distribution'] as const;
export const WeightsPrior = z.enum(weightsPriors);
export type WeightsPrior = z.infer<typeof WeightsPrior>;

/** How a mixture is fitted: by EM to the highest likelihood, or by variational inference to the highest ELBO. */
export const methods = ['em', 'variational'] as const;
export const Method = z.enum(methods);
export type Method = z.infer<typeof Method>;

const row = z.array(z.number());
const table = z.array(row);

/** The prior of a Bayesian mixture as a person may choose it, in the data's original units; null is the default. */
export const PriorOptions = z.object({
  weights: WeightsPrior.default('process'),
  /** α: of the Dirichlet process, or of each component in the Dirichlet distribution. Default 1 / K. */
  concentration: z.number().positive().max(1e9).nullable().default(null),
  /** How many rows the prior mean counts as. Default 1. */
  meanPrecision: z.number().positive().max(1e9).nullable().default(null),
  /** One number a column. Default the means of the data. */
  mean: row.nullable().default(null),
  /** Degrees of freedom of the Wishart (gamma) distributions: above d − 1 (above 0 along the axes). Default d. */
  degreesOfFreedom: z.number().positive().max(1e9).nullable().default(null),
  /** d × d; with the degrees of freedom ν₀ the prior's guess at a covariance is this / ν₀. Default the covariance of the data. */
  covariance: table.nullable().default(null),
});
export type PriorOptions = z.infer<typeof PriorOptions>;

/** The prior that was used, as numbers. */
export const PriorUsed = z.object({
  weights: WeightsPrior,
  concentration: z.number(),
  meanPrecision: z.number(),
  mean: row,
  degreesOfFreedom: z.number(),
  covariance: table,
});
export type PriorUsed = z.infer<typeof PriorUsed>;

/**
 * The posterior of a Bayesian mixture beside the mixture at its expected parameters: with that mixture's means m_k and
 * covariances Σ_k, μ_k | Λ_k ~ N(m_k, (meanPrecision_k Λ_k)⁻¹) and Λ_k ~ Wishart(ν_k, (ν_k Σ_k)⁻¹), ν = degreesOfFreedom; along
 * the axes (diagonal) λ_kj ~ Gamma(ν_k / 2, ν_k Σ_kjj / 2), for spheres one λ_k ~ Gamma(d ν_k / 2, d ν_k σ_k² / 2).
 */
export const VariationalPosterior = z.object({
  structure: z.enum(['full', 'tied', 'diagonal', 'spherical']),
  prior: PriorUsed,
  /** Expected rows of each component: Σ of its responsibilities. */
  counts: row,
  /** distribution: α_k of the Dirichlet; process: a_k of the stick v_k ~ Beta(a_k, b_k), π_k = v_k Π_{l<k} (1 − v_l). */
  concentration: row,
  /** process: b_k; distribution: empty. */
  rest: row,
  meanPrecision: row,
  degreesOfFreedom: row,
});
export type VariationalPosterior = z.infer<typeof VariationalPosterior>;

/** Nats: elbo = reconstruction − assignments − weights − means − precisions; the four are divergences from the prior. */
export const ElboTerms = z.object({
  elbo: z.number(),
  /** Expected log-likelihood of the rows given their components. */
  reconstruction: z.number(),
  assignments: z.number(),
  weights: z.number(),
  means: z.number(),
  precisions: z.number(),
});
export type ElboTerms = z.infer<typeof ElboTerms>;

/** What a variational fit says beyond its mixture. Intervals hold `content` of the posterior. Original units. */
export const VariationalSummary = z.object({
  elbo: z.number(),
  /** Components in which more than `effectiveAbove` of the rows are expected. */
  effectiveComponents: z.number().int(),
  effectiveAbove: z.number(),
  content: z.number(),
  weights: z.object({ lower: row, upper: row }),
  /** K × d */
  means: z.object({ lower: table, upper: table }),
  /** After each E-step of the best start, as the trace. */
  terms: z.array(ElboTerms),
});
export type VariationalSummary = z.infer<typeof VariationalSummary>;
