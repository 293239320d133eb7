import type { Likelihood } from '../../../shared/model/latent.ts';

/** Likelihoods as a form names them, and in a sentence each. */
export const likelihoodNames: Readonly<Record<Likelihood, string>> = {
  gaussian: 'Gaussian',
  'log-normal': 'Log-normal',
  bernoulli: 'Bernoulli',
  categorical: 'Categorical',
  poisson: 'Poisson',
};

export const likelihoodSentences: Readonly<Record<Likelihood, string>> = {
  gaussian: 'numbers around a mean, with a learned noise',
  'log-normal': 'numbers above 0 whose logarithm is Gaussian',
  bernoulli: 'two values, or shares between 0 and 1',
  categorical: 'one of some levels',
  poisson: 'counts from 0 on',
};
