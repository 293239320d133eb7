import { entries } from './entry.ts';

/** What is compared across K. */
export const criteriaHelp = entries({
  'k-bic': {
    title: 'ΔBIC',
    sentence: 'How much worse than the best candidate by the Bayesian information criterion; over 10 is strong evidence.',
    formula: 'BIC = −2 log L + p log n;  Δ = BIC − min BIC',
    source: 'Schwarz, Annals of Statistics 6, 1978; the scale of evidence: Kass and Raftery, 1995.',
  },
  'k-aic': {
    title: 'ΔAIC',
    sentence: 'How much worse by Akaike’s criterion, which charges less for a parameter and so likes more components.',
    formula: 'AIC = −2 log L + 2p',
    source: 'Akaike, IEEE Transactions on Automatic Control 19, 1974.',
  },
  'k-icl': {
    title: 'ΔICL',
    sentence: 'BIC that also asks for clusters that are apart: rows shared between components count against it.',
    formula: 'ICL = BIC − 2 Σᵢ log maxₖ rᵢₖ',
    source: 'Biernacki, Celeux and Govaert, IEEE PAMI 22, 2000.',
  },
  'fit-flow': {
    title: 'From K to K + 1',
    sentence:
      'Which rows of a component at one K are in which component at the next: what splits in two, and what is mixed anew.',
    formula: 'nₐᵦ = number of rows i with argmaxₖ rᵢₖ = a at K and = b at K + 1',
    source: 'A parallel set (Kosara, Bendix and Hauser, 2006); ordered as by Sugiyama, Tagawa and Toda, 1981, to cross little.',
  },
  'fit-optimum': {
    title: 'Another optimum',
    sentence:
      'Another peak of the same likelihood, where other starts ended: if it is nearly as high and labels rows otherwise, the clusters are not to be trusted.',
    formula: 'ARI = (Σ C(nₐᵦ, 2) − E) / (½ (A + B) − E): 1 is the same groups, 0 what chance would give',
    source: 'Hubert and Arabie, Journal of Classification 2, 1985; components are matched by the rows in common (Kuhn, 1955).',
  },
});
