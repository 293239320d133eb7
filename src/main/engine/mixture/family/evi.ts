import { columnFloor } from './bounds.ts';
import { equalVolume } from './equal-volume.ts';
import { type FamilyShape, occupied } from './family.ts';
import { setDiagonal } from './full.ts';

/** Σ_k = λ A_k with A_k diagonal, |A_k| = 1: each its own along the axes, all of the same volume. */
export const evi: FamilyShape = {
  shape: 'diagonal',
  unitInvariant: true,
  common: false,
  covarianceParameters: (k, d) => 1 + k * (d - 1),
  estimate(moments, floor, out) {
    const { d, scatters } = moments;
    const { values, atFloor } = equalVolume(moments, scatters, columnFloor(floor));
    for (const c of occupied(moments)) setDiagonal((j) => values[c * d + j], atFloor[c] === 1, out, c);
  },
};
