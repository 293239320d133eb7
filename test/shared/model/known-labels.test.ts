import { describe, expect, it } from 'vitest';
import type { ColumnProfile } from '../../../src/shared/model/column.ts';
import { likeliestLabels, mayBeLabels, rowsOfCell } from '../../../src/shared/model/known-labels.ts';

const column = (name: string, type: ColumnProfile['type'], change: Partial<ColumnProfile> = {}): ColumnProfile => ({
  ...{
    name,
    type,
    missing: 0,
    infinite: 0,
    min: null,
    max: null,
    mean: null,
    sd: null,
    histogram: null,
    levelCount: null,
    levels: null,
  },
  ...change,
});

describe('a column of known labels', () => {
  it('holds names, yes and no or whole numbers, and not too many', () => {
    expect(mayBeLabels(column('a', 'category', { levelCount: 3 }))).toBe(true);
    expect(mayBeLabels(column('a', 'text', { levelCount: 101 }))).toBe(false);
    expect(mayBeLabels(column('a', 'integer', { min: 1, max: 3 }))).toBe(true);
    expect(mayBeLabels(column('a', 'number', { min: 1, max: 3 }))).toBe(false);
    expect(mayBeLabels(column('a', 'date', { min: 1, max: 3 }))).toBe(false);
  });

  it('is guessed: one that the fit does not use, names first', () => {
    const columns = [
      column('id', 'integer', { min: 1, max: 500 }),
      column('place', 'text', { levelCount: 40 }),
      column('kind', 'category', { levelCount: 3 }),
    ];
    expect(likeliestLabels(columns, [])).toBe('kind');
    expect(likeliestLabels(columns, ['kind'])).toBe('place');
    const sex = column('sex', 'category', { levelCount: 2, missing: 11 });
    expect(likeliestLabels([...columns, sex], [])).toBe('kind');
    expect(likeliestLabels([column('v', 'number', { min: 0, max: 1 })], [])).toBeNull();
  });

  const labels = Int32Array.of(1, 2, -1, 0, 1);
  it.each([
    [1, 'b', [0]],
    [null, 'b', [0, 3]],
    [1, null, [0]],
    [0, null, [3]],
    [2, 'a', [1]],
  ] as const)('has the rows of cluster %j and value %j', (cluster, level, rows) => {
    const cells = { kind: 'codes', codes: Int32Array.of(1, 0, 1, 1, -1), levels: ['a', 'b'] } as const;
    const found = rowsOfCell(labels, cells, cluster, level);
    expect(Array.from(found.keys()).filter((row) => found[row] === 1)).toEqual(rows);
  });

  it('may be numbers', () => {
    const cells = { kind: 'values', values: Float64Array.of(3, 3, 3, Number.NaN, 4) } as const;
    expect([...rowsOfCell(labels, cells, 1, '3')]).toEqual([1, 0, 0, 0, 0]);
    expect([...rowsOfCell(labels, cells, null, null)]).toEqual([1, 1, 0, 0, 1]);
  });
});
