import { describe, expect, test } from 'vitest';
import {
  frameOf,
  nearestRow,
  rowsInView,
  shifted,
  toDataX,
  toDataY,
  toPixelX,
  toPixelY,
  within,
  zoomed,
} from '../../../src/renderer/charts/frame.ts';

const frame = frameOf({ width: 300, height: 200 }, { left: 50, top: 10, right: 50, bottom: 40 }, [0, 10], [-1, 1]);

describe('a frame', () => {
  test('takes data to pixels and back, with y growing upwards', () => {
    expect([frame.width, frame.height]).toEqual([200, 150]);
    expect([toPixelX(frame, 0), toPixelX(frame, 10)]).toEqual([50, 250]);
    expect([toPixelY(frame, 1), toPixelY(frame, -1)]).toEqual([10, 160]);
    expect(toDataX(frame, toPixelX(frame, 3.7))).toBeCloseTo(3.7, 12);
    expect(toDataY(frame, toPixelY(frame, 0.21))).toBeCloseTo(0.21, 12);
  });

  test('knows what lies in its plot', () => {
    expect([within(frame, 50, 10), within(frame, 49, 10), within(frame, 250, 161)]).toEqual([true, false, false]);
  });

  test('counts the rows in view and never one without a value', () => {
    expect(rowsInView(frame, [1, 11, Number.NaN, 2], [0, 0, 0, 5])).toBe(1);
    expect(rowsInView(frame, [1, 1], [0, 0], Uint8Array.of(2, 5))).toBe(1);
  });
});

describe('moving the view', () => {
  test('zooms about the place under the pointer', () => {
    const [min, max] = zoomed([0, 10], 4, 0.5);
    expect([min, max]).toEqual([2, 7]);
    expect((4 - min) / (max - min)).toBeCloseTo(0.4, 12);
  });

  test('stops zooming where doubles end', () => {
    expect(zoomed([1, 1 + 1e-10], 1, 0.1)).toEqual([1, 1 + 1e-10]);
    expect(zoomed([-1e308, 1e308], 0, 2)).toEqual([-1e308, 1e308]);
  });

  test('shifts by a share of what is in view', () => {
    expect(shifted([10, 20], 0.1)).toEqual([11, 21]);
  });
});

describe('the nearest row', () => {
  const [xs, ys] = [
    [1, 5, Number.NaN],
    [0, 0, 0],
  ];
  test('is found in pixels, not in units', () => {
    // 1 unit of x is 20 pixels, 1 unit of y is 75
    expect(nearestRow(frame, xs, ys, toPixelX(frame, 1) + 5, toPixelY(frame, 0), 8)).toBe(0);
    expect(
      nearestRow(
        frame,
        xs,
        ys,
        toPixelX(frame, 1) + 5,
        toPixelY(frame, 0),
        8,
        Uint8Array.from(xs, () => 2),
      ),
    ).toBe(-1);
    expect(nearestRow(frame, xs, ys, toPixelX(frame, 5), toPixelY(frame, 0.05), 8)).toBe(1);
  });

  test('is none where the pointer is further away than its reach', () => {
    expect(nearestRow(frame, xs, ys, toPixelX(frame, 3), toPixelY(frame, 0), 8)).toBe(-1);
  });
});
