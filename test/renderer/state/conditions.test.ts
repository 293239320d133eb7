import { describe, expect, it } from 'vitest';
import {
  type Condition,
  countRows,
  joinedMasks,
  type Operator,
  operatorsOf,
  rowsWhere,
  typedValue,
} from '../../../src/renderer/state/conditions.ts';
import type { ColumnCells } from '../../../src/shared/model/column.ts';

const numbers: ColumnCells = { kind: 'values', values: Float64Array.of(1, 2, Number.NaN, 3) };
const texts: ColumnCells = { kind: 'codes', codes: Int32Array.of(0, 1, -1, 2, 0), levels: ['Adelie', 'Gentoo', 'adept'] };
const where = (operator: Operator, value = ''): Condition => ({ column: 'x', operator, value });
const found = (cells: ColumnCells, operator: Operator, value = '') => {
  const mask = rowsWhere(cells, cells.kind === 'values' ? 'number' : 'category', where(operator, value));
  return mask && [...mask].join('');
};

describe('a condition on numbers', () => {
  it('compares, and no comparison holds for a missing cell', () => {
    expect(found(numbers, '<', '2')).toBe('1000');
    expect(found(numbers, '≤', '2')).toBe('1100');
    expect(found(numbers, '>', '1')).toBe('0101');
    expect(found(numbers, '≥', '2')).toBe('0101');
    expect(found(numbers, 'is', '2.0')).toBe('0100');
    expect(found(numbers, 'is not', '2')).toBe('1001');
  });

  it('asks for missing cells', () => {
    expect(found(numbers, 'missing')).toBe('0010');
    expect(found(numbers, 'present')).toBe('1101');
  });

  it('waits for a number', () => {
    for (const text of ['', ' ', 'x', '1,5']) expect(found(numbers, '<', text)).toBeNull();
    expect(typedValue('−2', 'number')).toBe(-2);
  });

  it('takes numbers as the hint beside the field writes them', () => {
    expect(typedValue('1,000,000,003.5', 'number')).toBe(1_000_000_003.5);
    expect(typedValue('−12,345', 'integer')).toBe(-12_345);
    expect(typedValue('−2e−9', 'number')).toBe(-2e-9);
    expect(typedValue('12,34', 'number')).toBeNull();
  });

  it('reads dates as UTC', () => {
    expect(typedValue('2024-02-29', 'date')).toBe(Date.UTC(2024, 1, 29));
    expect(typedValue('2024-02-29T12:00', 'date')).toBe(Date.UTC(2024, 1, 29, 12));
    expect(typedValue('soon', 'date')).toBeNull();
  });
});

describe('a condition on text', () => {
  it('compares in either case', () => {
    expect(found(texts, 'is', 'adelie')).toBe('10001');
    expect(found(texts, 'is not', 'Adelie')).toBe('01010');
    expect(found(texts, 'contains', 'e')).toBe('11011');
    expect(found(texts, 'starts with', 'ade')).toBe('10011');
  });

  it('asks for missing cells, and waits for text', () => {
    expect(found(texts, 'missing')).toBe('00100');
    expect(found(texts, 'present')).toBe('11011');
    expect(found(texts, 'contains', ' ')).toBeNull();
  });

  it('is offered the comparisons of its type', () => {
    expect(operatorsOf('integer')).not.toContain('contains');
    expect(operatorsOf('boolean')).not.toContain('<');
  });
});

describe('several conditions', () => {
  it('hold all, or any', () => {
    const masks = [Uint8Array.of(1, 1, 0), Uint8Array.of(0, 1, 0)];
    expect([...joinedMasks(masks, 'all')]).toEqual([0, 1, 0]);
    expect([...joinedMasks(masks, 'any')]).toEqual([1, 1, 0]);
    expect(countRows(joinedMasks(masks, 'any'))).toBe(2);
    expect([...masks[0]!]).toEqual([1, 1, 0]);
  });
});
