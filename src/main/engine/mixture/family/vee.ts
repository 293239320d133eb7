import { symmetricEigen } from '../../../../shared/geometry/eigen.ts';
import { cholesky, invertLower } from '../../linear-algebra/cholesky.ts';
import { createRoom } from '../../linear-algebra/room.ts';
import { type FamilyShape, occupied } from './family.ts';
import { deviations, raise, relativeScatter, setRelative } from './full.ts';

const scatterRoom = createRoom();
const matrixRoom = createRoom();
const factorRoom = createRoom();
const inverseRoom = createRoom();
const precisionRoom = createRoom();
const ownRoom = createRoom();

const warmRounds = 30;
const coldRounds = 300;
/** Relative change of the volumes; what it leaves in the log-likelihood is of its square. */
const settled = 1e-8;

/**
 * Σ_k = λ_k C: one full shape in sizes of their own. Given C, the best λ_k is tr(C⁻¹ W_k) / (d N_k); given λ, the best C is
 * Σ_k W_k / λ_k / Σ_k N_k (Celeux & Govaert 1995, model [λ_k C]), each as far up as the floor asks, in units where every
 * column's variance is 1. Along geodesics the problem is convex: taking turns climbs to the one optimum.
 */
export const vee: FamilyShape = {
  shape: 'full',
  unitInvariant: true,
  common: false,
  covarianceParameters: (k, d) => k - 1 + (d * (d + 1)) / 2,
  estimate(moments, floor, out) {
    const { d, counts, scatters } = moments;
    const sd = deviations(floor);
    const there = occupied(moments);
    if (there.length === 0) return;
    const size = d * d;
    const relative = scatterRoom(there.length * size);
    there.forEach((c, index) => {
      relativeScatter(scatters, c * size, 1, sd, relative.subarray(index * size, (index + 1) * size));
    });
    const total = there.reduce((sum, c) => sum + counts[c], 0);
    const largest = there.reduce((a, b) => (counts[b] > counts[a] ? b : a), there[0]);
    const volumes = there.map(() => 1);
    const factor = factorRoom(size);
    const inverse = inverseRoom(size);

    /** Σ_k W_k / λ_k / Σ N, held above the floor for the smallest λ_k. */
    const common = (): Float64Array => {
      const matrix = matrixRoom(size).fill(0);
      for (let index = 0; index < there.length; index++) {
        for (let i = 0; i < size; i++) matrix[i] += relative[index * size + i] / volumes[index] / total;
      }
      const lowest = floor.share / Math.min(...volumes);
      if (!cholesky(matrix, d, factor, -lowest)) raise(matrix, d, lowest);
      return matrix;
    };
    /** The best volumes for `matrix`; gives the largest relative change. */
    const resize = (matrix: Float64Array): number => {
      if (!cholesky(matrix, d, factor)) throw new RangeError('A floored covariance is not positive definite.');
      invertLower(factor, d, inverse);
      const precision = precisionRoom(size).fill(0);
      for (let m = 0; m < d; m++) {
        for (let i = 0; i <= m; i++) for (let j = 0; j <= m; j++) precision[i * d + j] += inverse[m * d + i] * inverse[m * d + j];
      }
      let trace = 0;
      for (let i = 0; i < d; i++) trace += precision[i * d + i];
      let change = 0;
      let narrowest: number | null = null;
      for (let index = 0; index < there.length; index++) {
        let volume = 0;
        for (let i = 0; i < size; i++) volume += precision[i] * relative[index * size + i];
        volume /= d * counts[there[index]];
        // The smallest eigenvalue is no less than 1 / tr C⁻¹: mostly that says enough.
        if (!(volume > floor.share * trace)) {
          narrowest ??= symmetricEigen(matrix, d).values[0];
          volume = Math.max(volume, floor.share / narrowest);
        }
        change = Math.max(change, Math.abs(volume - volumes[index]) / volume);
        volumes[index] = volume;
      }
      return change;
    };

    const known = out.covariances[largest * d * d] > 0;
    let matrix = known ? relativeScatter(out.covariances, largest * size, 1, sd, matrixRoom(size)) : common();
    for (let round = 0; round < (known ? warmRounds : coldRounds); round++) {
      const change = resize(matrix);
      if (round > 0 && change <= settled) break;
      matrix = common();
    }
    there.forEach((c, index) => {
      const own = ownRoom(size);
      for (let i = 0; i < size; i++) own[i] = matrix[i] * volumes[index];
      const atFloor = !cholesky(own, d, factor, -floor.share * (1 + 1e-9));
      setRelative(own, sd, atFloor, out, c);
    });
  },
};
