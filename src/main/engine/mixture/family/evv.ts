import { eigenScatters } from './eigen-scatters.ts';
import { equalVolume } from './equal-volume.ts';
import type { FamilyShape } from './family.ts';
import { compose, deviations, setRelative } from './full.ts';

/**
 * Σ_k = λ C_k with |C_k| = 1: each its own full shape, all of the same volume. Units change all volumes alike, so that the
 * work is done in units where every column's variance is 1 and the floor is the same in every direction; there the best
 * Σ_k has the eigenvectors of W_k (von Neumann's trace inequality).
 */
export const evv: FamilyShape = {
  shape: 'full',
  unitInvariant: true,
  common: false,
  covarianceParameters: (k, d) => 1 + k * ((d * (d + 1)) / 2 - 1),
  estimate(moments, floor, out) {
    const { d } = moments;
    const sd = deviations(floor);
    const { spreads, eigen } = eigenScatters(moments, sd);
    const { values, atFloor } = equalVolume(moments, spreads, new Float64Array(d).fill(floor.share));
    eigen.forEach((own, c) => {
      if (own) setRelative(compose(values.subarray(c * d, (c + 1) * d), own.vectors, d), sd, atFloor[c] === 1, out, c);
    });
  },
};
