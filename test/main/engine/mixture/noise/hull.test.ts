import { describe, expect, test } from 'vitest';
import { logHullVolume } from '../../../../../src/main/engine/mixture/noise/hull.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import { faithful, iris } from '../../support.ts';

const volume = (points: readonly (readonly number[])[]) =>
  Math.exp(logHullVolume(Float64Array.from(points.flat()), points.length, points[0]!.length));

/** All corners of [0, side]^d, and the grid points between them. */
function grid(d: number, side: number): number[][] {
  if (d === 0) return [[]];
  return grid(d - 1, side).flatMap((rest) => Array.from({ length: side + 1 }, (_, x) => [...rest, x]));
}

/** The area by the monotone chain (Andrew 1979) and the shoelace formula: exact for whole numbers. */
function area(points: readonly (readonly number[])[]): number {
  const sorted = [...points].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
  const half = (all: typeof sorted) => {
    const chain: (readonly number[])[] = [];
    for (const p of all) {
      const turns = () => {
        const [a, b] = chain.slice(-2);
        return chain.length > 1 && (b![0]! - a![0]!) * (p[1]! - a![1]!) - (b![1]! - a![1]!) * (p[0]! - a![0]!) <= 0;
      };
      while (turns()) chain.pop();
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  const ring = [...half(sorted), ...half(sorted.reverse())];
  return (
    Math.abs(
      ring.reduce((sum, p, i) => sum + p[0]! * ring[(i + 1) % ring.length]![1]! - ring[(i + 1) % ring.length]![0]! * p[1]!, 0),
    ) / 2
  );
}

describe('the volume of a convex hull', () => {
  test.each([1, 2, 3, 4])('of a box is that of the box, however many points lie on its faces: d = %i', (d) => {
    expect(volume(grid(d, 4)) / 4 ** d).toBeCloseTo(1, 6);
  });

  test.each([2, 3, 4])('of a simplex is 1/d!: d = %i', (d) => {
    const corners = [
      Array.from({ length: d }, () => 0),
      ...Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_, j) => Number(i === j))),
    ];
    const factorial = [1, 1, 2, 6, 24][d]!;
    expect(volume(corners) * factorial).toBeCloseTo(1, 6);
  });

  test.each([3, 4])('of a cross-polytope is 2^d/d!, with points within: d = %i', (d) => {
    const random = createRandom(3, 'within', d);
    const axes = Array.from({ length: 2 * d }, (_, i) =>
      Array.from({ length: d }, (_, j) => (j === i >> 1 ? (i % 2 ? -1 : 1) : 0)),
    );
    const within = Array.from({ length: 300 }, () => Array.from({ length: d }, () => (random.next() - 0.5) / d));
    expect(volume([...within, ...axes])).toBeCloseTo(2 ** d / [0, 0, 0, 6, 24][d]!, 6);
  });

  test('of rows in a plane agrees with the monotone chain', () => {
    const rows = Array.from({ length: faithful.n }, (_, i) => [faithful.data[i]!, faithful.data[faithful.n + i]!]);
    expect(volume(rows) / area(rows)).toBeCloseTo(1, 6);
    const random = createRandom(4, 'whole');
    const whole = Array.from({ length: 500 }, () => [random.below(9), random.below(7)]);
    expect(volume(whole)).toBeCloseTo(area(whole), 5);
  });

  test('moves with the unit of a column and not with a turn', () => {
    const random = createRandom(5, 'turned');
    const points = Array.from({ length: 400 }, () => [random.next(), random.next(), random.next()]);
    const own = volume(points);
    expect(volume(points.map(([x, y, z]) => [1e6 * x!, 1e-6 * y!, 3 * z! + 1e3])) / own).toBeCloseTo(3, 5);
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    expect(volume(points.map(([x, y, z]) => [c * x! - s * y!, s * x! + c * y!, z!])) / own).toBeCloseTo(1, 6);
  });

  test('grows with the points and never beyond the box of their ranges', () => {
    const of = (n: number) => volume(Array.from({ length: n }, (_, i) => [0, 1, 2, 3].map((j) => iris.data[j * iris.n + i]!)));
    const volumes = [20, 50, 100, 150].map(of);
    expect(volumes.every((value, i) => i === 0 || value >= volumes[i - 1]!)).toBe(true);
    expect(volumes.at(-1)).toBeLessThan(3.6 * 2.4 * 5.9 * 2.4);
  });

  test('is 0 where the points lie in a plane, on a line or are too few', () => {
    expect(volume(grid(2, 3).map(([x, y]) => [x!, y!, x! + 2 * y!]))).toBe(0);
    expect(volume(grid(1, 9).map(([x]) => [x!, 2 * x!]))).toBe(0);
    expect(
      volume([
        [1, 2],
        [1, 2],
        [1, 2],
      ]),
    ).toBe(0);
    expect(
      volume([
        [1, 2],
        [3, 5],
      ]),
    ).toBe(0);
  });
});
