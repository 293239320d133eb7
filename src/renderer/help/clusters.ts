import { entries } from './entry.ts';

/** What clusters say of rows: doubt, reasons, profiles, known labels. */
export const clusterHelp = entries({
  'row-uncertainty': {
    title: 'Uncertainty of a row',
    sentence: 'The probability that the row does not belong to the cluster that it was given to: 0 is sure.',
    formula: 'uᵢ = 1 − maxₖ rᵢₖ',
    source: 'Fraley and Raftery, JASA 97, 2002; mclust’s uncertainty.',
  },
  'row-density': {
    title: 'Log density of a row',
    sentence: 'How much room the whole mixture has for the row; where it is lowest, rows fit nowhere and may be outliers.',
    formula: 'log p(xᵢ) = log Σₖ πₖ N(xᵢ | mₖ, Σₖ), nats',
    source: 'McLachlan and Peel, Finite Mixture Models, 2000, ch. 1.',
  },
  'row-why': {
    title: 'Why this row?',
    sentence: 'How much each column, once known, moves the log-odds between the two clusters that the row most belongs to.',
    formula: 'φⱼ = mean over orders of [v(S ∪ j) − v(S)],  v(S) = log p(x_S | 1) − log p(x_S | 2);  log π₁/π₂ + Σ φⱼ = log-odds',
    source: 'Shapley, 1953; Lundberg and Lee, NIPS 2017.',
  },
  'profile-difference': {
    title: 'Difference from the rest',
    sentence: 'How far the mean of the cluster lies from the mean of all other clusters, in standard deviations of the column.',
    formula: '(m_cluster − m_rest) / s_column, by the fitted mixture',
    source: 'Standardised mean difference: Cohen, 1988, with the standard deviation of the whole column.',
  },
  'profile-higher': {
    title: 'Higher than the rest',
    sentence: 'The probability that a row of the cluster has a higher value than a row of the rest; 50 % says nothing.',
    formula: 'P(X > Y) = Σ wₐ w_b Φ((mₐ − m_b) / √(sₐ² + s_b²))',
    source: 'Common language effect size: McGraw and Wong, Psychological Bulletin 111, 1992.',
  },
  'profile-overlap': {
    title: 'Overlap with the rest',
    sentence: 'The area that the densities of the cluster and of the rest have in common: 0 % apart, 100 % alike.',
    formula: '∫ min(f(x), g(x)) dx',
    source: 'Overlapping coefficient: Inman and Bradley, 1989.',
  },
  'labels-ari': {
    title: 'Adjusted Rand index',
    sentence: 'How many pairs of rows clusters and known labels treat alike, set so that chance gives 0 and the same groups 1.',
    formula: '(Σ C(nᵢⱼ, 2) − E) / (½ (A + B) − E)',
    source: 'Hubert and Arabie, Journal of Classification 2, 1985.',
  },
  'labels-agreement': {
    title: 'Agreement',
    sentence: 'The share of rows that agree when each known value is matched with one cluster, one to one, as well as can be.',
    formula: 'max over matchings of Σ n(value, its cluster) / n',
    source: 'Hungarian method: Kuhn, 1955.',
  },
  'labels-v-measure': {
    title: 'V-measure',
    sentence:
      'Whether clusters hold one value each (homogeneity) and values lie in one cluster each (completeness), in one figure.',
    formula: 'V = 2 h c / (h + c),  h = 1 − H(value | cluster) / H(value),  c = 1 − H(cluster | value) / H(cluster)',
    source: 'Rosenberg and Hirschberg, 2007: the normalised mutual information.',
  },
});
