import { symmetricEigen } from '../../../../shared/geometry/eigen.ts';
import { createRoom } from '../../linear-algebra/room.ts';
import type { Parameters } from '../parameters.ts';
import { type Moments, occupied } from './family.ts';
import { setOriented } from './full.ts';
import type { Variances } from './proportional.ts';

/** Writes the best variances along given axes, from the K×d spreads along them. */
export type AlongAxes = (spreads: Float64Array, out: Variances) => void;

const halfRoom = createRoom();
const scatterRoom = createRoom();

const warmRounds = 8;
const coldRounds = 200;
const tryRounds = 5;
/** Nats a row: less is not worth another round. */
const settled = 1e-13;
const mostTried = 8;

/** Axes as they stand, the scatters turned into them, the spreads along them, the best variances, and Σ N log v + w / v. */
interface Turned {
  readonly axes: Float64Array;
  readonly scatters: Float64Array;
  readonly spreads: Float64Array;
  readonly variances: Variances;
  cost: number;
}

/** In one piece of memory: it is made for every M-step. */
function createTurned(k: number, d: number): Turned {
  const room = new Float64Array((k + 1) * d * d + 2 * k * d);
  const spreads = (k + 1) * d * d;
  return {
    axes: room.subarray(0, d * d),
    scatters: room.subarray(d * d, spreads),
    spreads: room.subarray(spreads, spreads + k * d),
    variances: { values: room.subarray(spreads + k * d), atFloor: new Uint8Array(k) },
    cost: Number.POSITIVE_INFINITY,
  };
}

/**
 * M-step of the families Σ_k = D B_k Dᵀ with B_k diagonal: D is turned in one plane after the other, by the angle that is
 * best for the variances as they are (Flury & Gautschi 1986 turn for each component's own variances; the closed form used
 * here is exact for given ones, as the majorisation of Browne & McNicholas 2014 is not), then the variances are made the
 * best along the new axes. Each step climbs. It begins with the axes before, in out.orientation; where there are none, with
 * the best of several guesses: the axes of the pooled scatter, of single components, and of the columns.
 */
export function estimateOriented(moments: Moments, along: AlongAxes, out: Parameters): void {
  const { k, d } = moments;
  const there = occupied(moments);
  if (there.length === 0) return;
  const begin = (axes: Float64Array): Turned => {
    const turned = createTurned(k, d);
    turned.axes.set(axes);
    turnInto(turned, moments);
    evaluate(turned, moments, there, along);
    return turned;
  };
  const climbFrom = (turned: Turned, rounds: number): Turned => climb(turned, moments, there, along, rounds);
  let best: Turned;
  if (out.orientation.some((value) => value !== 0)) best = climbFrom(begin(out.orientation), warmRounds);
  else {
    const tried = guesses(moments, there).map((axes) => climbFrom(begin(axes), tryRounds));
    best = climbFrom(
      tried.reduce((a, b) => (b.cost < a.cost ? b : a)),
      coldRounds,
    );
  }
  out.orientation.set(best.axes);
  const { values, atFloor } = best.variances;
  for (const c of there) setOriented(values.subarray(c * d, (c + 1) * d), best.axes, atFloor[c] === 1, out, c);
}

/** Rounds of turning all planes and finding the variances anew, as long as they gain. `from` is spoiled. */
function climb(from: Turned, moments: Moments, there: readonly number[], along: AlongAxes, rounds: number): Turned {
  const { k, d, counts } = moments;
  const total = there.reduce((sum, c) => sum + counts[c], 0);
  let best = from;
  let next = createTurned(k, d);
  for (let round = 0; round < rounds; round++) {
    next.axes.set(best.axes);
    next.scatters.set(best.scatters);
    for (let p = 0; p < d - 1; p++) {
      for (let q = p + 1; q < d; q++) turn(next.axes, next.scatters, best.variances.values, there, d, p, q);
    }
    evaluate(next, moments, there, along);
    if (!(next.cost < best.cost)) return best;
    const gain = best.cost - next.cost;
    [best, next] = [next, best];
    if (gain <= settled * total) break;
  }
  return best;
}

