import { describe, expect, it } from 'vitest';
import { logOddsShares, type Side } from '../../../src/shared/geometry/log-odds.ts';
import { marginalChain } from '../../../src/shared/geometry/marginal-chain.ts';
import type { GaussianMixture } from '../../../src/shared/model/mixture.ts';

/** Numbers in (−1, 1) that are the same each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  };
}

/** Full covariances A Aᵀ + ½ I. */
function madeUp(k: number, d: number, seed: number): GaussianMixture {
  const next = numbers(seed);
  const each = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
  const covariances = each(k, () => {
    const a = each(d, () => each(d, next));
    return each(d, (i) => each(d, (j) => a[i]!.reduce((sum, value, l) => sum + value * a[j]![l]!, i === j ? 0.5 : 0)));
  });
  const raw = each(k, () => 1.2 + next());
  const whole = raw.reduce((sum, one) => sum + one);
  return { weights: raw.map((one) => one / whole), means: each(k, () => each(d, () => 2 * next())), covariances };
}

/** log p(x_S) of a side, by elimination on the columns of S in the order given. */
function logDensity(mixture: GaussianMixture, side: readonly number[], x: readonly number[], columns: readonly number[]): number {
  const whole = side.reduce((sum, c) => sum + mixture.weights[c]!, 0);
  const density = side.map((c) => {
    const s = columns.map((i) => columns.map((j) => mixture.covariances[c]![i]![j]!));
    const y = columns.map((i) => x[i]! - mixture.means[c]![i]!);
    let log = 0;
    columns.forEach((_, p) => {
      log -= 0.5 * (Math.log(2 * Math.PI * s[p]![p]!) + y[p]! ** 2 / s[p]![p]!);
      for (let r = p + 1; r < columns.length; r++) {
        const factor = s[r]![p]! / s[p]![p]!;
        for (let c2 = p; c2 < columns.length; c2++) s[r]![c2]! -= factor * s[p]![c2]!;
        y[r]! -= factor * y[p]!;
      }
    });
    return (mixture.weights[c]! / whole) * Math.exp(log);
  });
  return Math.log(density.reduce((sum, one) => sum + one, 0));
}

function ordersOf(columns: readonly number[]): number[][] {
  if (columns.length === 0) return [[]];
  return columns.flatMap((first) => ordersOf(columns.filter((j) => j !== first)).map((rest) => [first, ...rest]));
}

