import { symmetricEigen } from '../../../../shared/geometry/eigen.ts';
import { eigenvalueFloor } from './bounds.ts';
import { eigenScatters } from './eigen-scatters.ts';
import { type FamilyShape, occupied } from './family.ts';
import { setOriented } from './full.ts';
import { proportional } from './proportional.ts';

/**
 * Σ_k = λ_k D_k A D_kᵀ: one shape in sizes of their own, each turned its own way. D_k are the axes of W_k, in the order of
 * their lengths, whatever λ_k and A are; these are then as along the axes (VEI).
 */
export const vev: FamilyShape = {
  shape: 'full',
  unitInvariant: false,
  common: false,
  covarianceParameters: (k, d) => k + d - 1 + (k * d * (d - 1)) / 2,
  estimate(moments, floor, out) {
    const { d, counts } = moments;
    const there = occupied(moments);
    if (there.length === 0) return;
    const largest = there.reduce((a, b) => (counts[b] > counts[a] ? b : a), there[0]);
    const known = symmetricEigen(out.covariances.subarray(largest * d * d, (largest + 1) * d * d), d).values;
    const before = known.every((value) => value > 0) ? known : null;
    const { spreads, eigen } = eigenScatters(moments);
    const lowest = new Float64Array(d).fill(eigenvalueFloor(floor));
    const { values, atFloor } = proportional(moments, spreads, lowest, before);
    eigen.forEach((own, c) => {
      if (own) setOriented(values.subarray(c * d, (c + 1) * d), own.vectors, atFloor[c] === 1, out, c);
    });
  },
};
