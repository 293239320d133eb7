import { emptyCount, type Family, type Floor, type Prior } from './family/family.ts';
import { priorCount, priorShare } from './family/prior.ts';
import { copyParameters, type Parameters } from './parameters.ts';
import { logConstant } from './pass/components.ts';
import type { Statistics } from './pass/statistics.ts';

/**
 * The M-step: weights N_k / Σ N (the noise component's among them; those of the Gaussians alike where the family holds
 * them equal), means m_k + s_k / N_k, covariances by the family. `statistics` were taken about the means of `old`; their
 * scatters are moved to the new means in place (W_k = S_k − s_k s_kᵀ / N_k). With a prior the posterior mode takes the
 * place of the maximum. Writes `out`.
 */
export function maximise(statistics: Statistics, family: Family, floor: Floor, old: Parameters, out: Parameters): void {
  const { k, d, counts, sums, scatters, shape } = statistics;
  copyParameters(old, out);
  let total = statistics.totals.noise;
  for (let c = 0; c < k; c++) total += counts[c];
  if (out.noise) out.noise.weight = statistics.totals.noise / total;
  const equal = (total - statistics.totals.noise) / total / k;
  for (let c = 0; c < k; c++) {
    out.weights[c] = family.proportions === 'equal' ? equal : counts[c] / total;
    if (counts[c] <= emptyCount) continue;
    for (let i = 0; i < d; i++) {
      const sum = sums[c * d + i];
      const shift = sum / counts[c];
      out.means[c * d + i] += shift;
      if (shape === 'diagonal') scatters[c * d + i] -= shift * sum;
      else for (let j = 0; j <= i; j++) scatters[(c * d + i) * d + j] -= shift * sums[c * d + j];
    }
  }
  const moments = family.prior ? withPrior(statistics, family, family.prior, out.means) : { k, d, counts, scatters };
  family.estimate(moments, floor, out);
  for (let c = 0; c < k; c++) out.components.constants[c] = logConstant(out.weights[c], d, out.logDetFactors[c]);
}

/**
 * Moves the means to the posterior's, (N_k m_k + κ m) / (N_k + κ), and gives the moments whose maximum is the posterior
 * mode: the prior is as good as so many more rows and so much more scatter (Fraley & Raftery 2007, table 1).
 */
function withPrior({ k, d, shape, counts, scatters }: Statistics, family: Family, prior: Prior, means: Float64Array) {
  const { shrinkage, mean, scale } = prior;
  const share = priorShare(family, k, d);
  const more = priorCount(family, prior, k, d);
  const away = new Float64Array(d);
  for (let c = 0; c < k; c++) {
    const rows = counts[c] > emptyCount ? counts[c] : 0;
    const pull = shrinkage > 0 ? shrinkage / (rows + shrinkage) : 0;
    for (let i = 0; i < d; i++) {
      away[i] = means[c * d + i] - mean[i];
      means[c * d + i] -= pull * away[i];
      if (shape === 'diagonal') scatters[c * d + i] += rows * pull * away[i] * away[i] + share * scale[i * d + i];
      else {
        for (let j = 0; j <= i; j++) {
          scatters[(c * d + i) * d + j] += rows * pull * away[i] * away[j] + share * scale[i * d + j];
        }
      }
    }
  }
  return { k, d, counts: counts.map((count) => count + more), scatters };
}
