import { z } from 'zod';
import { FamilyCode, GaussianMixture } from './mixture.ts';

// Typed arrays may lie in shared memory; z.instanceof would promise that they do not.
const int32 = z.custom<Int32Array>((value) => value instanceof Int32Array);

/** Where a run of EM that is watched begins. */
export const PlayStart = z.discriminatedUnion('kind', [
  /** K different rows are the means; equal weights, one covariance. */
  z.object({ kind: z.literal('random') }),
  /** Each row to the nearest of K seeds drawn by k-means++, then an M-step. */
  z.object({ kind: z.literal('k-means++') }),
  /** K × d */
  z.object({ kind: z.literal('means'), means: z.array(z.array(z.number())) }),
  /** These rows of the data set (indices from 0) are component 1; the others go to K − 1 seeds of k-means++. */
  z.object({ kind: z.literal('group'), rows: int32 }),
  /** All parameters, as a mean was dragged or an earlier run ended. */
  z.object({ kind: z.literal('mixture'), mixture: GaussianMixture }),
]);
export type PlayStart = z.infer<typeof PlayStart>;

export const PlayOptions = z.object({
  columns: z.array(z.string()).min(1),
  k: z.number().int().min(1).max(100),
  family: FamilyCode,
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(1),
  start: PlayStart,
  /** Iterations at most; where the run has not ended by then, it goes on with its last mixture as the next start. */
  limit: z.number().int().min(1).max(500).default(100),
});
export type PlayOptions = z.infer<typeof PlayOptions>;

export const PlayStep = z.object({
  kind: z.enum(['start', 'E', 'M']),
  /** M-steps so far. */
  iteration: z.number().int(),
  /** Of the parameters, nats, original units. */
  logLikelihood: z.number(),
  /** The lower bound with the responsibilities of the last E-step (before the first: the mixing weights). */
  bound: z.number(),
  /** Index of the parameters among the mixtures. */
  mixture: z.number().int(),
});
export type PlayStep = z.infer<typeof PlayStep>;

/** A run of EM, half-step by half-step: start, E, M, E, M … E. */
export const Play = z.object({
  mixtures: z.array(GaussianMixture),
  steps: z.array(PlayStep),
  /** False: the limit came first. */
  converged: z.boolean(),
});
export type Play = z.infer<typeof Play>;
