import { z } from 'zod';
import { FamilyCode, GaussianMixture } from './mixture.ts';

/** A fitted mixture as a file of its own: enough to score new rows. Parameters are in the data's original units. */
export const ModelFile = z.object({
  format: z.literal('latent-lens-mixture').describe('What kind of file this is'),
  version: z.literal(1).describe('Of this format; files of another version are refused'),
  columns: z.array(z.string()).min(1).describe('Names of the d columns, in the order of means and covariances'),
  family: FamilyCode.describe("The shape of the covariances, by mclust's code"),
  k: z.number().int().min(1).describe('How many Gaussians, K'),
  ...GaussianMixture.shape,
  logLikelihood: z.number().describe("Of the rows that it was fitted to, nats, in the data's own units"),
  /** Null for a mixture by variational inference, which has the ELBO instead. */
  bic: z.number().nullable(),
  elbo: z.number().nullish(),
  effectiveComponents: z.number().int().nullish(),
  rows: z.number().int().describe('Rows that it was fitted to'),
  seed: z.number().int().describe('Of every random draw of the fit'),
  converged: z.boolean().describe('Whether EM came to its limit'),
  source: z.string().describe('The file or sample that the rows came from'),
});
export type ModelFile = z.infer<typeof ModelFile>;
