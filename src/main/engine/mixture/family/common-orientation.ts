import { symmetricEigen } from '../../../../shared/geometry/eigen.ts';
import type { Parameters } from '../parameters.ts';
import { type Moments, occupied } from './family.ts';
import { setOriented } from './full.ts';
import type { Variances } from './proportional.ts';

/** Best variances along given axes, from the K×d spreads along them. */
export type AlongAxes = (spreads: Float64Array) => Variances;

const warmRounds = 8;
const coldRounds = 200;
const tryRounds = 5;
/** Nats a row: less is not worth another round. */
const settled = 1e-13;
const mostTried = 8;

/** Axes as they stand, the scatters turned into them, the best variances along them, and Σ N log v + w / v. */
interface Turned {
  readonly axes: Float64Array;
  readonly scatters: Float64Array;
  readonly variances: Variances;
  readonly cost: number;
}

/**
 * M-step of the families Σ_k = D B_k Dᵀ with B_k diagonal: D is turned in one plane after the other, by the angle that is
 * best for the variances as they are (Flury & Gautschi 1986 turn for each component's own variances; the closed form used
 * here is exact for given ones, as the majorisation of Browne & McNicholas 2014 is not), then the variances are made the
 * best along the new axes. Each step climbs. It begins with the axes before, in out.orientation; where there are none, with
 * the best of several guesses: the axes of the pooled scatter, of single components, and of the columns.
 */
export function estimateOriented(moments: Moments, along: AlongAxes, out: Parameters): void {
  const { k, d, counts } = moments;
  const there = occupied(moments);
  if (there.length === 0) return;
  const total = there.reduce((sum, c) => sum + counts[c], 0);
  const evaluate = (axes: Float64Array, scatters: Float64Array): Turned => {
    const spreads = new Float64Array(k * d);
    for (const c of there) for (let j = 0; j < d; j++) spreads[c * d + j] = Math.max(0, scatters[(c * d + j) * d + j]);
    const variances = along(spreads);
    let cost = 0;
    for (const c of there) {
      for (let j = c * d; j < (c + 1) * d; j++) {
        cost += counts[c] * Math.log(variances.values[j]) + spreads[j] / variances.values[j];
      }
    }
    return { axes, scatters, variances, cost };
  };
  const climb = (from: Turned, rounds: number): Turned => {
    let best = from;
    for (let round = 0; round < rounds; round++) {
      const axes = best.axes.slice();
      const scatters = best.scatters.slice();
      for (let p = 0; p < d - 1; p++) for (let q = p + 1; q < d; q++) turn(axes, scatters, best.variances.values, there, d, p, q);
      const next = evaluate(axes, scatters);
      if (!(next.cost < best.cost)) return best;
      const gain = best.cost - next.cost;
      best = next;
      if (gain <= settled * total) break;
    }
    return best;
  };
  const begin = (axes: Float64Array) => evaluate(axes, turnedInto(axes, moments));
  let best: Turned;
  if (out.orientation.some((value) => value !== 0)) best = climb(begin(out.orientation.slice()), warmRounds);
  else {
    const tried = guesses(moments, there).map((axes) => climb(begin(axes), tryRounds));
    best = climb(
      tried.reduce((a, b) => (b.cost < a.cost ? b : a)),
      coldRounds,
    );
  }
  out.orientation.set(best.axes);
  const { values, atFloor } = best.variances;
  for (const c of there) setOriented(values.subarray(c * d, (c + 1) * d), best.axes, atFloor[c] === 1, out, c);
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
  const rotate = (matrix: Float64Array, from: number, step: number, to: number, other: number): void => {
    for (let i = 0; i < d; i++) {
      const a = matrix[from + to + i * step];
      const b = matrix[from + other + i * step];
      matrix[from + to + i * step] = cos * a + sin * b;
      matrix[from + other + i * step] = cos * b - sin * a;
    }
  };
  rotate(axes, 0, 1, p * d, q * d);
  for (const c of there) {
    rotate(scatters, c * d * d, 1, p * d, q * d);
    rotate(scatters, c * d * d, d, p, q);
  }
}

const symmetric = ({ d, scatters }: Moments, c: number): Float64Array =>
  Float64Array.from({ length: d * d }, (_, at) => {
    const [i, j] = [Math.floor(at / d), at % d];
    return scatters[c * d * d + Math.max(i, j) * d + Math.min(i, j)];
  });

/** axes · W_k · axesᵀ, K×d×d. */
function turnedInto(axes: Float64Array, moments: Moments): Float64Array {
  const { k, d } = moments;
  const turned = new Float64Array(k * d * d);
  const half = new Float64Array(d * d);
  for (let c = 0; c < k; c++) {
    const scatter = symmetric(moments, c);
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
        turned[(c * d + i) * d + j] = sum;
        turned[(c * d + j) * d + i] = sum;
      }
    }
  }
  return turned;
}

/** Axes to begin with. */
function guesses(moments: Moments, there: readonly number[]): Float64Array[] {
  const { d, counts } = moments;
  const pooled = new Float64Array(d * d);
  const single = new Map(there.map((c) => [c, symmetric(moments, c)]));
  for (const scatter of single.values()) for (let i = 0; i < d * d; i++) pooled[i] += scatter[i];
  const identity = Float64Array.from({ length: d * d }, (_, at) => (at % (d + 1) === 0 ? 1 : 0));
  if (d === 1) return [identity];
  const large = [...there].sort((a, b) => counts[b] - counts[a]).slice(0, mostTried);
  return [pooled, ...large.flatMap((c) => single.get(c) ?? [])].map((m) => symmetricEigen(m, d).vectors).concat([identity]);
}
