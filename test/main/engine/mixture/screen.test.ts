import { describe, expect, test } from 'vitest';
import { screensOf } from '../../../../src/main/engine/mixture/screen.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import { columnMoments, type Rows, takeRows, totalWeight } from '../../../../src/main/engine/rows.ts';
import { blobs, finish } from '../support.ts';

const screens = (rows: Rows, seed = 1) => finish(screensOf(rows, finish(columnMoments(rows)), seed));
const screen = (rows: Rows, seed = 1) => screens(rows, seed)[0];

/** Blobs and, in rows 7, 1007, 2007 …, points far from them. */
function withFarRows(n: number): Rows {
  const rows = blobs(n, 2, 3, 3, 1);
  const random = createRandom(4);
  const data = rows.data.slice();
  for (let i = 7; i < n; i += 1000) for (let j = 0; j < 2; j++) data[j * n + i] += 50 + 20 * random.next();
  return { ...rows, data };
}

describe('the screen', () => {
  test('is all rows where they are few', () => {
    const rows = blobs(3999, 2, 3, 6, 1);
    const { sample, coarse } = screen(rows);
    expect(sample).toEqual({ ...rows, rough: true });
    expect(coarse).toBe(sample);
  });

  test('takes half of some thousand rows for the first steps only', () => {
    const rows = blobs(6000, 2, 3, 6, 1);
    const { sample, coarse } = screen(rows);
    expect(sample).toEqual({ ...rows, rough: true });
    expect(coarse.n).toBe(3000);
  });

  test('weighs as much as all rows do, on the sample and on the coarse one', () => {
    const rows = withFarRows(30_000);
    const { sample, coarse } = screen(rows);
    expect([sample.n, coarse.n]).toEqual([10_000, 5000]);
    expect(totalWeight(sample)).toBeCloseTo(30_000, 6);
    expect(totalWeight(coarse)).toBeCloseTo(30_000, 6);
  });

  test('holds every far row once, at its own weight', () => {
    const rows = withFarRows(30_000);
    for (const part of Object.values(screen(rows))) {
      const far: number[] = [];
      for (let i = 0; i < part.n; i++) if (part.data[i] > 30) far.push(part.weights?.[i] ?? 0);
      expect(far).toEqual(new Array(30).fill(1));
    }
  });

  test('is the same for the same seed, and another for another', () => {
    const rows = withFarRows(20_000);
    expect(screen(rows)).toEqual(screen(rows));
    expect(screen(rows, 2).sample.data).not.toEqual(screen(rows).sample.data);
  });

  test('has another for the next turn, with the same far rows', () => {
    const rows = withFarRows(30_000);
    const [first, second] = screens(rows);
    expect(second.sample.data).not.toEqual(first.sample.data);
    const far = ({ data, n }: Rows) => [...data.subarray(0, n)].filter((x) => x > 30);
    expect(far(second.sample)).toEqual(far(first.sample));
    expect(screens(blobs(3000, 2, 3, 6, 1))).toHaveLength(1);
  });

  test('keeps the weights of the rows', () => {
    const plain = withFarRows(12_000);
    const rows = { ...plain, weights: Float64Array.from({ length: 12_000 }, (_, i) => i % 3) };
    const { sample } = screen(rows);
    expect(totalWeight(sample) / totalWeight(rows)).toBeCloseTo(1, 1);
    expect(new Set(sample.weights).size).toBeLessThanOrEqual(6);
  });

  test('does without far rows where one Gaussian is singular, and with missing cells', () => {
    const plain = blobs(12_000, 2, 2, 4, 1);
    const twice = { n: 12_000, d: 4, data: Float64Array.from([...plain.data, ...plain.data]) };
    expect(screen(twice).sample.n).toBe(10_000);
    const holes = { ...plain, data: plain.data.map((x, i) => (i % 11 === 0 ? Number.NaN : x)), missing: true };
    const { sample, coarse } = screen(holes);
    expect(totalWeight({ ...sample, missing: false })).toBeCloseTo(12_000, 6);
    expect(coarse.missing).toBe(true);
  });

  test('puts fits in the order in which all rows do', () => {
    // The variance of a column of which a thousandth is far out: a plain sample is off by a third, this one hardly.
    const rows = withFarRows(40_000);
    const [all] = finish(columnMoments(rows)).variances;
    for (const seed of [1, 2, 3, 4, 5]) {
      const [own] = finish(columnMoments(screen(rows, seed).coarse)).variances;
      expect(Math.abs(own / all - 1)).toBeLessThan(0.03);
    }
    const plain = takeRows(
      rows,
      Array.from({ length: 5000 }, (_, i) => 8 * i),
    );
    expect(Math.abs(finish(columnMoments(plain)).variances[0] / all - 1)).toBeGreaterThan(0.1);
  });
});
