import { columnFloor } from './bounds.ts';
import { emptyCount, type FamilyShape } from './family.ts';
import { setDiagonal } from './full.ts';

/** Σ = Σ_k diag(W_k) / Σ_k N_k, the same for every component. */
export const eei: FamilyShape = {
  shape: 'diagonal',
  unitInvariant: true,
  common: true,
  covarianceParameters: (_k, d) => d,
  estimate({ k, d, counts, scatters }, floor, out) {
    const lowest = columnFloor(floor);
    const variances = new Float64Array(d);
    let total = 0;
    for (let c = 0; c < k; c++) total += counts[c];
    if (total <= emptyCount) return;
    for (let i = 0; i < k * d; i++) variances[i % d] += scatters[i] / total;
    const atFloor = variances.some((variance, j) => !(variance > lowest[j]));
    for (let c = 0; c < k; c++) setDiagonal((j) => Math.max(variances[j], lowest[j]), atFloor, out, c);
  },
};