/** The best variances along the axes as they stand, and what they cost. */
function evaluate(turned: Turned, { d, counts }: Moments, there: readonly number[], along: AlongAxes): void {
  const { scatters, spreads, variances } = turned;
  for (const c of there) for (let j = 0; j < d; j++) spreads[c * d + j] = Math.max(0, scatters[(c * d + j) * d + j]);
  along(spreads, variances);
  const { values } = variances;
  let cost = 0;
  for (const c of there) {
    for (let j = c * d; j < (c + 1) * d; j++) cost += counts[c] * Math.log(values[j]) + spreads[j] / values[j];
  }
  turned.cost = cost;
}

/** Turns axes p and q by the angle that minimises Σ_k (t_kpp / v_kp + t_kqq / v_kq), t the scatters along the axes. */
function turn(
  axes: Float64Array,
  scatters: Float64Array,
  values: Float64Array,
  there: readonly number[],
  d: number,
  p: number,
  q: number,
): void {
  let x = 0;
  let y = 0;
  for (const c of there) {
    const difference = 1 / values[c * d + p] - 1 / values[c * d + q];
    const at = c * d * d;
    x += 0.5 * (scatters[at + p * d + p] - scatters[at + q * d + q]) * difference;
    y += scatters[at + p * d + q] * difference;
  }
  if (y === 0 && x <= 0) return;
  const angle = 0.5 * Math.atan2(-y, -x);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  rotate(axes, 0, d, 1, p * d, q * d, cos, sin);
  for (const c of there) {
    rotate(scatters, c * d * d, d, 1, p * d, q * d, cos, sin);
    rotate(scatters, c * d * d, d, d, p, q, cos, sin);
  }
}

/** Two rows (`step` 1) or columns (`step` d) of the d × d matrix at `from`, which begin at `to` and `other`. */
function rotate(
  matrix: Float64Array,
  from: number,
  d: number,
  step: number,
  to: number,
  other: number,
  cos: number,
  sin: number,
): void {
  for (let i = 0; i < d; i++) {
    const first = from + to + i * step;
    const second = from + other + i * step;
    const a = matrix[first];
    const b = matrix[second];
    matrix[first] = cos * a + sin * b;
    matrix[second] = cos * b - sin * a;
  }
}

/** Both triangles of component c's scatter. */
function symmetric({ d, scatters }: Moments, c: number, matrix: Float64Array): Float64Array {
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      const value = scatters[(c * d + i) * d + j];
      matrix[i * d + j] = value;
      matrix[j * d + i] = value;
    }
  }
  return matrix;
}

/** scatters ← axes · W_k · axesᵀ, K×d×d. */
function turnInto({ axes, scatters }: Turned, moments: Moments): void {
  const { k, d } = moments;
  const half = halfRoom(d * d);
  for (let c = 0; c < k; c++) {
    const scatter = symmetric(moments, c, scatterRoom(d * d));
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        let sum = 0;
        for (let m = 0; m < d; m++) sum += axes[i * d + m] * scatter[m * d + j];
        half[i * d + j] = sum;
      }
    }
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let m = 0; m < d; m++) sum += half[i * d + m] * axes[j * d + m];
        scatters[(c * d + i) * d + j] = sum;
        scatters[(c * d + j) * d + i] = sum;
      }
    }
  }
}

/** Axes to begin with. */
function guesses(moments: Moments, there: readonly number[]): Float64Array[] {
  const { d, counts } = moments;
  const pooled = new Float64Array(d * d);
  const single = new Map(there.map((c) => [c, symmetric(moments, c, new Float64Array(d * d))]));
  for (const scatter of single.values()) for (let i = 0; i < d * d; i++) pooled[i] += scatter[i];
  const identity = Float64Array.from({ length: d * d }, (_, at) => (at % (d + 1) === 0 ? 1 : 0));
  if (d === 1) return [identity];
  const large = [...there].sort((a, b) => counts[b] - counts[a]).slice(0, mostTried);
  return [pooled, ...large.flatMap((c) => single.get(c) ?? [])].map((m) => symmetricEigen(m, d).vectors).concat([identity]);
}
