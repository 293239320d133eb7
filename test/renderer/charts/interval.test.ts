import { describe, expect, test } from 'vitest';
import { dragged, grabbed, stepped } from '../../../src/renderer/charts/interval.ts';

const full = [0, 10] as const;

describe('an interval on an axis', () => {
  test('is drawn anew from where the axis was pressed, in either direction', () => {
    const grab = grabbed(6, null, full, null);
    expect(dragged(grab, 2, full)).toEqual([2, 6]);
    expect(dragged(grab, 9, full)).toEqual([6, 9]);
    expect(grabbed(8, [2, 4], full, null).kind).toBe('new');
  });

  test('is moved as a whole where it is grabbed within, and stops at the ends of the axis', () => {
    const grab = grabbed(3, [2, 4], full, null);
    expect(dragged(grab, 6, full)).toEqual([5, 7]);
    expect(dragged(grab, 90, full)).toEqual([8, 10]);
    expect(dragged(grab, -90, full)).toEqual([0, 2]);
  });

  test('has ends that never cross', () => {
    expect(dragged(grabbed(2, [2, 4], full, 0), 7, full)).toEqual([4, 4]);
    expect(dragged(grabbed(4, [2, 4], full, 1), 1, full)).toEqual([2, 2]);
  });

  test('follows keys by a hundredth and a tenth of the axis, and is gone where it holds all of it', () => {
    expect(stepped('ArrowUp', [2, 4], 0, full)).toEqual([2.1, 4]);
    expect(stepped('PageDown', [2, 4], 1, full)).toEqual([2, 3]);
    expect(stepped('Home', [2, 10], 0, full)).toBeNull();
    expect(stepped('End', [2, 4], 0, full)).toEqual([4, 4]);
    expect(stepped('x', [2, 4], 0, full)).toBeUndefined();
  });
});