/** The definition: what each column adds, averaged over every order. */
function byOrders(mixture: GaussianMixture, x: readonly number[], a: readonly number[], b: readonly number[]): number[] {
  const known = x.flatMap((value, j) => (Number.isNaN(value) ? [] : [j]));
  const orders = ordersOf(known);
  const shares = x.map(() => 0);
  const worth = (set: readonly number[]) => logDensity(mixture, a, x, set) - logDensity(mixture, b, x, set);
  for (const order of orders)
    order.forEach((column, at) => {
      shares[column]! += (worth(order.slice(0, at + 1)) - worth(order.slice(0, at))) / orders.length;
    });
  return shares;
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
const logOdds = (mixture: GaussianMixture, a: readonly number[], b: readonly number[], x: readonly number[]) => {
  const known = x.flatMap((value, j) => (Number.isNaN(value) ? [] : [j]));
  const weight = (side: readonly number[]) => Math.log(sum(side.map((c) => mixture.weights[c]!)));
  return weight(a) - weight(b) + logDensity(mixture, a, x, known) - logDensity(mixture, b, x, known);
};

describe('the shares of columns in the log-odds between two clusters', () => {
  it('are what each column adds, averaged over all orders in which columns can become known', () => {
    const mixture = madeUp(4, 4, 7);
    const x = [0.3, -1.1, 0.8, 1.7];
    for (const [a, b] of [
      [[0], [1]],
      [
        [0, 2],
        [1, 3],
      ],
    ] as const) {
      const found = logOddsShares(mixture, x, a, b);
      expect(found.orders).toBeNull();
      byOrders(mixture, x, a, b).forEach((share, j) => void expect(found.columns[j]).toBeCloseTo(share, 10));
      expect(found.total).toBeCloseTo(logOdds(mixture, a, b, x), 10);
    }
  });

  it.each([1, 2, 5, 10, 12, 13, 20, 40])('sum with the prior to the log-odds in %i columns', (d) => {
    const mixture = madeUp(3, d, 11 + d);
    const next = numbers(99);
    const x = Array.from({ length: d }, () => 2 * next());
    const { total, prior, columns, orders } = logOddsShares(mixture, x, [0], [1, 2]);
    expect(Math.abs(prior + sum(columns) - total)).toBeLessThan(1e-9);
    const direct = logOdds(mixture, [0], [1, 2], x);
    expect(Math.abs(total - direct) / Math.max(1, Math.abs(direct))).toBeLessThan(1e-9);
    expect(orders === null).toBe(d <= 12);
  });

  it('are each column’s own log density ratio where covariances lie along the axes', () => {
    const mixture: GaussianMixture = {
      weights: [0.7, 0.3],
      means: [
        [0, 1],
        [2, 5],
      ],
      covariances: [[[1, 0], [0, 4]], [[9, 0], [0, 1]]], // biome-ignore format: matrices
    };
    const { prior, columns } = logOddsShares(mixture, [1, 2], [0], [1]);
    expect(prior).toBeCloseTo(Math.log(7 / 3), 12);
    expect(columns[0]).toBeCloseTo(-0.5 + Math.log(3) + 1 / 18, 12);
    expect(columns[1]).toBeCloseTo(-1 / 8 - Math.log(2) + 9 / 2, 12);
  });

  it('are 0 for missing cells, and the rest is as if their columns were not there', () => {
    const mixture = madeUp(3, 4, 5);
    const x = [0.2, Number.NaN, -0.4, 1];
    const found = logOddsShares(mixture, x, [1], [2]);
    expect(found.columns[1]).toBe(0);
    expect(found.total).toBeCloseTo(logOdds(mixture, [1], [2], x), 10);
    byOrders(mixture, x, [1], [2]).forEach((share, j) => void expect(found.columns[j]).toBeCloseTo(share, 10));
    const nothing = logOddsShares(mixture, [Number.NaN, Number.NaN, Number.NaN, Number.NaN], [1], [2]);
    expect(nothing.total).toBe(nothing.prior);
  });

  it('turn their sign with the sides', () => {
    const mixture = madeUp(3, 15, 21);
    const x = Array.from({ length: 15 }, (_, j) => Math.sin(j));
    const one = logOddsShares(mixture, x, [0], [2]);
    const other = logOddsShares(mixture, x, [2], [0]);
    one.columns.forEach((share, j) => void expect(share).toBeCloseTo(-other.columns[j]!, 10));
  });

  it('weigh a row against noise, by column where its volume is a box', () => {
    const boxed = { ...madeUp(2, 2, 3), noise: { weight: 0.1, logDensity: -5, perColumn: [-2, -3] } };
    const x = [0.1, 0.4];
    const found = logOddsShares(boxed, x, [0], 'noise');
    const expected = Math.log(boxed.weights[0]! / 0.1) + logDensity(boxed, [0], x, [0, 1]) + 5;
    expect(found.total).toBeCloseTo(expected, 10);
    const turned = { ...boxed, noise: { ...boxed.noise, perColumn: null } };
    const evenly = logOddsShares(turned, x, [0], 'noise');
    expect(evenly.total).toBeCloseTo(expected, 10);
    expect(evenly.columns[0]! - found.columns[0]!).toBeCloseTo(0.5, 10);
  });

  it('are close to the exact ones where orders are drawn', () => {
    // Twelve columns exactly, and the same with a thirteenth that says nothing.
    const twelve = madeUp(2, 12, 31);
    const thirteenth = (row: readonly number[]) => [...row, 0];
    const mixture: GaussianMixture = {
      weights: twelve.weights,
      means: twelve.means.map((mean) => [...mean, 0]),
      covariances: twelve.covariances.map((matrix) => [...matrix.map(thirteenth), [...matrix.map(() => 0), 1]]),
    };
    const x = Array.from({ length: 12 }, (_, j) => Math.cos(j));
    const exact: Side[] = [[0], [1]];
    const of = logOddsShares(twelve, x, exact[0]!, exact[1]!);
    const drawn = logOddsShares(mixture, [...x, 0.3], exact[0]!, exact[1]!);
    expect(drawn.orders).toBeGreaterThanOrEqual(100);
    const largest = Math.max(...of.columns.map(Math.abs));
    of.columns.forEach((share, j) => void expect(Math.abs(share - drawn.columns[j]!)).toBeLessThan(0.15 * largest));
    expect(drawn.columns[12]).toBeCloseTo(0, 10);
    expect(logOddsShares(mixture, [...x, 0.3], exact[0]!, exact[1]!)).toEqual(drawn);
  });

  it('stay finite for a covariance that rounding has made singular', () => {
    const flat: GaussianMixture = {
      weights: [0.5, 0.5],
      means: [
        [0, 0],
        [1, 1],
      ],
      covariances: [[[1, 1], [1, 1]], [[1, 0], [0, 1]]], // biome-ignore format: matrices
    };
    const { total, columns } = logOddsShares(flat, [0.2, 0.3], [0], [1]);
    expect([total, ...columns].every(Number.isFinite)).toBe(true);
  });
});

describe('a chain of marginal densities', () => {
  it('gives the density of the columns taken, in any order, and takes them back', () => {
    const mixture = madeUp(1, 5, 2);
    const x = [1, 0, -1, 0.5, 2];
    const chain = marginalChain(mixture, 0, x);
    chain.push(3);
    chain.push(0);
    chain.pop();
    chain.push(4);
    expect(chain.push(1)).toBeCloseTo(logDensity(mixture, [0], x, [1, 3, 4]), 10);
  });
});
