import { columnFloor } from './bounds.ts';
import { type FamilyShape, occupied } from './family.ts';
import { setDiagonal } from './full.ts';
import { proportional } from './proportional.ts';

/** Σ_k = λ_k B with B diagonal: one shape along the axes, in sizes of their own. */
export const vei: FamilyShape = {
  shape: 'diagonal',
  unitInvariant: true,
  common: false,
  covarianceParameters: (k, d) => k + d - 1,
  estimate(moments, floor, out) {
    const { d, counts, scatters } = moments;
    const there = occupied(moments);
    if (there.length === 0) return;
    const largest = there.reduce((a, b) => (counts[b] > counts[a] ? b : a), there[0]);
    const known = Float64Array.from({ length: d }, (_, j) => out.covariances[(largest * d + j) * d + j]);
    const before = known.every((variance) => variance > 0) ? known : null;
    const { values, atFloor } = proportional(moments, scatters, columnFloor(floor), before);
    for (const c of there) setDiagonal((j) => values[c * d + j], atFloor[c] === 1, out, c);
  },
};
