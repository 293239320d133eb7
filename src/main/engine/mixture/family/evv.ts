import { cholesky, halfLogDeterminant } from '../../linear-algebra/cholesky.ts';
import { createRoom } from '../../linear-algebra/room.ts';
import { eigenScatters } from './eigen-scatters.ts';
import { equalVolume } from './equal-volume.ts';
import { type FamilyShape, occupied } from './family.ts';
import { compose, deviations, relativeScatter, setRelative } from './full.ts';

const factorRoom = createRoom();
const scatterRoom = createRoom();
const ownRoom = createRoom();

/**
 * Σ_k = λ C_k with |C_k| = 1: each its own full shape, all of the same volume. Σ_k = W_k λ / g_k with g_k = |W_k|^(1/d) and
 * λ = Σ g_k / Σ N (Celeux & Govaert 1995). Units change all volumes alike, so that the work is done in units where every
 * column's variance is 1 and the floor is the same in every direction. Where it binds, the best Σ_k still has the
 * eigenvectors of W_k there (von Neumann's trace inequality).
 */
export const evv: FamilyShape = {
  shape: 'full',
  unitInvariant: true,
  common: false,
  covarianceParameters: (k, d) => 1 + k * ((d * (d + 1)) / 2 - 1),
  estimate(moments, floor, out) {
    const { k, d, counts, scatters } = moments;
    const sd = deviations(floor);
    const there = occupied(moments);
    const factor = factorRoom(d * d);
    const relative = scatterRoom(k * d * d);
    const sizes = new Float64Array(k);
    let total = 0;
    let volume = 0;
    for (const c of there) {
      const matrix = relativeScatter(scatters, c * d * d, 1, sd, relative.subarray(c * d * d, (c + 1) * d * d));
      sizes[c] = cholesky(matrix, d, factor) ? Math.exp((2 * halfLogDeterminant(factor, d)) / d) : 0;
      total += counts[c];
      volume += sizes[c];
    }
    const free = there.every((c) => {
      const matrix = relative.subarray(c * d * d, (c + 1) * d * d);
      for (let i = 0; i < d * d; i++) matrix[i] *= volume / total / sizes[c];
      return sizes[c] > 0 && cholesky(matrix, d, factor, -floor.share);
    });
    if (free) {
      for (const c of there) setRelative(relative.subarray(c * d * d, (c + 1) * d * d), sd, false, out, c);
      return;
    }
    const { spreads, eigen } = eigenScatters(moments, sd);
    const { values, atFloor } = equalVolume(moments, spreads, new Float64Array(d).fill(floor.share));
    eigen.forEach((axes, c) => {
      if (axes)
        setRelative(compose(values.subarray(c * d, (c + 1) * d), axes.vectors, d, ownRoom(d * d)), sd, atFloor[c] === 1, out, c);
    });
  },
};
