import { describe, expect, it } from 'vitest';
import {
  contentHeight,
  isStretched,
  lastTop,
  revealing,
  scrolledTo,
  tallest,
  topRow,
  visible,
} from '../../../src/renderer/widgets/scroll.ts';

const short = { rows: 1000, height: 24, viewport: 480 };
const long = { rows: 5_000_000, height: 24, viewport: 480 };

describe('a scroller over rows', () => {
  it('is as high as its rows, but never higher than browsers can lay out', () => {
    expect(contentHeight(short)).toBe(24_000);
    expect(contentHeight(long)).toBe(tallest);
    expect(isStretched({ ...short, rows: 600_000 })).toBe(false);
    expect(isStretched({ ...short, rows: 1_000_000 })).toBe(true);
  });

  it.each([['short', short] as const, ['long', long] as const])('reaches the first and the last row (%s)', (_, extent) => {
    expect(topRow(extent, 0)).toBe(0);
    const end = contentHeight(extent) - extent.viewport;
    expect(topRow(extent, end)).toBeCloseTo(lastTop(extent), 6);
    expect(lastTop(extent) + extent.viewport / extent.height).toBe(extent.rows);
  });

  it.each([['short', short] as const, ['long', long] as const])('scrolls to where a row stands at the top (%s)', (_, extent) => {
    for (const row of [0, 1, 417, extent.rows / 2, lastTop(extent)])
      expect(topRow(extent, scrolledTo(extent, row))).toBeCloseTo(row, 6);
  });

  it('does not leave the rows', () => {
    expect(topRow(short, -50)).toBe(0);
    expect(scrolledTo(short, 5000)).toBe(24_000 - 480);
    expect(lastTop({ rows: 3, height: 24, viewport: 480 })).toBe(0);
  });

  it('moves as little as it takes to show a row as a whole', () => {
    expect(revealing(short, 100, 105)).toBe(100);
    expect(revealing(short, 100, 99)).toBe(99);
    expect(revealing(short, 100, 120)).toBe(101);
    expect(revealing(short, 0.5, 0)).toBe(0);
  });
});

describe('columns in sight', () => {
  const ends = [100, 150, 300];
  it('are those that touch the window', () => {
    expect(visible(ends, 0, 120)).toEqual({ first: 0, last: 2 });
    expect(visible(ends, 100, 150)).toEqual({ first: 1, last: 2 });
    expect(visible(ends, 120, 1000)).toEqual({ first: 1, last: 3 });
    expect(visible([], 0, 100)).toEqual({ first: 0, last: 0 });
  });
});
