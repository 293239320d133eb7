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
      (spreads, { values, atFloor }) => {
        for (let c = 0; c < k; c++) {
          atFloor[c] = 0;
          for (let i = c * d; i < (c + 1) * d; i++) {
            const own = spreads[i] / counts[c];
            if (!(own > lowest)) atFloor[c] = 1;
            values[i] = own > lowest ? own : lowest;
          }
        }
      },
      out,
    );
  },
};
