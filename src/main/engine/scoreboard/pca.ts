import type { Criterion } from '../../../shared/model/mixture.ts';
import { fitPca, type ProbabilisticPca, pcaLogDensity } from '../latent/bounds/pca.ts';
import type { Rows } from '../rows.ts';
import type { FoldStep, Outcome } from './fitted.ts';

/** Noise of this variance is no more than what keeps the likelihood finite: columns follow from one another. */
const degenerate = 2e-6;
/** More columns make the eigenvalues take long. */
export const mostPcaColumns = 300;

/**
 * Probabilistic PCA (Tipping & Bishop 1999) with 0 … d − 1 dimensions, chosen among the rows trained on by the criterion
 * (there are no hard labels here: ICL is BIC). Free parameters: d of the mean, d·q − q(q − 1)/2 of the axes, one of the noise.
 */
export function* scorePca(train: Rows, own: Rows, criterion: Criterion): Generator<FoldStep, Outcome> {
  const { n, d } = train;
  if (d > mostPcaColumns)
    return { failure: `Probabilistic PCA is fitted to up to ${mostPcaColumns} columns here; there are ${d}. Choose fewer.` };
  if (n < 2) return { failure: `There ${n === 1 ? 'is 1 row' : 'are no rows'} to train on. Ask for fewer folds.` };
  const all = Int32Array.from({ length: n }, (_, i) => i);
  yield { share: 0.1, doing: '' };
  const full = fitPca(byRow(train), d, all, d - 1);
  yield { share: 0.8, doing: '' };
  let best: { readonly model: ProbabilisticPca; readonly figure: number; readonly parameters: number } | null = null;
  for (let q = 0; q < d; q++) {
    const model = leading(full, q);
    if (q > 0 && model.noise <= degenerate) break;
    const parameters = d + d * q - (q * (q - 1)) / 2 + 1;
    const figure = -2 * n * meanLogLikelihood(model, full) + parameters * (criterion === 'aic' ? 2 : Math.log(n));
    if (best === null || figure < best.figure) best = { model, figure, parameters };
  }
  if (best === null || !Number.isFinite(best.figure))
    return { failure: 'The covariance of the rows trained on has no finite likelihood.' };
  const places = Int32Array.from({ length: own.n }, (_, i) => i);
  const { length: q } = best.model.values;
  return {
    logDensity: pcaLogDensity(best.model, byRow(own), places),
    variance: null,
    choice: `${q} ${q === 1 ? 'dimension' : 'dimensions'}`,
    parameters: best.parameters,
    caution: null,
  };
}

/** The model with q dimensions, from the one with d − 1: what is not kept as an axis becomes noise. */
function leading({ d, mean, values, axes, noise }: ProbabilisticPca, q: number): ProbabilisticPca {
  const rest = values.subarray(q).reduce((sum, value) => sum + value, noise);
  return { d, mean, values: values.slice(0, q), axes: axes.slice(0, q * d), noise: rest / (d - q) };
}

/** Of the rows fitted to: −½ (d log 2π + log |C| + tr(C⁻¹ S)), where S has the eigenvalues of the full model. */
function meanLogLikelihood({ d, values, noise }: ProbabilisticPca, full: ProbabilisticPca): number {
  const q = values.length;
  const logDet = values.reduce((sum, value) => sum + Math.log(value), (d - q) * Math.log(noise));
  const rest = full.values.subarray(q).reduce((sum, value) => sum + value, full.noise);
  return -0.5 * (d * Math.log(2 * Math.PI) + logDet + q + rest / noise);
}

/** n × d row-major. */
export function byRow({ n, d, data }: Rows): Float64Array {
  const rows = new Float64Array(n * d);
  for (let j = 0; j < d; j++) for (let i = 0; i < n; i++) rows[i * d + j] = data[j * n + i];
  return rows;
}
