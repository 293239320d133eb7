import { z } from 'zod';
import { CandidateDetail, FamilyCode, GaussianMixture } from '../model/mixture.ts';
import { PlayOptions, PlayStep } from '../model/player.ts';
import { ElboTerms, PriorOptions, WeightsPrior } from '../model/variational.ts';
import { CandidateKey, call, RowResults } from './parts.ts';

/** A variational fit under another prior on the weights, from where it ended. */
export const AgainOptions = z.object({
  candidate: CandidateKey,
  /** Left out: as in the fit. */
  weights: WeightsPrior.optional(),
  concentration: z.number().positive().max(1e9),
  /** True: labels, responsibilities and densities of all rows too. */
  rows: z.boolean().default(false),
});

/** As PlayOptions, with the prior; null: the default. */
export const VariationalPlayOptions = PlayOptions.extend({ family: FamilyCode, bayesian: PriorOptions.nullable().default(null) });

export const VariationalPlay = z.object({
  /** At the expected parameters, with the posterior; weights of components that the data do not need fade. */
  mixtures: z.array(GaussianMixture),
  /** `bound` is the ELBO, `logLikelihood` that at the expected parameters; the start has the bound of its first q(z). */
  steps: z.array(PlayStep.extend({ terms: ElboTerms })),
  converged: z.boolean(),
  /**
   * Of the last posterior: an importance-weighted bound on the log evidence, nats, tighter than the ELBO (its expectation lies between the two),
   * with its Monte-Carlo error; null where it cannot be told, and while the run goes on. So much of the gap above the ELBO is seen to be open.
   */
  evidence: z.object({ nats: z.number(), standardError: z.number(), draws: z.number().int() }).nullable(),
});
export type VariationalPlay = z.infer<typeof VariationalPlay>;

export const variationalCalls = {
  /**
   * For a slider: answers within a fraction of a second, nothing is kept. A newer call takes the place of one that is under
   * way, which fails with 'cancelled'. Always from the kept fit, so that the same concentration gives the same answer.
   */
  'variational.again': call(AgainOptions, z.object({ detail: CandidateDetail, rows: RowResults.nullable() })),
  /** A run of variational inference to be watched. Nothing is kept. */
  'variational.play': call(VariationalPlayOptions, VariationalPlay),
};
