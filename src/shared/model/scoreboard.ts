import { z } from 'zod';
import { Criterion, defaultFamilies, FamilyCode } from './mixture.ts';

/** What is held against each other, the quick ones first. */
export const scoreModels = ['gaussian-full', 'gaussian-diagonal', 'pca', 'kernel-density', 'mixture', 'bayesian', 'vae'] as const;
export const ScoreModel = z.enum(scoreModels);
export type ScoreModel = z.infer<typeof ScoreModel>;

export const scoreModelNames: Readonly<Record<ScoreModel, string>> = {
  'gaussian-full': 'Gaussian, full covariance',
  'gaussian-diagonal': 'Gaussian, diagonal covariance',
  pca: 'Probabilistic PCA',
  'kernel-density': 'Kernel density estimate',
  mixture: 'Gaussian mixture by EM',
  bayesian: 'Bayesian Gaussian mixture',
  vae: 'Variational autoencoder',
};

/** Why a model says nothing new of so many columns, or null. */
export function whyNoModel(model: ScoreModel, columns: number): string | null {
  if (model === 'kernel-density' && columns > 1) return 'A kernel density estimate is made of one column only.';
  if (columns > 1) return null;
  if (model === 'gaussian-diagonal') return 'In one column it is the Gaussian with full covariance.';
  if (model === 'pca') return 'In one column there is no axis to find: it is the Gaussian with full covariance.';
  return null;
}

/** How each model is fitted within a fold. */
export const ScoreSettings = z.object({
  /** Of the mixture by EM: K and family are chosen by the criterion within each fold. */
  ks: z.array(z.number().int().min(1).max(100)).min(1).default([1, 2, 3, 4, 5, 6, 7, 8, 9]),
  families: z
    .array(FamilyCode)
    .min(1)
    .default([...defaultFamilies]),
  criterion: Criterion.default('bic'),
  starts: z.number().int().min(1).max(1000).default(3),
  /** Components of the Bayesian mixture, of which it spares what the rows do not need. */
  components: z.number().int().min(1).max(100).default(10),
  /** Latent dimensions of the VAE. */
  latent: z.number().int().min(1).max(32).default(2),
  /** Draws a row of the importance-weighted bound. */
  samples: z.number().int().min(1).max(10_000).default(100),
});
export type ScoreSettings = z.infer<typeof ScoreSettings>;

export const ScoreboardOptions = ScoreSettings.extend({
  columns: z.array(z.string()).min(1),
  /** Null: all that have something to say of so many columns. */
  models: z.array(ScoreModel).min(1).nullable().default(null),
  folds: z.number().int().min(2).max(100).default(5),
  /** Of more rows so many are drawn, by the seed: all models are held against the same ones. */
  mostRows: z.number().int().min(10).max(1_000_000).default(20_000),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(1),
  /** Rows that are left out, by the name under which the project keeps them; the application fills it in. */
  exclusion: z.string().nullable().default(null),
});
export type ScoreboardOptions = z.infer<typeof ScoreboardOptions>;

/** One fold of one model. */
export const FoldScore = z.object({
  /** Rows held out. */
  rows: z.number().int(),
  /** Their mean log density, nats in the original units; null where there is none. */
  nats: z.number().nullable(),
  /** What was chosen among the rows trained on: 'K = 3, VVV'. Empty where there was nothing to choose. */
  choice: z.string(),
  /** Free parameters; null where they cannot be counted. */
  parameters: z.number().int().nullable(),
  /** What is worth knowing of the fit: that the largest K was chosen. */
  caution: z.string().nullable(),
  failure: z.string().nullable(),
  seconds: z.number(),
});
export type FoldScore = z.infer<typeof FoldScore>;

/** A finished model; nats per row in the original units, higher is better. */
export const ModelScore = z.object({
  model: ScoreModel,
  name: z.string(),
  /** Mean over all rows, each held out once; null with a failure. */
  nats: z.number().nullable(),
  /** sd over the rows / √rows. */
  standardError: z.number().nullable(),
  /** True: the figure is a lower bound on the model's log density. */
  lowerBound: z.boolean(),
  /** Of a lower bound: what chance in its draws does to the mean, and by how much it is likely to lie low. */
  monteCarloError: z.number().nullable(),
  looseness: z.number().nullable(),
  folds: z.array(FoldScore),
  failure: z.string().nullable(),
  seconds: z.number(),
});
export type ModelScore = z.infer<typeof ModelScore>;

/** One model − another over the same rows, nats per row. */
export const ScorePair = z.object({
  model: ScoreModel,
  other: ScoreModel,
  difference: z.number(),
  /** sd over the rows of the differences / √rows. */
  standardError: z.number(),
});
export type ScorePair = z.infer<typeof ScorePair>;

export const Ranked = z.object({
  model: ScoreModel,
  /** 0 = cannot be told apart from the first, 1 = the next group, … */
  group: z.number().int(),
  /** From the first, and the standard error of that difference; 0 of the first itself. */
  difference: z.number(),
  differenceError: z.number(),
});
export type Ranked = z.infer<typeof Ranked>;

export const ColumnLeftOut = z.object({ name: z.string(), reason: z.string() });
export type ColumnLeftOut = z.infer<typeof ColumnLeftOut>;

export const Scoreboard = z.object({
  id: z.number().int(),
  created: z.string(),
  /** As asked for; the columns compared are in `columns`. */
  options: ScoreboardOptions,
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  columns: z.array(z.string()),
  leftOut: z.array(ColumnLeftOut),
  /** Rows compared. */
  rows: z.number().int(),
  /** Rows that could have been, of which those compared were drawn. */
  complete: z.number().int(),
  /** Rows of the table left out: excluded by the person, and with a missing cell in the columns compared. */
  excluded: z.number().int(),
  incomplete: z.number().int(),
  /** What may mislead, in sentences. */
  cautions: z.array(z.string()),
  /** Models asked for, in the order in which they are fitted. */
  models: z.array(ScoreModel),
  scores: z.array(ModelScore),
  pairs: z.array(ScorePair),
  /** Best first; models without a figure do not occur. */
  ranking: z.array(Ranked),
  seconds: z.number(),
});
export type Scoreboard = z.infer<typeof Scoreboard>;
