import { z } from 'zod';
import { ErrorRecord } from '../model/job.ts';
import { LatentEncoding, LatentEpoch, LatentOptions, LatentResult, Likelihood } from '../model/latent.ts';
import { call, float32, float64, int32, nothing, started, Target } from './parts.ts';

/** Calls about variational autoencoders: trained as a job, kept in the project, asked for what the views draw. */

export const latentBackends = ['fused', 'tensorflow', 'plain'] as const;

/** A VAE of the project, without its weights. */
export const LatentModel = z.object({
  id: z.number().int(),
  /** ISO time. */
  created: z.string(),
  /** What the person calls it; '' until it has a name. */
  name: z.string(),
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  options: LatentOptions,
  backend: z.enum(latentBackends),
  /** Which rows were excluded when it was started; null: none. */
  exclusion: z.string().nullable(),
  /** What its inputs and outputs are; null until the columns were encoded. */
  encoding: LatentEncoding.nullable(),
  /** Null until there is a network worth keeping. */
  result: LatentResult.nullable(),
  /** Why it failed. */
  error: ErrorRecord.nullable(),
});
export type LatentModel = z.infer<typeof LatentModel>;

/** What the network says of each row of the data set. Rows left out hold NaN. */
export const LatentRows = z.object({
  latent: z.number().int(),
  /** n × latent, row by row: posterior means and standard deviations. */
  means: float32,
  deviations: float32,
  /** Reconstruction error: −log p(x|z) at the posterior's mean, nats. */
  errors: float64,
  /** ELBO of the row, nats, in the units trained in. */
  elbo: float64,
  /** Whether the row was held out from training: 1 = held out, 0 = trained on, −1 = left out. */
  part: int32,
});
export type LatentRows = z.infer<typeof LatentRows>;

/** A column at m codes, in its own units. */
export const DecodedColumn = z.object({
  name: z.string(),
  likelihood: Likelihood,
  /**
   * Expected value: of a Gaussian column the mean, of a log-normal one the mean too (not the median), of a Bernoulli column of text the
   * probability of its second level, of a Poisson column the rate; of a categorical one the index of the likeliest level.
   */
  values: float64,
  /** Standard deviation of the observation noise, Gaussian: in the column's unit, log-normal: of the logarithm; null for others. */
  noise: z.number().nullable(),
  levels: z.array(z.string()).nullable(),
  /** m × levels of a categorical column; null for others. */
  probabilities: float32.nullable(),
});
export type DecodedColumn = z.infer<typeof DecodedColumn>;
export const Decoded = z.object({ count: z.number().int(), columns: z.array(DecodedColumn) });
export type Decoded = z.infer<typeof Decoded>;

const model = z.object({ model: z.number().int() });
const seed = z
  .number()
  .int()
  .min(0)
  .max(2 ** 32 - 1)
  .default(1);

/** Samples from the prior against real rows. */
export const LatentComparison = z.object({
  /** Rows (and samples) compared. */
  rows: z.number().int(),
  /** A classifier tells samples from rows in this share of cases (0.5 = cannot), with its standard error; `each`: rows it saw, and as many samples. */
  score: z.object({ accuracy: z.number(), standardError: z.number(), each: z.number().int(), sentence: z.string() }),
  /** Kolmogorov–Smirnov distance or total variation, 0…1. */
  columns: z.array(z.object({ name: z.string(), measure: z.string(), distance: z.number() })),
  /** Correlation in samples − in rows; the largest first. */
  pairs: z.array(z.object({ a: z.string(), b: z.string(), real: z.number(), sampled: z.number() })),
  samples: Decoded,
});
export type LatentComparison = z.infer<typeof LatentComparison>;

export const latentCalls = {
  /** What the columns would be encoded as, before training: guesses to correct. */
  'latent.propose': call(z.object({ columns: z.array(z.string()).min(1) }), LatentEncoding),
  /** Result: the model's id. It is in the project from the answer on; cancelled, it keeps the best epoch so far. */
  'latent.start': call(
    z.object({ options: LatentOptions, backend: z.enum(latentBackends).default('fused') }),
    z.object({ job: z.number().int(), model: z.number().int() }),
  ),
  'latent.list': call(nothing, z.array(LatentModel)),
  'latent.epochs': call(model, z.array(LatentEpoch)),
  'latent.rows': call(model, LatentRows),
  /** Codes m × latent, row by row; at most 10,000 of them. Quick: for a pointer that moves. */
  'latent.decode': call(model.extend({ codes: float32 }), Decoded),
  /** Rows of the data set as the network gives them back (at the mean of their posterior); indices from 0. */
  'latent.reconstruct': call(model.extend({ rows: int32 }), Decoded),
  /** Root mean squared error (categorical: share wrong) and mean log density a column. */
  'latent.columnErrors': call(
    model,
    z.array(z.object({ name: z.string(), error: z.number(), logDensity: z.number(), cells: z.number().int() })),
  ),
  'latent.compare': call(model.extend({ seed }), LatentComparison),
  /** Posterior means as columns of the project's own, so that mixtures can be fitted to them; answers their names. */
  'latent.saveCodes': call(model, z.object({ columns: z.array(z.string()) })),
  /** The importance-weighted bound once more, with so many samples. Result: the model's id; its result then holds the new bound. */
  'latent.bound': call(model.extend({ samples: z.number().int().min(1).max(1000) }), started),
  'latent.rename': call(model.extend({ name: z.string().trim().max(200) }), nothing),
  /** One that runs is to be cancelled first; columns saved from it stay. */
  'latent.delete': call(model, nothing),

  /** Result of each: the path written (path targets) or the download's id. The name's ending (.csv, .parquet) says the format. */
  'export.codes': call(model.extend({ target: Target }), started),
  'export.reconstructions': call(model.extend({ target: Target }), started),
  'export.samples': call(model.extend({ count: z.number().int().min(1).max(1_000_000), seed, target: Target }), started),
  'export.latentModel': call(model.extend({ target: Target }), started),
  /** A PyTorch script that rebuilds the network with its weights. */
  'export.latentScript': call(model.extend({ target: Target }), started),
} as const;

/** Events of training: at most ten a second. */
export const latentEvents = {
  /** A model that began, has a result, failed or was cancelled. */
  latent: LatentModel,
  /** The epochs since the event before; all so far are answered by `latent.epochs`. */
  epochs: z.object({ model: z.number().int(), epochs: z.array(LatentEpoch) }),
} as const;
