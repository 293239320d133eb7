import { entries } from './entry.ts';

/** Is it real? */
export const doubtHelp = entries({
  'doubt-held-out': {
    title: 'Held-out log-likelihood',
    sentence: 'How well a candidate foretells rows that it was not fitted to; more components help only as long as this rises.',
    formula: '1/n Σ_folds Σ_{i in fold} log p(xᵢ | θ̂ without the fold), nats per row',
    source: 'Smyth, Statistics and Computing 10, 2000.',
  },
  'doubt-likelihood-ratio': {
    title: 'Bootstrap likelihood-ratio test',
    sentence:
      'Whether K + 1 components fit better than K by more than chance would: the ratio is held against samples of the fitted K.',
    formula: 'LR = 2 (log L_{K+1} − log L_K);  p = (1 + #{LR* ≥ LR}) / (1 + B)',
    source: 'McLachlan, Applied Statistics 36, 1987.',
  },
  'doubt-stability': {
    title: 'Stability of labels',
    sentence: 'How alike the clusters come out when the mixture is fitted to parts of the rows; 1 is always the same.',
    formula: 'mean adjusted Rand index between the labels of subsample fits and of the whole',
    source: 'Hubert and Arabie, 1985; Ben-Hur, Elisseeff and Guyon, 2002.',
  },
  'doubt-merge': {
    title: 'Merging by entropy',
    sentence: 'Components that share rows may be one cluster: pairs are joined in the order that lowers the uncertainty most.',
    formula: 'join the pair that lowers −Σᵢ Σₖ rᵢₖ log rᵢₖ most',
    source: 'Baudry, Raftery, Celeux, Lo and Gottardo, JCGS 19, 2010.',
  },
  'doubt-standard-errors': {
    title: 'Standard errors',
    sentence: 'How far the parameters would move with other rows of the same kind: the fit is repeated with random row weights.',
    formula: 'se = sd over refits with weights ~ n · Dirichlet(1, …, 1)',
    source: 'Weighted-likelihood bootstrap: Newton and Raftery, JRSS B 56, 1994; O’Hagan et al., 2019.',
  },
});
