import { entries } from './entry.ts';

/** Bayesian mixtures by variational inference. */
export const variationalHelp = entries({
  'fit-method': {
    title: 'EM or variational inference',
    sentence:
      'EM finds the parameters that make the rows likeliest; variational inference keeps a distribution over parameters, and lets components go that the rows do not need.',
    formula: 'EM: max log p(x | θ);  variational: max ELBO(q), q(z) q(θ) ≈ p(z, θ | x)',
    source:
      'Attias, A variational Bayesian framework for graphical models, 2000; Bishop, Pattern Recognition and Machine Learning, 2006, section 10.2.',
  },
  'prior-weights': {
    title: 'Process or distribution',
    sentence:
      'A Dirichlet process breaks a stick: every component takes a share of what is left, so that late ones are small; a Dirichlet distribution treats all K alike.',
    formula: 'process: πₖ = vₖ Π_{l<k} (1 − vₗ), vₖ ~ Beta(1, α);  distribution: π ~ Dirichlet(α, …, α)',
    source: 'Blei and Jordan, Variational inference for Dirichlet process mixtures, Bayesian Analysis 1, 2006.',
  },
  'prior-concentration': {
    title: 'Concentration',
    sentence: 'How readily the prior gives rows to one more component: below 1 it would rather leave components empty.',
    formula: 'expected components of n rows under a process: about α · log(1 + n / α)',
    source: 'Antoniak, Annals of Statistics 2, 1974; the default 1 / K is scikit-learn’s.',
  },
  'prior-mean': {
    title: 'Mean precision',
    sentence: 'How many rows the prior’s mean, which is that of all rows, counts for when a component’s mean is weighed.',
    formula: 'μₖ | Λₖ ~ N(m₀, (β₀ Λₖ)⁻¹);  E μₖ = (β₀ m₀ + Nₖ x̄ₖ) / (β₀ + Nₖ)',
    source: 'Bishop, Pattern Recognition and Machine Learning, 2006, section 10.2.1.',
  },
  'prior-covariance': {
    title: 'Degrees of freedom',
    sentence: 'How many rows the prior’s covariance counts for: a component with few rows is drawn towards it.',
    formula: 'Λₖ ~ Wishart(ν₀, (ν₀ Σ₀)⁻¹);  Σ₀ = covariance of the data / ν₀',
    source: 'Bishop, Pattern Recognition and Machine Learning, 2006, appendix B; the defaults are scikit-learn’s.',
  },
  'variational-weights': {
    title: 'Weights with credible intervals',
    sentence:
      'Where each mixing weight lies with 95 % of the posterior; intervals are a little too narrow, because the factorised posterior leaves correlations out.',
    formula: 'distribution: πₖ ~ Beta(αₖ, Σα − αₖ);  process: a Beta with the mean and variance of vₖ Π_{l<k} (1 − vₗ)',
    source:
      'Bishop, Pattern Recognition and Machine Learning, 2006, section 10.1.2 on why factorised posteriors are too compact.',
  },
  'variational-prior': {
    title: 'What the prior does',
    sentence:
      'The same components under another concentration, fitted on from where the kept fit ended: how much of the answer is the prior’s.',
    formula: 'components in use: those expected to hold more than 1 % of the rows',
    source: 'Sensitivity to the prior: Gelman and others, Bayesian Data Analysis, 3rd edition, 2013, section 6.6.',
  },
  'variational-bound': {
    title: 'The ELBO and its gap',
    sentence:
      'The ELBO is a lower bound on the log evidence; unlike in EM the gap does not close, because no factorised posterior is the true one.',
    formula: 'log p(x) = ELBO(q) + KL(q(z) q(θ) ‖ p(z, θ | x));  importance-weighted: E log (1/S Σ p(x, θₛ) / q(θₛ)) ≤ log p(x)',
    source: 'Jordan and others, Machine Learning 37, 1999; Burda, Grosse and Salakhutdinov, ICLR, 2016.',
  },
});
