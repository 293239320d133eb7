import type { GaussianMixture } from '../model/mixture.ts';
import { type MarginalChain, marginalChain } from './marginal-chain.ts';

/** One of two clusters that a row is weighed between: components (from 0) that make it up, or the noise. */
export type Side = readonly number[] | 'noise';

export interface LogOdds {
  /** log (r_a / r_b), nats. */
  readonly total: number;
  /** log (π_a / π_b): what speaks for a before the row is looked at. */
  readonly prior: number;
  /** What each column adds; 0 for a missing cell. prior + Σ columns = total. */
  readonly columns: Float64Array;
  /** Orders of the columns that were averaged over; null where all of them were (exactly, by subsets). */
  readonly orders: number | null;
}

/** Up to so many columns all 2^d sets are gone through. */
const exactUpTo = 12;
/** Beyond, orders are drawn until they cost about so many operations. */
const operations = 4e7;

/**
 * Each column's share in the log-odds of a row between two clusters of a mixture: the Shapley value (1953) of the game
 * v(S) = log p(x_S | a) − log p(x_S | b) over sets S of columns, p(x_S | a) = Σ_{k∈a} (π_k / π_a) N(x_S | m_k, Σ_k) being
 * the marginal density. A column's share is what it adds to v, averaged over all orders in which the columns can become
 * known; for covariances along the axes and clusters of one component it is its own log density ratio. Shares and prior
 * sum to the log-odds. Up to 12 known columns it is exact; beyond, the mean over orders drawn by a fixed seed, each with
 * its reverse: the sum stays exact. Noise that fills no box along the axes is shared evenly between the columns.
 * `x`: d values in the mixture's units, NaN = missing.
 */
export function logOddsShares(mixture: GaussianMixture, x: ArrayLike<number>, a: Side, b: Side): LogOdds {
  const d = x.length;
  const known = Array.from({ length: d }, (_, j) => j).filter((j) => Number.isFinite(x[j]!));
  const prior = Math.log(weightOf(mixture, a)) - Math.log(weightOf(mixture, b));
  const sides: Sides = [voiceOf(mixture, a, x), voiceOf(mixture, b, x)];
  const exact = known.length <= exactUpTo;
  const orders = exact ? 0 : ordersFor(known.length, sides[0].parts.length + sides[1].parts.length);
  const shares = exact ? overSubsets(sides, known) : overOrders(sides, known, orders);
  const columns = new Float64Array(d);
  known.forEach((j, i) => {
    columns[j] = shares[i]!;
  });
  return { total: prior + shares.reduce((sum, share) => sum + share, 0), prior, columns, orders: exact ? null : orders };
}

const weightOf = ({ weights, noise }: GaussianMixture, side: Side): number =>
  side === 'noise' ? (noise?.weight ?? 0) : side.reduce((sum, c) => sum + weights[c]!, 0);

/** A side as the walk through sets of columns asks it: its parts, each a log density that grows column by column. */
interface Voice {
  readonly parts: readonly MarginalChain[];
  /** log (π_k / π_a) */
  readonly logWeights: readonly number[];
}
type Sides = readonly [Voice, Voice];

function voiceOf(mixture: GaussianMixture, side: Side, x: ArrayLike<number>): Voice {
  if (side === 'noise') return { parts: [noiseChain(mixture, x.length)], logWeights: [0] };
  const whole = weightOf(mixture, side);
  return {
    parts: side.map((c) => marginalChain(mixture, c, x)),
    logWeights: side.map((c) => Math.log(mixture.weights[c]! / whole)),
  };
}

function noiseChain({ noise }: GaussianMixture, d: number): MarginalChain {
  const stack: number[] = [0];
  return {
    push(column) {
      const adds = noise ? (noise.perColumn ? noise.perColumn[column]! : noise.logDensity / d) : 0;
      stack.push(stack[stack.length - 1]! + adds);
      return stack[stack.length - 1]!;
    },
    pop() {
      stack.pop();
    },
  };
}

function logSumExp(values: readonly number[]): number {
  const most = Math.max(...values);
  return Number.isFinite(most) ? most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0)) : most;
}

/** Adds a column on both sides; v of the set that is then taken. */
function pushBoth(sides: Sides, column: number): number {
  const [of, against] = sides.map(({ parts, logWeights }) =>
    logSumExp(parts.map((part, i) => logWeights[i]! + part.push(column))),
  );
  return of! - against!;
}

function popBoth(sides: Sides): void {
  for (const { parts } of sides) for (const part of parts) part.pop();
}

/** φ_j = Σ_{S∌j} |S|! (d − |S| − 1)! / d! · (v(S ∪ j) − v(S)) */
function overSubsets(sides: Sides, known: readonly number[]): Float64Array {
  const d = known.length;
  const worth = new Float64Array(2 ** d);
  const walk = (mask: number, from: number) => {
    for (let i = from; i < d; i++) {
      const with_ = mask | (1 << i);
      worth[with_] = pushBoth(sides, known[i]!);
      walk(with_, i + 1);
      popBoth(sides);
    }
  };
  walk(0, 0);
  // 1 / (d · (d − 1 over |S|))
  const factors = new Float64Array(d);
  for (let s = 0, ways = 1; s < d; ways = (ways * (d - 1 - s)) / (s + 1), s++) factors[s] = 1 / (d * ways);
  const shares = new Float64Array(d);
  for (let mask = 0; mask < worth.length; mask++) {
    const factor = factors[bits(mask)]!;
    for (let i = 0; i < d; i++) if (!(mask & (1 << i))) shares[i]! += factor * (worth[mask | (1 << i)]! - worth[mask]!);
  }
  return shares;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest > 0; rest &= rest - 1) count++;
  return count;
}

const ordersFor = (d: number, parts: number): number =>
  2 * Math.max(4, Math.min(200, Math.floor(operations / ((d ** 3 / 6) * parts * 2))));

function overOrders(sides: Sides, known: readonly number[], orders: number): Float64Array {
  const d = known.length;
  const shares = new Float64Array(d);
  const order = Int32Array.from({ length: d }, (_, i) => i);
  const next = generator();
  const take = (column: (at: number) => number) => {
    let before = 0;
    for (let at = 0; at < d; at++) {
      const i = column(at);
      const now = pushBoth(sides, known[i]!);
      shares[i]! += (now - before) / orders;
      before = now;
    }
    for (let at = 0; at < d; at++) popBoth(sides);
  };
  for (let pair = 0; pair < orders / 2; pair++) {
    for (let i = d - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    take((at) => order[at]!);
    take((at) => order[d - 1 - at]!);
  }
  return shares;
}

/** Mulberry32 from a fixed seed, so that a row's shares are the same each time. */
function generator(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
