import { describe, expect, it } from 'vitest';
import { combine, countSelected, inverted, selectedRows, span } from '../../../src/renderer/state/flags.ts';

const flags = (...bits: number[]) => Uint8Array.from(bits);

describe('a row selection', () => {
  it('is replaced, grown and shrunk by indices', () => {
    const first = combine(flags(), 5, [1, 3], 'replace');
    expect([...first]).toEqual([0, 1, 0, 1, 0]);
    expect([...combine(first, 5, [0], 'add')]).toEqual([1, 1, 0, 1, 0]);
    expect([...combine(first, 5, Int32Array.of(3), 'subtract')]).toEqual([0, 1, 0, 0, 0]);
    expect([...combine(first, 5, [4], 'replace')]).toEqual([0, 0, 0, 0, 1]);
  });

  it('takes a mask as well', () => {
    expect([...combine(flags(), 3, flags(0, 1, 1), 'replace')]).toEqual([0, 1, 1]);
    expect([...combine(flags(1, 1, 1), 3, flags(0, 1, 0), 'subtract')]).toEqual([1, 0, 1]);
  });

  it('leaves what was there as it was', () => {
    const before = flags(1, 0);
    combine(before, 2, [1], 'replace');
    expect([...before]).toEqual([1, 0]);
  });

  it('does not touch hidden and excluded', () => {
    expect([...combine(flags(2, 5, 4), 3, [0], 'replace')]).toEqual([3, 4, 4]);
    expect([...inverted(flags(2, 5, 4), 3)]).toEqual([3, 4, 5]);
  });

  it('ignores rows that do not exist', () => {
    expect([...combine(flags(), 2, [-1, 2, 1], 'replace')]).toEqual([0, 1]);
  });

  it('is all rows when none is inverted', () => {
    expect([...inverted(flags(), 3)]).toEqual([1, 1, 1]);
  });

  it('is counted and listed by its bit alone', () => {
    expect(countSelected(flags(1, 2, 3, 0))).toBe(2);
    expect([...selectedRows(flags(1, 2, 3, 0))]).toEqual([0, 2]);
  });

  it('spans rows in either direction', () => {
    expect([...span(3, 5)]).toEqual([3, 4, 5]);
    expect([...span(5, 3)]).toEqual([3, 4, 5]);
    expect([...span(2, 2)]).toEqual([2]);
  });
});
