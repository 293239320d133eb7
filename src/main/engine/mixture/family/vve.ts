import { eigenvalueFloor } from './bounds.ts';
import { estimateOriented } from './common-orientation.ts';
import type { FamilyShape } from './family.ts';

/** Σ_k = D B_k Dᵀ with B_k diagonal: shapes and sizes of their own, all turned the same way. */
export const vve: FamilyShape = {
  shape: 'full',
  unitInvariant: false,
  common: false,
  covarianceParameters: (k, d) => k * d + (d * (d - 1)) / 2,
  estimate(moments, floor, out) {
    const { k, d, counts } = moments;
    const lowest = eigenvalueFloor(floor);
    estimateOriented(
      moments,
      (spreads) => {
        const atFloor = new Uint8Array(k);
        const values = spreads.map((spread, i) => {
          const c = Math.floor(i / d);
          const own = spread / counts[c];
          if (!(own > lowest)) atFloor[c] = 1;
          return own > lowest ? own : lowest;
        });
        return { values, atFloor };
      },
      out,
    );
  },
};
