import { entries } from './entry.ts';

/** What can be taken along. */
export const exportHelp = entries({
  'export-report': {
    title: 'Report',
    sentence: 'One HTML page without scripts, with the charts as drawings: it opens anywhere, prints on A4, and sends nothing.',
    source:
      'Its words are those of the application; seed, options and the hash of the table are on it, so that it can be checked.',
  },
  'export-script': {
    title: 'Script',
    sentence:
      'Reads the table as it was read here, scores every row by these parameters, runs EM on from them where the program has the model, and stops with an error unless the log-likelihoods are equal.',
    formula: '|ℓ_program − ℓ| ≤ 10⁻⁶ · |ℓ|',
    source: 'scikit-learn: Pedregosa et al., JMLR 12, 2011; mclust: Scrucca et al., The R Journal 8, 2016.',
  },
  'export-model': {
    title: 'Model file',
    sentence: 'The mixture as JSON in the data’s own units, enough to score new rows.',
    formula: 'p(x) = Σₖ πₖ N(x | mₖ, Σₖ) + π₀ / V',
    source: 'docs/model-file.md, with a JSON Schema beside it.',
  },
  'export-labels': {
    title: 'Labels and probabilities',
    sentence:
      'The table with a cluster, an uncertainty, a log density and one probability a cluster for each row; a row that was left out has none.',
    formula: 'rᵢₖ = πₖ N(xᵢ | mₖ, Σₖ) / p(xᵢ);  uncertainty = 1 − maxₖ rᵢₖ',
    source:
      'Fraley and Raftery, JASA 97, 2002. CSV by RFC 4180; Parquet with the types of the columns, NULL where a cell is missing.',
  },
});
