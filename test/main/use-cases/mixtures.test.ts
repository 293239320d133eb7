import { describe, expect, it } from 'vitest';
import { toArrays, toLists } from '../../../src/main/use-cases/mixtures.ts';

const lists = {
  weights: [0.15, 0.75],
  means: [
    [1, 2],
    [3, 4],
  ],
  covariances: [
    [
      [1, 0.5],
      [0.5, 2],
    ],
    [
      [3, 0],
      [0, 4],
    ],
  ],
  noise: { weight: 0.1, logDensity: -3, perColumn: [-1, -2] },
};

describe('a mixture as nested lists and as flat arrays', () => {
  it('is the same mixture', () => {
    expect(toLists(toArrays(lists))).toEqual(lists);
  });
  it('has its means and covariances row by row', () => {
    const { k, d, means, covariances } = toArrays(lists);
    expect([k, d]).toEqual([2, 2]);
    expect([...means]).toEqual([1, 2, 3, 4]);
    expect([...covariances]).toEqual([1, 0.5, 0.5, 2, 3, 0, 0, 4]);
  });
});
