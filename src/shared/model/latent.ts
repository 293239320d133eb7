import { z } from 'zod';
import { ColumnType } from './column.ts';

/** How a column's cells are scattered around what the decoder says. */
export const likelihoods = ['gaussian', 'log-normal', 'bernoulli', 'categorical', 'poisson'] as const;
export const Likelihood = z.enum(likelihoods);
export type Likelihood = z.infer<typeof Likelihood>;

export const activations = ['leaky-relu', 'relu', 'tanh'] as const;
export const LatentActivation = z.enum(activations);

/** The columns are the cells of a picture, row by row. */
export const Picture = z.object({
  columns: z.array(z.string()).min(1),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
});
export type Picture = z.infer<typeof Picture>;

const auto = 'null: chosen by the table';

/** What is asked for when a VAE is trained. Null leaves the choice to the table and the network. */
export const LatentOptions = z.object({
  columns: z.array(z.string()).min(1),
  /** Column → likelihood, where it is not the one that its type suggests. */
  likelihoods: z.record(z.string(), Likelihood).default({}),
  /** Said by the person; null: found by name and range; false: there is none. */
  picture: Picture.nullable().or(z.literal(false)).default(null),
  latent: z.number().int().min(1).max(32).default(2),
  /** Widths of the encoder's hidden layers, mirrored by the decoder; [] = linear. */
  layers: z.array(z.number().int().min(1).max(1024)).max(6).nullable().default(null).describe(auto),
  activation: LatentActivation.default('leaky-relu'),
  /** A learned noise variance for each Gaussian column, or one for all. */
  noise: z.enum(['column', 'shared']).default('column'),
  /** Noise variance held at this, in the units trained in; null: learned. */
  noiseVariance: z.number().positive().nullable().default(null),
  /** Weight of the KL once the warm-up is over. */
  beta: z.number().min(0).max(1000).default(1),
  /** Most epochs. */
  epochs: z.number().int().min(1).max(100_000).nullable().default(null).describe(auto),
  batch: z.number().int().min(1).max(8192).nullable().default(null).describe(auto),
  learningRate: z.number().positive().max(1).nullable().default(null).describe(auto),
  /** Optimiser steps over which the weight of the KL grows from 0 to β. */
  warmUp: z.number().int().min(0).nullable().default(null).describe(auto),
  /** Epochs without a better held-out ELBO before the learning rate falls, and at last training ends. */
  patience: z.number().int().min(1).nullable().default(null).describe(auto),
  /** Share of the rows held out; 0: none, and training ends by the training ELBO. */
  heldOut: z.number().min(0).max(0.5).nullable().default(null).describe(auto),
  clip: z.number().positive().default(5),
  /** Samples of the importance-weighted bound. */
  samples: z.number().int().min(1).max(1000).default(100),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(1),
});
export type LatentOptions = z.infer<typeof LatentOptions>;

/** Nats per row, reconstruction − KL summed over columns, in the units trained in. */
export const Elbo = z.object({ elbo: z.number(), reconstruction: z.number(), kl: z.number() });
export type Elbo = z.infer<typeof Elbo>;

export const LatentEpoch = z.object({
  epoch: z.number().int(),
  /** Optimiser steps so far. */
  step: z.number().int(),
  /** Means over the batches of the epoch, while the weights moved. */
  train: Elbo,
  heldOut: Elbo.nullable(),
  klWeight: z.number(),
  learningRate: z.number(),
  klPerDimension: z.array(z.number()),
  /** The best so far by the held-out ELBO. */
  best: z.boolean(),
});
export type LatentEpoch = z.infer<typeof LatentEpoch>;

/** An estimate of log p(x), nats per row, by K samples a row, with what chance in those samples does to it. */
export const WeightedBound = z.object({ samples: z.number().int(), value: z.number(), standardError: z.number() });
export type WeightedBound = z.infer<typeof WeightedBound>;

export const both = <T extends z.ZodType>(schema: T) => z.object({ train: schema, heldOut: schema.nullable() });

/** Held-out rows, network − probabilistic PCA, nats per row: positive where the network is better. */
export const PcaComparison = z.object({
  /** Rows compared. */
  rows: z.number().int(),
  network: z.number(),
  pca: z.number(),
  difference: z.number(),
  standardError: z.number(),
  /** Log-likelihood of probabilistic PCA on the rows it was fitted to. */
  pcaTrain: z.number(),
  sentence: z.string(),
});
export type PcaComparison = z.infer<typeof PcaComparison>;

/** Held-out rows, network − every column by itself, nats per row: what the code is worth. */
export const IndependentComparison = z.object({ rows: z.number().int(), difference: z.number(), standardError: z.number() });
export type IndependentComparison = z.infer<typeof IndependentComparison>;

