import { describe, expect, it } from 'vitest';
import { bestTwo } from '../../../src/shared/geometry/best-two.ts';

describe('the two clusters that a row most belongs to', () => {
  const results = {
    k: 3,
    labels: Int32Array.of(2, 0, -1),
    responsibilities: Float32Array.of(0.25, 0.5, 0.25, 0, 0.125, 0.25, Number.NaN, Number.NaN, Number.NaN),
    noise: Float64Array.of(0, 0.625, Number.NaN),
  };
  it('come with their shares, ties by number, the noise among them', () => {
    expect(bestTwo(results, 0)).toEqual([{ cluster: 2, share: 0.5 }, { cluster: 1, share: 0.25 }]); // biome-ignore format: two
    expect(bestTwo(results, 1)).toEqual([{ cluster: 0, share: 0.625 }, { cluster: 3, share: 0.25 }]); // biome-ignore format: two
  });

  it('are fewer where there are fewer', () => {
    expect(bestTwo(results, 2)).toEqual([]);
    expect(bestTwo(results, 7)).toEqual([]);
    expect(bestTwo({ k: 1, labels: Int32Array.of(1), responsibilities: Float32Array.of(1) }, 0)).toHaveLength(1);
  });
});
