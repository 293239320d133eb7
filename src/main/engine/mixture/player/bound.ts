import type { Rows } from '../../rows.ts';
import type { Parameters } from '../parameters.ts';
import type { Components } from '../pass/components.ts';
import { createStatistics, type Statistics } from '../pass/statistics.ts';
import { totalScatter } from './total-scatter.ts';

/**
 * Q = Σ_i Σ_k r_ik log p(x_i, z_i = k), nats, from the statistics of the responsibilities r, whose scatters are about the
 * means of `components`: Σ_k N_k constant_k − ½ tr(F_k S_k F_kᵀ).
 */
export function expectedComplete({ k, d, counts, scatters, shape }: Statistics, { constants, factors }: Components): number {
  let total = 0;
  for (let c = 0; c < k; c++) {
    if (counts[c] === 0) continue;
    let squares = 0;
    if (shape === 'diagonal') for (let j = 0; j < d; j++) squares += factors[c * d + j] ** 2 * scatters[c * d + j];
    else squares = traceFull(factors, scatters, c * d * d, d);
    total += counts[c] * constants[c] - 0.5 * squares;
  }
  return total;
}

/** tr(F S Fᵀ) of the lower triangles that begin at `at`. */
function traceFull(factors: Float64Array, scatters: Float64Array, at: number, d: number): number {
  let total = 0;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      const f = factors[at + i * d + j];
      total += f * f * scatters[at + j * d + j];
      for (let l = 0; l < j; l++) total += 2 * f * factors[at + i * d + l] * scatters[at + j * d + l];
    }
  }
  return total;
}

/** The bound while nothing is known of any row: responsibilities are the mixing weights, Σ_i Σ_k π_k log N(x_i | m_k, Σ_k). */
export function boundBeforeAnyStep(rows: Rows, { k, d, weights, means, components }: Parameters): number {
  const { n } = rows;
  const { mean, scatter } = totalScatter(rows);
  const statistics = createStatistics(k, d, components.shape);
  const { counts, scatters } = statistics;
  let entropy = 0;
  for (let c = 0; c < k; c++) {
    const weight = weights[c];
    if (weight === 0) continue;
    counts[c] = n * weight;
    entropy -= n * weight * Math.log(weight);
    for (let i = 0; i < d; i++) {
      const away = mean[i] - means[c * d + i];
      for (let j = 0; j <= i; j++) {
        const value = weight * (scatter[i * d + j] + n * away * (mean[j] - means[c * d + j]));
        if (components.shape === 'full') scatters[(c * d + i) * d + j] = value;
        else if (i === j) scatters[c * d + i] = value;
      }
    }
  }
  return expectedComplete(statistics, components) + entropy;
}
