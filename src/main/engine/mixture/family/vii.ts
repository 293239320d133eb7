import { emptyCount, type Family } from './family.ts';
import { setDiagonal } from './full.ts';

/** Σ_k = (tr W_k / (d N_k)) I. Its floor is a share of the columns' mean variance. */
export const vii: Pick<Family, 'shape' | 'unitInvariant' | 'covarianceParameters' | 'estimate'> = {
  shape: 'diagonal',
  unitInvariant: false,
  covarianceParameters: (k) => k,
  estimate({ k, d, counts, scatters }, floor, out) {
    let lowest = 0;
    for (let j = 0; j < d; j++) lowest += (floor.share * floor.variances[j]) / d;
    for (let c = 0; c < k; c++) {
      if (counts[c] <= emptyCount) continue;
      let variance = 0;
      for (let j = 0; j < d; j++) variance += scatters[c * d + j] / (d * counts[c]);
      const free = variance > lowest;
      setDiagonal(() => (free ? variance : lowest), !free, out, c);
    }
  },
};
