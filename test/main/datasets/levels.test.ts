import { describe, expect, it } from 'vitest';
import { levelsOf } from '../../../src/main/datasets/levels.ts';

describe('the values of a column as groups', () => {
  it('ascend where they are numbers; missing ones have no group', () => {
    const found = levelsOf({ kind: 'values', values: Float64Array.of(10, 2, Number.NaN, 10, -1) }, 10)!;
    expect(found.names).toEqual(['-1', '2', '10']);
    expect([...found.codes]).toEqual([2, 1, -1, 2, 0]);
  });

  it('keep their order where they are names', () => {
    const cells = { kind: 'codes', codes: Int32Array.of(1, 0, -1), levels: ['b', 'a'] } as const;
    expect(levelsOf(cells, 2)).toEqual({ names: ['b', 'a'], codes: cells.codes });
  });

  it('are not to be had where there are too many', () => {
    expect(levelsOf({ kind: 'values', values: Float64Array.of(1, 2, 3) }, 2)).toBeNull();
    expect(levelsOf({ kind: 'codes', codes: Int32Array.of(0), levels: ['a', 'b', 'c'] }, 2)).toBeNull();
  });
});
