import { emptyCount, type FamilyShape } from './family.ts';
import { setDiagonal } from './full.ts';

/** Σ_k = diag(W_k) / N_k. */
export const vvi: FamilyShape = {
  shape: 'diagonal',
  unitInvariant: true,
  common: false,
  covarianceParameters: (k, d) => k * d,
  estimate({ k, d, counts, scatters }, floor, out) {
    for (let c = 0; c < k; c++) {
      if (counts[c] <= emptyCount) continue;
      const own = (j: number) => scatters[c * d + j] / counts[c];
      const lowest = (j: number) => floor.share * floor.variances[j];
      let atFloor = false;
      for (let j = 0; j < d; j++) atFloor ||= !(own(j) > lowest(j));
      setDiagonal((j) => Math.max(own(j), lowest(j)), atFloor, out, c);
    }
  },
};
