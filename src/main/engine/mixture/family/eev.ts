import { eigenvalueFloor } from './bounds.ts';
import { eigenScatters } from './eigen-scatters.ts';
import type { FamilyShape } from './family.ts';
import { setOriented } from './full.ts';

/** Σ_k = D_k B D_kᵀ: one shape and size, each turned its own way. D_k are the axes of W_k, B = Σ_k (their lengths) / Σ_k N_k. */
export const eev: FamilyShape = {
  shape: 'full',
  unitInvariant: false,
  common: false,
  covarianceParameters: (k, d) => d + (k * d * (d - 1)) / 2,
  estimate(moments, floor, out) {
    const { k, d, counts } = moments;
    const lowest = eigenvalueFloor(floor);
    const { spreads, eigen } = eigenScatters(moments);
    const values = new Float64Array(d);
    let total = 0;
    for (let c = 0; c < k; c++) total += eigen[c] ? counts[c] : 0;
    for (let i = 0; i < k * d; i++) values[i % d] += spreads[i] / total;
    const atFloor = values.some((value) => !(value > lowest));
    const held = values.map((value) => Math.max(value, lowest));
    eigen.forEach((own, c) => {
      if (own) setOriented(held, own.vectors, atFloor, out, c);
    });
  },
};
