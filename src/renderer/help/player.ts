import { entries } from './entry.ts';

/** One run of EM, watched. */
export const playerHelp = entries({
  'player-steps': {
    title: 'E-step and M-step',
    sentence:
      'The E-step says how much each row belongs to each component; the M-step moves the components to the rows they hold.',
    formula: 'E: rᵢₖ = πₖ N(xᵢ | μₖ, Σₖ) / Σⱼ πⱼ N(xᵢ | μⱼ, Σⱼ);  M: μₖ = Σᵢ rᵢₖ xᵢ / Σᵢ rᵢₖ',
    source: 'Dempster, Laird and Rubin, Journal of the Royal Statistical Society B 39, 1977.',
  },
  'player-bound': {
    title: 'The bound',
    sentence:
      'A curve below the log-likelihood: the E-step closes the gap between them, the M-step lifts the bound, so neither can fall.',
    formula: 'log L = F(q, θ) + KL(q ‖ p(z | x, θ)),  F = E_q log p(x, z | θ) + H(q)',
    source: 'Neal and Hinton, A view of the EM algorithm, 1998.',
  },
  'player-start': {
    title: 'Initialise',
    sentence: 'Where the run begins: seeds drawn far from each other, random rows, or the rows that you selected.',
    formula: 'k-means++: a row is drawn with probability ∝ its squared distance to the nearest seed',
    source: 'Arthur and Vassilvitskii, SODA, 2007.',
  },
});
