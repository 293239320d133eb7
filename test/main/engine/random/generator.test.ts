import { expect, test } from 'vitest';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import { sampleIndices } from '../../../../src/main/engine/random/sample.ts';

const first = (seed: number, ...keys: (number | string)[]) => {
  const random = createRandom(seed, ...keys);
  return Array.from({ length: 5 }, () => random.next());
};

test('the same seed and keys give the same numbers, and any other gives others', () => {
  expect(first(1, 3, 'VVV', 2)).toEqual(first(1, 3, 'VVV', 2));
  const streams = [
    first(1, 3, 'VVV', 2),
    first(2, 3, 'VVV', 2),
    first(1, 4, 'VVV', 2),
    first(1, 3, 'EEE', 2),
    first(1, 3, 'VVV', 1),
    first(1, 2, 'VVV', 3),
    first(0),
  ];
  expect(new Set(streams.flat()).size).toBe(35);
});

test('the numbers of a seed are the ones that stored fits were made with', () => {
  expect(first(1)).toMatchInlineSnapshot(`
    [
      0.23293486553111697,
      0.4635047602202689,
      0.41904004448174936,
      0.23376301261165955,
      0.7128975956598318,
    ]
  `);
});

test('numbers are uniform on [0, 1) within four standard errors, in mean, variance and lag', () => {
  const random = createRandom(7, 'uniform');
  const n = 100_000;
  const x = Float64Array.from({ length: n }, () => random.next());
  const mean = x.reduce((sum, v) => sum + v, 0) / n;
  expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
  expect(Math.abs(x.reduce((sum, v) => sum + (v - 0.5) ** 2, 0) / n - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / n));
  let lag = 0;
  for (let i = 1; i < n; i++) lag += (x[i] - 0.5) * (x[i - 1] - 0.5);
  expect(Math.abs(lag / n)).toBeLessThan(4 / 12 / Math.sqrt(n));
  expect(x.every((v) => v >= 0 && v < 1)).toBe(true);
});

test('a sample holds different indices in ascending order, each as likely as the others', () => {
  const hits = new Array<number>(10).fill(0);
  for (let seed = 0; seed < 2000; seed++) {
    const sample = sampleIndices(10, 3, createRandom(seed));
    expect(sample.length).toBe(3);
    expect([...sample]).toEqual([...new Set(sample)].sort((a, b) => a - b));
    for (const i of sample) hits[i]++;
  }
  for (const count of hits) expect(Math.abs(count - 600)).toBeLessThan(5 * Math.sqrt(2000 * 0.3 * 0.7));
});

test('a sample as large as the whole is the whole', () => {
  expect([...sampleIndices(4, 9, createRandom(1))]).toEqual([0, 1, 2, 3]);
});
