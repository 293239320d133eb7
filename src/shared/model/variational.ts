import { z } from 'zod';

/** What is believed of the mixing weights beforehand: a Dirichlet process (stick-breaking), or a Dirichlet distribution. */
export const weightsPriors = ['process', 'distribution'] as const;
export const WeightsPrior = z.enum(weightsPriors);
export type WeightsPrior = z.infer<typeof WeightsPrior>;
