import { z } from 'zod';
import { Method, PriorOptions, VariationalPosterior, VariationalSummary } from './variational.ts';

/**
 * Covariance families by mclust's code: three letters for volume, shape and orientation, Equal, Varying, or I (along the
 * axes; a sphere where the shape is I too). The engine's table says in words what each holds equal across components.
 */
export const familyCodes = [
  'VVV',
  'EEE',
  'VVI',
  'VII',
  'EII',
  'EEI',
  'VEI',
  'EVI',
  'VEE',
  'EVE',
  'VVE',
  'EEV',
  'VEV',
  'EVV',
] as const;
export const FamilyCode = z.enum(familyCodes);
export type FamilyCode = z.infer<typeof FamilyCode>;

/** What is fitted when nothing else is asked for: those with a name in scikit-learn, which come first in the list. */
export const defaultFamilies = ['VVV', 'EEE', 'VVI', 'VII'] as const satisfies readonly FamilyCode[];

/** In one column there are only two families: E, one variance for all, and V, each its own. The others are one of these. */
export const inOneColumn = (code: FamilyCode): 'E' | 'V' => (code.startsWith('E') ? 'E' : 'V');

export interface FamilyName {
  readonly code: FamilyCode;
  readonly words: string;
  /** scikit-learn's covariance_type, where there is one. */
  readonly scikit: 'full' | 'tied' | 'diag' | 'spherical' | null;
}

export const families: readonly FamilyName[] = [
  { code: 'VVV', words: 'each its own full shape', scikit: 'full' },
  { code: 'EEE', words: 'one full shape for all', scikit: 'tied' },
  { code: 'VVI', words: 'each its own, along the axes', scikit: 'diag' },
  { code: 'VII', words: 'each its own sphere', scikit: 'spherical' },
  { code: 'EII', words: 'one sphere for all', scikit: null },
  { code: 'EEI', words: 'one shape for all, along the axes', scikit: null },
  { code: 'VEI', words: 'one shape in several sizes, along the axes', scikit: null },
  { code: 'EVI', words: 'each its own at one volume, along the axes', scikit: null },
  { code: 'VEE', words: 'one full shape in several sizes', scikit: null },
  { code: 'EVE', words: 'each its own at one volume, turned alike', scikit: null },
  { code: 'VVE', words: 'each its own, turned alike', scikit: null },
  { code: 'EEV', words: 'one shape and size, each turned its own way', scikit: null },
  { code: 'VEV', words: 'one shape in several sizes, each turned its own way', scikit: null },
  { code: 'EVV', words: 'each its own full shape, at one volume', scikit: null },
];

export const criteria = ['bic', 'aic', 'icl'] as const;
export const Criterion = z.enum(criteria);
export type Criterion = z.infer<typeof Criterion>;

export const scalings = ['none', 'standard', 'robust'] as const;
export const Scaling = z.enum(scalings);
export type Scaling = z.infer<typeof Scaling>;

export const FitOptions = z.object({
  /** Names of numeric columns; at least one. */
  columns: z.array(z.string()).min(1),
  ks: z.array(z.number().int().min(1).max(100)).min(1),
  families: z.array(FamilyCode).min(1),
  criterion: Criterion.default('bic'),
  method: Method.default('em'),
  /** The prior of a variational fit; null: the default one, and always with EM. */
  bayesian: PriorOptions.nullable().default(null),
  scaling: Scaling.default('none'),
  starts: z.number().int().min(1).max(1000).default(10),
  /** The most starts, 20, 50, 100 and so on the way, while the best was reached only once. Left out: 100 for ten starts or more, else no more than these. */
  mostStarts: z.number().int().min(1).max(10_000).optional(),
  /**
   * Seconds of one thread that more starts of a candidate may take. They are counted as work, not measured, so that the result is the
   * same on any machine. Left out: about half a second for those that could win.
   */
  budget: z.number().min(0).max(1e6).optional(),
  /** A column whose levels are the hard labels that each fit starts from (an M-step first). */
  startLabels: z.string().nullable().default(null),
  /** model: rows with missing cells take part by exact EM (missing at random); drop: only complete rows. */
  missing: z.enum(['model', 'drop']).default('model'),
  /** A column of row weights (≥ 0); each row counts once without it. */
  weights: z.string().nullable().default(null),
  /**
   * Rows that are left out, by the name under which the project keeps them; null when none is. The application fills
   * it in with the rows that are excluded when a fit is started.
   */
  exclusion: z.string().nullable().default(null),
  /** Beside the K Gaussians a noise component, uniform over the volume of the rows. */
  noise: z.boolean().default(false),
  /** The volume that it fills: the smallest box (left out), or the convex hull where that can be had: 2 to 4 columns, no missing cells. */
  noiseVolume: z.enum(['box', 'hull']).optional(),
  /** Whether the mixing weights of the Gaussians are estimated or held equal. */
  proportions: z.enum(['free', 'equal']).default('free'),
  /** The conjugate prior of Fraley and Raftery (2007) on means and covariances. */
  prior: z.boolean().default(false),
  /** Covariance floor as a share of each column's variance. */
  floor: z.number().min(0).max(0.1).default(1e-6),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(1),
});
export type FitOptions = z.infer<typeof FitOptions>;

