import { createRoom } from '../../linear-algebra/room.ts';
import { emptyCount, type FamilyShape } from './family.ts';
import { copyFull, setFull } from './full.ts';

const pooledRoom = createRoom();

/** Σ = Σ_k W_k / Σ_k N_k, the same for every component. */
export const eee: FamilyShape = {
  shape: 'full',
  unitInvariant: true,
  common: true,
  covarianceParameters: (_k, d) => (d * (d + 1)) / 2,
  estimate({ k, d, counts, scatters }, floor, out) {
    const pooled = pooledRoom(d * d);
    for (let i = 0; i < d * d; i++) pooled[i] = scatters[i];
    let total = counts[0];
    for (let c = 1; c < k; c++) {
      total += counts[c];
      for (let i = 0; i < d * d; i++) pooled[i] += scatters[c * d * d + i];
    }
    if (total <= emptyCount) return;
    setFull(pooled, 0, total, floor, out, 0);
    for (let c = 1; c < k; c++) copyFull(out, 0, c);
  },
};
