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
});
