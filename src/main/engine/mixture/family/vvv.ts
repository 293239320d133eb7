import { emptyCount, type FamilyShape } from './family.ts';
import { setFull } from './full.ts';

/** Σ_k = W_k / N_k. */
export const vvv: FamilyShape = {
  shape: 'full',
  unitInvariant: true,
  common: false,
  covarianceParameters: (k, d) => (k * d * (d + 1)) / 2,
  estimate({ k, d, counts, scatters }, floor, out) {
    for (let c = 0; c < k; c++) if (counts[c] > emptyCount) setFull(scatters, c * d * d, counts[c], floor, out, c);
  },
};
