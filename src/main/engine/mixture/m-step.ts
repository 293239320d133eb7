import { emptyCount, type Family, type Floor } from './family/family.ts';
import { copyParameters, type Parameters } from './parameters.ts';
import { logConstant } from './pass/components.ts';
import type { Statistics } from './pass/statistics.ts';

/**
 * The M-step: weights N_k / Σ N (the noise component's among them), means m_k + s_k / N_k, covariances by the family. `statistics` were taken about the
 * means of `old`; their scatters are moved to the new means in place (W_k = S_k − s_k s_kᵀ / N_k). Writes `out`.
 */
export function maximise(statistics: Statistics, family: Family, floor: Floor, old: Parameters, out: Parameters): void {
  const { k, d, counts, sums, scatters, shape } = statistics;
  copyParameters(old, out);
  let total = statistics.totals.noise;
  for (let c = 0; c < k; c++) total += counts[c];
  if (out.noise) out.noise.weight = statistics.totals.noise / total;
  for (let c = 0; c < k; c++) {
    out.weights[c] = counts[c] / total;
    if (counts[c] <= emptyCount) continue;
    for (let i = 0; i < d; i++) {
      const sum = sums[c * d + i];
      const shift = sum / counts[c];
      out.means[c * d + i] += shift;
      if (shape === 'diagonal') scatters[c * d + i] -= shift * sum;
      else for (let j = 0; j <= i; j++) scatters[(c * d + i) * d + j] -= shift * sums[c * d + j];
    }
  }
  family.estimate({ k, d, counts, scatters }, floor, out);
  for (let c = 0; c < k; c++) out.components.constants[c] = logConstant(out.weights[c], d, out.logDetFactors[c]);
}
