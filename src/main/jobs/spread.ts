import type { RowResults } from '../../shared/contract.ts';
import type { Posterior } from '../engine/mixture/posterior.ts';

/** Puts the posterior of the rows used back among all `total` rows. Rows not used: label −1, NaN elsewhere. */
export function spread(posterior: Posterior, k: number, used: Int32Array, total: number): RowResults {
  if (used.length === total) return { k, ...posterior };
  const labels = new Int32Array(total).fill(-1);
  const uncertainty = new Float64Array(total).fill(Number.NaN);
  const logDensity = new Float64Array(total).fill(Number.NaN);
  const responsibilities = new Float32Array(total * k).fill(Number.NaN);
  const noise = posterior.noise && new Float64Array(total).fill(Number.NaN);
  for (let i = 0; i < used.length; i++) {
    const row = used[i];
    labels[row] = posterior.labels[i];
    uncertainty[row] = posterior.uncertainty[i];
    logDensity[row] = posterior.logDensity[i];
    if (noise) noise[row] = posterior.noise?.[i] ?? 0;
    for (let c = 0; c < k; c++) responsibilities[row * k + c] = posterior.responsibilities[i * k + c];
  }
  return { k, labels, uncertainty, logDensity, responsibilities, noise };
}
