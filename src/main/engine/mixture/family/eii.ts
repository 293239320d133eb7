import { sphereFloor } from './bounds.ts';
import { emptyCount, type FamilyShape } from './family.ts';
import { setDiagonal } from './full.ts';

/** Σ = (Σ_k tr W_k / (d Σ_k N_k)) I. Its floor is a share of the columns' mean variance. */
export const eii: FamilyShape = {
  shape: 'diagonal',
  unitInvariant: false,
  common: true,
  covarianceParameters: () => 1,
  estimate({ k, d, counts, scatters }, floor, out) {
    const lowest = sphereFloor(floor);
    let total = 0;
    let trace = 0;
    for (let c = 0; c < k; c++) total += counts[c];
    if (total <= emptyCount) return;
    for (let i = 0; i < k * d; i++) trace += scatters[i];
    const variance = trace / (d * total);
    const free = variance > lowest;
    for (let c = 0; c < k; c++) setDiagonal(() => (free ? variance : lowest), !free, out, c);
  },
};
