import { entries } from './entry.ts';

/** The form of a fit. */
export const fitHelp = entries({
  'fit-components': {
    title: 'Components K',
    sentence: 'How many Gaussians the mixture is made of; every K of the range is fitted, so that they can be compared.',
    formula: 'p(x) = Σₖ πₖ N(x | μₖ, Σₖ),  k = 1 … K',
    source: 'McLachlan and Peel, Finite Mixture Models, 2000.',
  },
  'fit-shapes': {
    title: 'Shapes of the components',
    sentence:
      'What the covariances of the components have in common: fewer free shapes need fewer rows, more of them fit closer.',
    formula: 'Σₖ = λₖ Dₖ Aₖ Dₖᵀ: volume λ, shape A, orientation D; each Equal, Varying or Identity',
    source: 'Banfield and Raftery, Biometrics 49, 1993; Celeux and Govaert, Pattern Recognition 28, 1995; codes as in mclust.',
  },
  'fit-criterion': {
    title: 'Criterion',
    sentence: 'What decides which candidate is called the best: each weighs the log-likelihood against the number of parameters.',
    formula: 'BIC = −2 log L + p log n;  AIC = −2 log L + 2p;  ICL = BIC − 2 Σᵢ log maxₖ rᵢₖ;  smaller is better',
    source: 'Schwarz, 1978; Akaike, 1974; Biernacki, Celeux and Govaert, 2000.',
  },
  'fit-weights': {
    title: 'Mixing weights',
    sentence: 'Free weights let clusters differ in size; equal weights say in advance that all are equally large.',
    formula: 'free: πₖ = Σᵢ rᵢₖ / n;  equal: πₖ = (1 − π₀) / K, with π₀ the weight of noise',
    source: 'McLachlan and Peel, Finite Mixture Models, 2000, chapter 3.',
  },
  'fit-noise': {
    title: 'Noise component',
    sentence: 'One more component, equally dense everywhere, takes in rows that no cluster explains.',
    formula: 'p(x) = π₀ / V + Σₖ πₖ N(x | μₖ, Σₖ), with V the volume that holds the rows',
    source: 'Banfield and Raftery, Biometrics 49, 1993.',
  },
  'fit-prior': {
    title: 'Conjugate prior',
    sentence: 'A weak prior on means and covariances keeps components from collapsing onto a few rows.',
    formula: 'μₖ | Σₖ ~ N(x̄, Σₖ / κ),  Σₖ ~ inverse Wishart(ν, Λ);  κ = 0.01, ν = d + 2',
    source: 'Fraley and Raftery, Journal of Classification 24, 2007.',
  },
  'fit-missing': {
    title: 'Missing cells',
    sentence: 'Modelled, a row counts with the cells that it has; dropped, only complete rows take part.',
    formula: 'log L = Σᵢ log Σₖ πₖ N(xᵢ,obs | μₖ,obs, Σₖ,obs)',
    source: 'Ghahramani and Jordan, 1994; exact where cells are missing at random (Rubin, 1976).',
  },
  'fit-scaling': {
    title: 'Scaling',
    sentence: 'Columns can be brought to one scale first; log-likelihood and criteria are told in the original units either way.',
    formula: 'z = (x − centre) / scale;  log p(x) = log p(z) − Σ log scale',
    source: 'Standard: mean and standard deviation; robust: median and interquartile range. The Jacobian of the change of units.',
  },
  'fit-starts': {
    title: 'Starts',
    sentence: 'EM climbs to the nearest peak, so each candidate is begun from several places and the best end counts.',
    formula: 'best = maxₛ log L(θ̂ₛ) over starts s that converged and are not degenerate',
    source: 'Biernacki, Celeux and Govaert, Computational Statistics & Data Analysis 41, 2003.',
  },
  'fit-patience': {
    title: 'Patience',
    sentence:
      'An optimum that only one start has reached may not be the best: more starts are made until it is reached twice, or the limit is.',
    formula:
      'starts s, 2s … until 2 reach maxₛ log L(θ̂ₛ); the time is counted as work, so that the result is the same on any machine',
    source: 'McLachlan and Peel, Finite Mixture Models, 2000, chapter 2.',
  },
  'fit-seed': {
    title: 'Seed',
    sentence: 'The same seed, data and options give the same result to the last bit, on any number of threads.',
    source: 'Every draw comes from a generator seeded by seed, K, shape and start; sums are added in the order of the rows.',
  },
  'fit-labels': {
    title: 'Start from labels',
    sentence: 'The levels of a column are taken as the first clusters, and EM goes on from there: one start in place of many.',
    formula: 'rᵢₖ = 1 where row i has label k, otherwise 0; then an M-step',
    source: 'Useful to hold a known grouping against what the likelihood makes of it.',
  },
  'fit-row-weights': {
    title: 'Row weights',
    sentence: 'A column says how many rows each row stands for; a weight of 0 takes a row out.',
    formula: 'log L = Σᵢ wᵢ log Σₖ πₖ N(xᵢ | μₖ, Σₖ);  n in BIC becomes Σ wᵢ',
    source: 'Weighted likelihood; the same as each row written wᵢ times where weights are whole numbers.',
  },
  'fit-floor': {
    title: 'Covariance floor',
    sentence:
      'No component may become narrower than this share of a column’s variance; one that rests on the floor is called degenerate.',
    formula: 'Σₖ,ⱼⱼ ≥ floor · var(xⱼ)',
    source: 'The likelihood of a mixture is unbounded without it: Day, Biometrika 56, 1969; Hathaway, 1985.',
  },
});
