import { describe, expect, it } from 'vitest';
import {
  cleared,
  combine,
  countSelected,
  drawn,
  excludedBit,
  hiddenBit,
  inverted,
  marked,
  onlySelected,
  onTopOf,
  rowsWith,
  selectedRows,
  selectedWithoutWeight,
  span,
  stateCounts,
} from '../../../src/renderer/state/flags.ts';

const flags = (...bits: number[]) => Uint8Array.from(bits);

describe('a row selection', () => {
  it('is replaced, grown and shrunk by indices', () => {
    const first = combine(flags(), 5, [1, 3], 'replace');
    expect([...first]).toEqual([0, 1, 0, 1, 0]);
    expect([...combine(first, 5, [0], 'add')]).toEqual([1, 1, 0, 1, 0]);
    expect([...combine(first, 5, Int32Array.of(3), 'subtract')]).toEqual([0, 1, 0, 0, 0]);
    expect([...combine(first, 5, [4], 'replace')]).toEqual([0, 0, 0, 0, 1]);
    expect([...combine(first, 5, [3, 4], 'intersect')]).toEqual([0, 0, 0, 1, 0]);
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

  it('made before the kept states of the rows were read keeps what was hidden and excluded', () => {
    expect([...onTopOf(flags(1, 2, 4, 5, 0), flags(0, 1, 1, 0, 2))]).toEqual([0, 3, 5, 4, 2]);
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

describe('hidden and excluded rows', () => {
  it('are those that were selected when they were marked', () => {
    const hidden = marked(flags(1, 0, 1), 3, hiddenBit, true);
    expect([...hidden]).toEqual([3, 0, 3]);
    expect([...marked(hidden, 3, excludedBit, true)]).toEqual([7, 0, 7]);
    expect([...marked(flags(3, 2), 2, hiddenBit, false)]).toEqual([1, 2]);
  });

  it('are nothing any more when their state is cleared', () => {
    expect([...cleared(flags(7, 6, 2), 3, hiddenBit)]).toEqual([5, 4, 0]);
  });

  it('are all that is not selected, when only the selected are shown', () => {
    expect([...onlySelected(flags(1, 0, 6, 3), 4)]).toEqual([1, 2, 6, 1]);
  });

  it('are counted each, and may be both', () => {
    expect(stateCounts(flags(7, 3, 4, 0))).toEqual({ selected: 2, hidden: 2, excluded: 2 });
    expect(stateCounts(flags())).toEqual({ selected: 0, hidden: 0, excluded: 0 });
  });

  it('can be picked by their state', () => {
    expect([...rowsWith(flags(4, 2, 6), 3, excludedBit)]).toEqual([1, 0, 1]);
    expect([...rowsWith(flags(), 2, hiddenBit)]).toEqual([0, 0]);
  });

  it('are not picked from a picture that does not draw them', () => {
    expect([...drawn(flags(1, 1, 0), flags(0, 2, 0))]).toEqual([1, 0, 0]);
    expect([...drawn(flags(1, 1), flags())]).toEqual([1, 1]);
  });
});

it('selected rows of weight 0 are counted by themselves', () => {
  const flags = Uint8Array.of(1, 1, 0, 3, 1, 1);
  expect(selectedWithoutWeight(flags, Float64Array.of(0, 2, 0, 0, Number.NaN, 1))).toBe(2);
  expect(selectedWithoutWeight(new Uint8Array(0), Float64Array.of(0))).toBe(0);
});