/** Where one start ended. Starts that ended in the same optimum (within 1e-6·n nats) share `optimum`. */
export const StartRecord = z.object({
  start: z.number().int(),
  method: z.string(),
  logLikelihood: z.number().nullable(),
  iterations: z.number().int(),
  converged: z.boolean(),
  /** In words, or null. */
  degenerate: z.string().nullable(),
  /** 0 = the best that counts, 1 = the next, …; null when it failed. */
  optimum: z.number().int().nullable(),
});
export type StartRecord = z.infer<typeof StartRecord>;

/** One cell of the K × family grid. The figures are null when `failure` says why there are none. Smaller bic, aic, icl are better. */
export const Candidate = z.object({
  k: z.number().int(),
  family: FamilyCode,
  /** Nats, in the data's original units (Jacobian of the scaling applied). */
  logLikelihood: z.number().nullable(),
  parameters: z.number().int(),
  bic: z.number().nullable(),
  aic: z.number().nullable(),
  icl: z.number().nullable(),
  iterations: z.number().int(),
  converged: z.boolean(),
  /** True: shown and explained in `failure`, never best. */
  degenerate: z.boolean(),
  starts: z.number().int(),
  startsAtBest: z.number().int(),
  /** Why there is no usable fit, in one sentence with what to try; null when there is one. */
  failure: z.string().nullable(),
  /** Of a variational fit, which has no criteria: the evidence lower bound, nats, original units; larger is better. */
  elbo: z.number().nullish(),
  effectiveComponents: z.number().int().nullish(),
  seconds: z.number(),
});
export type Candidate = z.infer<typeof Candidate>;

/** A uniform background beside the Gaussians. The weights of the Gaussians and its own sum to 1. */
export const NoiseComponent = z.object({
  weight: z.number(),
  /** −log of the volume that it fills, nats. */
  logDensity: z.number(),
  /** Each column's part of it when the volume is a box along the axes; null when it is not. */
  perColumn: z.array(z.number()).nullable(),
});

/** A Gaussian mixture in the data's original units. */
export const GaussianMixture = z.object({
  weights: z.array(z.number()),
  /** K × d */
  means: z.array(z.array(z.number())),
  /** K × d × d */
  covariances: z.array(z.array(z.array(z.number()))),
  /** Null or absent: there is none. */
  noise: NoiseComponent.nullish(),
  /** Of a variational fit: the posterior, of which this mixture has the expected parameters. */
  variational: VariationalPosterior.nullish(),
});
export type GaussianMixture = z.infer<typeof GaussianMixture>;

export const CandidateDetail = z.object({
  candidate: Candidate,
  mixture: GaussianMixture.nullable(),
  /** Rows by largest responsibility, one number a component. */
  sizes: z.array(z.number().int()),
  /** Log-likelihood after each E-step of the best start, nats, original units. */
  trace: z.array(z.number()),
  /** Aitken's estimate of how far the log-likelihood stands below its limit, nats; null when it cannot be told. */
  remaining: z.number().nullable(),
  ledger: z.array(StartRecord),
  /**
   * The highest other optima of the ledger, each by a start that ended there, with its parameters packed (weights, means, upper
   * triangles of the covariances, weight of the noise: little-endian doubles in base64). Absent in projects of before.
   */
  others: z.array(z.object({ start: z.number().int(), parameters: z.string() })).optional(),
  /** Of a variational fit, whose trace and ledger hold the ELBO in the place of the log-likelihood. */
  variational: VariationalSummary.nullish(),
});
export type CandidateDetail = z.infer<typeof CandidateDetail>;

/** A search over K × family: asked once, kept with the project. */
export const Fit = z.object({
  id: z.number().int(),
  created: z.string(),
  options: FitOptions,
  /** Rows used; rows left out because a chosen column has no value there (or none has, when missing cells are modelled). */
  rows: z.number().int(),
  excluded: z.number().int(),
  /** Rows used that miss a cell. */
  incomplete: z.number().int(),
  /** What in the columns may mislead, in sentences: many zeros, few different values, copies. */
  cautions: z.array(z.string()).optional(),
  /** Cancelled fits keep the candidates that were finished. */
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  seconds: z.number(),
  candidates: z.array(Candidate),
  /** Index into candidates of the best by the criterion chosen; null when none can be used. */
  best: z.number().int().nullable(),
});
export type Fit = z.infer<typeof Fit>;
