import { eigenvalueFloor } from './bounds.ts';
import { estimateOriented } from './common-orientation.ts';
import { equalVolume } from './equal-volume.ts';
import type { FamilyShape } from './family.ts';

/** Σ_k = λ D A_k Dᵀ with A_k diagonal, |A_k| = 1: shapes of their own, all of the same volume and turned the same way. */
export const eve: FamilyShape = {
  shape: 'full',
  unitInvariant: false,
  common: false,
  covarianceParameters: (k, d) => 1 + k * (d - 1) + (d * (d - 1)) / 2,
  estimate(moments, floor, out) {
    const lowest = new Float64Array(moments.d).fill(eigenvalueFloor(floor));
    estimateOriented(moments, (spreads, variances) => equalVolume(moments, spreads, lowest, variances), out);
  },
};
