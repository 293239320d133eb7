import { createRoom } from '../../linear-algebra/room.ts';
import { type Moments, occupied } from './family.ts';

/** The variances found, K×d (those of components without rows are 0), and which components the bound holds up. */
export interface Variances {
  readonly values: Float64Array;
  readonly atFloor: Uint8Array;
}

const volumeRoom = createRoom();
const shapeRoom = createRoom();

const rounds = 500;
/** Relative change of the volumes; what it leaves in the log-likelihood is of its square. */
const settled = 1e-9;
/** Within rounding of the bound. */
const touching = 1 + 1e-9;

/**
 * Variances v_kj = λ_k a_j that maximise −½ Σ_k Σ_j (N_k log v_kj + w_kj / v_kj) with v_kj ≥ lowest_j, from the K×d spreads
 * w. Given a, the best λ_k is Σ_j w_kj / a_j / (d N_k); given λ, the best a_j is Σ_k w_kj / λ_k / Σ N (Celeux & Govaert
 * 1995, model [λ_k B]), each as far up as the bound asks. In log λ and log a the problem is convex: taking turns climbs
 * to the one optimum. `before`, the a_j of the M-step before or null, is where it begins.
 */
export function proportional(
  { k, d, counts }: Pick<Moments, 'k' | 'd' | 'counts'>,
  spreads: Float64Array,
  lowest: Float64Array,
  before: Float64Array | null,
): Variances {
  const there = occupied({ k, counts });
  let total = 0;
  for (const c of there) total += counts[c];
  const volumes = volumeRoom(k).fill(0);
  const shape = shapeRoom(d).fill(0);
  if (before) shape.set(before);
  else {
    for (const c of there) for (let j = 0; j < d; j++) shape[j] += spreads[c * d + j] / total;
    for (let j = 0; j < d; j++) shape[j] = Math.max(shape[j], lowest[j]);
  }
  for (let round = 0; round < rounds; round++) {
    let change = 0;
    let smallest = Number.POSITIVE_INFINITY;
    for (const c of there) {
      let volume = 0;
      let bound = 0;
      for (let j = 0; j < d; j++) {
        volume += spreads[c * d + j] / shape[j];
        bound = Math.max(bound, lowest[j] / shape[j]);
      }
      volume = Math.max(volume / (d * counts[c]), bound);
      change = Math.max(change, Math.abs(volume - volumes[c]) / volume);
      volumes[c] = volume;
      smallest = Math.min(smallest, volume);
    }
    if (change <= settled) break;
    for (let j = 0; j < d; j++) {
      let value = 0;
      for (const c of there) value += spreads[c * d + j] / volumes[c];
      shape[j] = Math.max(value / total, lowest[j] / smallest);
    }
  }
  const values = new Float64Array(k * d);
  const atFloor = new Uint8Array(k);
  for (const c of there) {
    for (let j = 0; j < d; j++) {
      const value = Math.max(volumes[c] * shape[j], lowest[j]);
      values[c * d + j] = value;
      if (value <= lowest[j] * touching) atFloor[c] = 1;
    }
  }
  return { values, atFloor };
}
