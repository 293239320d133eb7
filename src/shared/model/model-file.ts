import { z } from 'zod';
import { FamilyCode, GaussianMixture } from './mixture.ts';

/** A fitted mixture as a file of its own: enough to score new rows. Parameters are in the data's original units. */
export const ModelFile = z.object({
  format: z.literal('latent-lens-mixture'),
  version: z.literal(1),
  columns: z.array(z.string()).min(1),
  family: FamilyCode,
  k: z.number().int().min(1),
  ...GaussianMixture.shape,
  logLikelihood: z.number(),
  /** Null for a mixture by variational inference, which has the ELBO instead. */
  bic: z.number().nullable(),
  elbo: z.number().nullish(),
  effectiveComponents: z.number().int().nullish(),
  rows: z.number().int(),
  seed: z.number().int(),
  converged: z.boolean(),
  source: z.string(),
});
export type ModelFile = z.infer<typeof ModelFile>;
