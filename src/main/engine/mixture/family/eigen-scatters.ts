import { type Eigen, symmetricEigen } from '../../../../shared/geometry/eigen.ts';
import { createRoom } from '../../linear-algebra/room.ts';
import { emptyCount, type Moments } from './family.ts';
import { relativeScatter } from './full.ts';

const relativeRoom = createRoom();

/** Of each component: the scatter's eigenvalues (K×d, ascending, never below 0) and its eigenvectors; null without rows. */
export interface EigenScatters {
  readonly spreads: Float64Array;
  readonly eigen: readonly (Eigen | null)[];
}

/** In the units of the rows, or of `sd` where given. */
export function eigenScatters(
  { k, d, counts, scatters }: Moments,
  sd: Float64Array = new Float64Array(d).fill(1),
): EigenScatters {
  const spreads = new Float64Array(k * d);
  const eigen = Array.from({ length: k }, (_, c) => {
    if (counts[c] <= emptyCount) return null;
    const found = symmetricEigen(relativeScatter(scatters, c * d * d, 1, sd, relativeRoom(d * d)), d);
    for (let j = 0; j < d; j++) spreads[c * d + j] = Math.max(0, found.values[j]);
    return found;
  });
  return { spreads, eigen };
}
