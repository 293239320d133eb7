import { sphereFloor } from './bounds.ts';
import { emptyCount, type FamilyShape } from './family.ts';
import { setDiagonal } from './full.ts';

/** Σ_k = (tr W_k / (d N_k)) I. Its floor is a share of the columns' mean variance. */
export const vii: FamilyShape = {
  shape: 'diagonal',
  unitInvariant: false,
  common: false,
  covarianceParameters: (k) => k,
  estimate({ k, d, counts, scatters }, floor, out) {
    const lowest = sphereFloor(floor);
    for (let c = 0; c < k; c++) {
      if (counts[c] <= emptyCount) continue;
      let variance = 0;
      for (let j = 0; j < d; j++) variance += scatters[c * d + j] / (d * counts[c]);
      const free = variance > lowest;
      setDiagonal(() => (free ? variance : lowest), !free, out, c);
    }
  },
};
