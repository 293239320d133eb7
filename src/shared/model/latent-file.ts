import { z } from 'zod';
import { both, LatentActivation, LatentEncoding, verdicts, WeightedBound } from './latent.ts';

const Layer = z.object({
  weights: z.array(z.array(z.number())).describe('inputs × outputs: y = x·weights + bias'),
  bias: z.array(z.number()),
});

/** A trained VAE as a file of its own: enough to encode rows of a table and to decode codes. */
export const LatentFile = z.object({
  format: z.literal('latent-lens-vae').describe('What kind of file this is'),
  version: z.literal(1).describe('Of this format; files of another version are refused'),
  encoding: LatentEncoding.describe('How cells become inputs and targets of the network, and how its outputs become cells again'),
  latent: z.number().int().min(1).max(32).describe('Dimensions of the code'),
  hidden: z
    .array(z.number().int().min(1))
    .describe("Widths of the encoder's hidden layers; the decoder has them in reverse; none: linear"),
  activation: LatentActivation.describe('Between layers; leaky-relu has slope 0.1 below zero'),
  noise: z.enum(['column', 'shared']).describe('A learned noise variance for each Gaussian column, or one for all'),
  encoder: z.array(Layer).min(1).describe('The last gives means, then log variances of the posterior, cut to −20 … 10'),
  decoder: z.array(Layer).min(1).describe('The last gives the outputs of the columns, side by side'),
  noiseLogVariances: z
    .array(z.number())
    .describe('Of the Gaussian and log-normal columns in their order, in the units trained in; or one for all'),
  beta: z.number().describe('Weight of the KL divergence in training'),
  rows: z.number().int().describe('Rows that it was trained on and held against'),
  epochs: z.number().int(),
  seed: z.number().int().describe('Of every random draw'),
  /** Null where training was stopped and not judged. */
  elbo: both(z.number()).nullable().describe('Nats per row, reconstruction − KL, in the units trained in'),
  importanceWeightedBound: both(WeightedBound).nullable().describe('Nats per row, in the units trained in'),
  logJacobian: both(z.number()).nullable().describe('Nats per row: what to add for the original units'),
  verdict: z.enum(verdicts).nullable(),
  source: z.string().describe('The file or sample that the rows came from'),
});
export type LatentFile = z.infer<typeof LatentFile>;