/** Held-out rows, network's ELBO of them − of rows made of their shuffled cells, nats per row: what columns were found to have in common. */
export const ShuffledComparison = z.object({
  rows: z.number().int(),
  difference: z.number(),
  /** Standard deviation among shuffles. */
  deviation: z.number(),
});
export type ShuffledComparison = z.infer<typeof ShuffledComparison>;

export const LatentDimension = z.object({
  /** Mean over rows of KL(q(z|x) ‖ p(z)), nats. */
  kl: z.number(),
  /** Variance over rows of the posterior mean (Burda, Grosse & Salakhutdinov 2016). */
  variance: z.number(),
  /** That variance is above 0.01. */
  active: z.boolean(),
  /** Its KL is below 0.01 nats. */
  collapsed: z.boolean(),
  /** Moments of the aggregate posterior; the prior has 0 and 1. */
  aggregateMean: z.number(),
  aggregateVariance: z.number(),
  /** Kolmogorov–Smirnov distance of the aggregate posterior from the prior, 0…1. */
  distance: z.number(),
});
export type LatentDimension = z.infer<typeof LatentDimension>;

export const verdicts = [
  'healthy',
  'collapsed',
  'over-regularised',
  'still improving',
  'failed',
  'nothing found',
  'not tested',
  'not like the prior',
] as const;
export const LatentHealth = z.object({
  dimensions: z.array(LatentDimension),
  activeUnits: z.number().int(),
  verdict: z.enum(verdicts),
  /** What was found, and what to try: sentences. */
  sentences: z.array(z.string()),
});
export type LatentHealth = z.infer<typeof LatentHealth>;

/**
 * How a column became numbers, and how numbers become cells of it again. Target t of a value x: (x − center) / scale,
 * of log x for log-normal columns; of a level its index. Input of t: (t − inputCenter) / inputScale, with log(1 + t) in
 * place of t for Poisson columns and an indicator of each level for categorical ones.
 */
export const ColumnEncoding = z.object({
  name: z.string(),
  type: ColumnType,
  likelihood: Likelihood,
  center: z.number(),
  scale: z.number(),
  /** Least and greatest value of a column of numbers; files written before it was kept have none. */
  range: z.tuple([z.number(), z.number()]).optional(),
  /** Of Bernoulli and categorical columns of text, the level of each index; of a Bernoulli column [0's, 1's]. */
  levels: z.array(z.string()).nullable(),
  /** Where its inputs begin; as many as inputCenter has entries. */
  inputAt: z.number().int(),
  inputCenter: z.array(z.number()),
  inputScale: z.number(),
  /** Index of the input that is 1 where the cell is missing; null: no cell was. */
  indicator: z.number().int().nullable(),
  /** What each of its decoder outputs is when nothing is known of a row. */
  outputBias: z.array(z.number()),
});
export type ColumnEncoding = z.infer<typeof ColumnEncoding>;

/** A column that is not modelled, with its one value, or the one level of a column of text (null and without a level: it has none). */
export const LeftOut = z.object({
  name: z.string(),
  reason: z.string(),
  value: z.number().nullable(),
  /** Files written before it was kept have none. */
  level: z.string().optional(),
});
export type LeftOut = z.infer<typeof LeftOut>;

export const LatentEncoding = z.object({
  columns: z.array(ColumnEncoding),
  inputs: z.number().int(),
  picture: Picture.nullable(),
  leftOut: z.array(LeftOut),
});
export type LatentEncoding = z.infer<typeof LatentEncoding>;

/** Why training ended. */
export const endings = ['converged', 'epochs', 'not finite', 'stopped'] as const;

/** What the network came to, without its weights. */
export const LatentResult = z.object({
  rows: z.number().int(),
  heldOutRows: z.number().int(),
  /** Rows without any cell. */
  excluded: z.number().int(),
  columns: z.array(z.object({ name: z.string(), likelihood: Likelihood })),
  parameters: z.number().int(),
  epochs: z.number().int(),
  bestEpoch: z.number().int(),
  ended: z.enum(endings),
  elbo: both(z.number()),
  reconstruction: both(z.number()),
  kl: both(z.number()),
  importanceWeightedBound: both(WeightedBound),
  /** Nats per row: add to a figure for the original units. */
  logJacobian: both(z.number()),
  /** Noise variance of each Gaussian and log-normal column, in the units trained in; null for others. */
  noiseVariances: z.array(z.number().nullable()),
  /** Null with the reason in the notes. */
  pca: PcaComparison.nullable(),
  independent: IndependentComparison.nullable(),
  health: LatentHealth,
  /** Sentences: columns left out, cells taken as missing, choices made. */
  notes: z.array(z.string()),
  seconds: z.number(),
});
export type LatentResult = z.infer<typeof LatentResult>;
