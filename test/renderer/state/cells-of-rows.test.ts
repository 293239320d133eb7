import { describe, expect, it } from 'vitest';
import { cellsByName, cellsOfTexts, evenly, takeCells } from '../../../src/renderer/state/cells-of-rows.ts';
import type { ColumnProfile } from '../../../src/shared/model/column.ts';

describe('cells of a few rows, told as text', () => {
  it('are numbers again where the column holds numbers', () => {
    const cells = cellsOfTexts(['0.1', null, '-Inf', '1e-9'], 'number');
    expect(cells).toEqual({ kind: 'values', values: Float64Array.of(0.1, Number.NaN, -Infinity, 1e-9) });
    expect(cellsOfTexts(['1970-01-02'], 'date')).toEqual({ kind: 'values', values: Float64Array.of(86_400_000) });
  });

  it('are levels otherwise', () => {
    expect(cellsOfTexts(['b', 'a', null, 'b'], 'category')).toEqual({
      kind: 'codes',
      codes: Int32Array.of(0, 1, -1, 0),
      levels: ['b', 'a'],
    });
  });

  it('go by the names of their columns', () => {
    const columns = [
      { name: 'x', type: 'integer' },
      { name: 'kind', type: 'text' },
    ] as ColumnProfile[];
    const cells = cellsByName(columns, [['3'], ['a']]);
    expect([...cells.keys()]).toEqual(['x', 'kind']);
    expect(cells.get('x')).toEqual({ kind: 'values', values: Float64Array.of(3) });
  });
});

describe('cells of the rows that take part', () => {
  it('are values or levels, in the order of the rows', () => {
    const rows = Int32Array.of(2, 0);
    expect(takeCells({ kind: 'values', values: Float64Array.of(1, 2, Number.NaN) }, rows)).toEqual({
      kind: 'values',
      values: Float64Array.of(Number.NaN, 1),
    });
    const codes = { kind: 'codes', codes: Int32Array.of(0, -1, 1), levels: ['a', 'b'] } as const;
    expect(takeCells(codes, rows)).toEqual({ ...codes, codes: Int32Array.of(1, 0) });
  });
});

describe('rows evenly taken', () => {
  it('are all where there are few, otherwise as many as asked, each once', () => {
    expect([...evenly(3, 10)]).toEqual([0, 1, 2]);
    const taken = [...evenly(1001, 100)];
    expect(new Set(taken).size).toBe(100);
    expect(taken[0]).toBeLessThan(11);
    expect(taken.at(-1)).toBeGreaterThan(990);
    expect(taken.at(-1)).toBeLessThan(1001);
  });
});
