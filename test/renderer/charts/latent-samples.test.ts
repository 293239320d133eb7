import { describe, expect, it } from 'vitest';
import { mixedPoints, sideBySide, sidePaths, tellingPairs } from '../../../src/renderer/charts/latent-samples.ts';
import type { DecodedColumn } from '../../../src/shared/contract/latent.ts';

const sampled = (values: number[], over: Partial<DecodedColumn> = {}): DecodedColumn => ({
  name: 'x',
  likelihood: 'gaussian',
  values: Float64Array.from(values),
  noise: null,
  levels: null,
  probabilities: null,
  ...over,
});
const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);

describe('a column of rows beside one of samples', () => {
  it('is counted in the same bins, as shares of each', () => {
    const real = Float64Array.of(0, 1, 2.5, 3, 4, Number.NaN);
    const both = sideBySide({ kind: 'values', values: real }, sampled([1, 1.2]));
    expect(both.real).toHaveLength(both.bins!.count);
    expect(sum(both.real)).toBeCloseTo(1);
    expect(sum(both.sampled)).toBeCloseTo(1);
  });

  it('keeps its bins where one sample lies far out, and counts that at the end', () => {
    const values = Float64Array.from({ length: 50 }, (_, i) => i + 0.5);
    const both = sideBySide({ kind: 'values', values }, sampled([10, 1e6]));
    expect(both.bins!.start + both.bins!.width * both.bins!.count).toBeLessThan(80);
    expect(both.sampled.at(-1)).toBe(0.5);
  });

  it('is counted by level, the most frequent first', () => {
    const cells = { kind: 'codes', codes: Int32Array.of(1, 1, 0, -1), levels: ['a', 'b'] } as const;
    const both = sideBySide(cells, sampled([0, 0, 0, 1], { likelihood: 'categorical', levels: ['a', 'b'] }));
    expect(both).toEqual({
      bins: null,
      levels: ['b', 'a'],
      real: [expect.closeTo(2 / 3), expect.closeTo(1 / 3)],
      sampled: [0.25, 0.75],
    });
    const numbers = sideBySide({ kind: 'values', values: Float64Array.of(3, 3, 5) }, sampled([1], { levels: ['3', '5'] }));
    expect(numbers.sampled).toEqual([0, 1]);
  });

  it('is drawn as bars and an outline of the same scale', () => {
    expect(sidePaths({ bins: null, levels: null, real: [0.5, 0.5], sampled: [1, 0] }, 10, 21)).toEqual({
      bars: 'M0 21V11h5V21zM5 21V11h5V21z',
      outline: 'M0 1h5L5 21h5',
    });
  });
});

describe('rows and samples in one plot', () => {
  it('take turns, as many of each', () => {
    const real = Float64Array.of(0, 1, 2, 3, 4, 5);
    const { xs, sampled: isSample } = mixedPoints([real, real], [Float64Array.of(10, 11, 12), Float64Array.of(0, 0, 0)]);
    expect([...xs]).toEqual([0, 10, 2, 11, 4, 12]);
    expect([...isSample]).toEqual([0, 1, 0, 1, 0, 1]);
  });

  it('are all there where there are fewer rows', () => {
    const { xs } = mixedPoints([Float64Array.of(7), Float64Array.of(7)], [Float64Array.of(1, 2), Float64Array.of(1, 2)]);
    expect([...xs]).toEqual([7, 1, 2]);
  });
});

describe('pairs of columns', () => {
  const pair = (a: string, b: string) => ({ a, b, real: 0, sampled: 1 });
  it('leave out pixels that hardly vary, and no other column', () => {
    const columns = [
      { name: 'dark', sd: 0.1 },
      { name: 'lit', sd: 4 },
      { name: 'size', sd: 0.01 },
    ];
    const pairs = [pair('dark', 'lit'), pair('lit', 'size'), pair('size', 'dark')];
    expect(tellingPairs(pairs, new Set(['dark', 'lit']), columns)).toEqual([pair('lit', 'size')]);
    expect(tellingPairs(pairs, new Set(), columns)).toEqual(pairs);
  });
});
