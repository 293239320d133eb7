import { describe, expect, test } from 'vitest';
import {
  apart,
  closest,
  nearestLine,
  parallelBands,
  parallelFrame,
  parallelTicks,
  parallelWidth,
  toPlace,
  toValue,
} from '../../../src/renderer/charts/parallel.ts';
import { dry, emptyInk, lineOpacity, paintLines, segment } from '../../../src/renderer/charts/parallel-paint.ts';
import type { GaussianMixture } from '../../../src/shared/model/mixture.ts';
import { tableColumn } from './columns.ts';

const columns = [tableColumn('a', [0, 10, 5], 0), tableColumn('b', [100, 300, Number.NaN]), tableColumn('c', [-1, 1, 0], 1)];
const frame = parallelFrame({ width: 400, height: 300 }, columns);

describe('the axes', () => {
  test('stand evenly and each shows all of its column', () => {
    expect(frame.places[1]! - frame.places[0]!).toBeCloseTo(frame.places[2]! - frame.places[1]!, 10);
    expect(frame.ranges[1]![0]).toBeLessThan(100);
    expect(frame.ranges[1]![1]).toBeGreaterThan(300);
  });

  test('have large values at the top, and a place for each value and back', () => {
    expect(toPlace(frame, 0, 10)).toBeLessThan(toPlace(frame, 0, 0));
    expect(toValue(frame, 1, toPlace(frame, 1, 234))).toBeCloseTo(234, 9);
  });

  test('never stand closer than names need: then the chart is wider than its place', () => {
    expect(parallelWidth(800, 4)).toBe(800);
    const many = parallelWidth(800, 64);
    expect(many).toBeGreaterThan(800);
    expect(
      parallelFrame(
        { width: many, height: 300 },
        Array.from({ length: 64 }, () => columns[0]!),
      ).spacing,
    ).toBeCloseTo(closest, 9);
  });

  test('have ticks within their range, whole ones for whole numbers', () => {
    for (const { y } of parallelTicks(frame, 0, false)) expect(y).toBeGreaterThanOrEqual(frame.top);
    expect(parallelTicks(frame, 2, true).map(({ text }) => text)).toEqual(['−1', '0', '1']);
  });
});

describe('bands', () => {
  const mixture: GaussianMixture = {
    weights: [1],
    means: [[5, 0]],
    covariances: [
      [
        [4, 0],
        [0, 0.25],
      ],
    ],
  };

  test('run through the means, from one standard deviation below to one above', () => {
    const near = [columns[0]!, columns[2]!];
    const own = parallelFrame({ width: 400, height: 300 }, near);
    const [band] = parallelBands(own, near, mixture);
    expect(band!.means.map(({ y }) => y)).toEqual([toPlace(own, 0, 5), toPlace(own, 1, 0)]);
    const ys = band!.outline.match(/[ML]\S+ (\S+?)(?=[MLZ])/g)!.map((one) => Number(one.split(' ')[1]));
    const sides = [toPlace(own, 0, 7), toPlace(own, 1, 0.5), toPlace(own, 1, -0.5), toPlace(own, 0, 3)];
    expect(ys).toEqual(sides.map((y) => expect.closeTo(y, 0)));
  });

  test('end where the fit does not have the column', () => {
    const [band] = parallelBands(frame, columns, mixture);
    expect(band!.line).not.toContain('L');
    expect(band!.means).toHaveLength(2);
  });
});

test('labels that would cover one another are moved apart, the others stay', () => {
  expect(apart([10, 100, 12], 14)).toEqual([10, 100, 24]);
  expect(apart([95, 10, 96, 97], 14, 100)).toEqual([72, 10, 86, 100]);
});

describe('lines', () => {
  const painted = (rows: number[], width = 1) => {
    const ink = emptyInk(400, 300);
    for (const _ of paintLines(ink, {
      frame,
      columns,
      colours: [200, 100, 0],
      rows: Int32Array.from(rows),
      opacity: 1,
      width,
      ratio: 1,
    }));
    return ink;
  };
  const opacityAt = (ink: ReturnType<typeof painted>, x: number, y: number) => ink.data[(y * 400 + x) * 4 + 3]!;

  test('cross each axis at the value of their row', () => {
    const ink = painted([0]);
    const x = Math.round(frame.places[1]!);
    const column = Array.from({ length: 300 }, (_, y) => opacityAt(ink, x, y));
    expect(column.indexOf(Math.max(...column))).toBeCloseTo(toPlace(frame, 1, 100), -1);
  });

  test('have a gap where a cell is missing', () => {
    expect(painted([2]).data.every((value) => value === 0)).toBe(true);
  });

  test('cover as many pixels as they are long and wide, however steep', () => {
    for (const [dx, dy] of [
      [100, 0],
      [100, 100],
      [10, 200],
      [100, -60],
    ] as const) {
      const ink = emptyInk(300, 300);
      segment(ink, 50, 150 - dy / 2, 50 + dx, 150 + dy / 2, 2, [0, 0, 0], 1);
      const area = ink.data.reduce((sum, value, i) => (i % 4 === 3 ? sum + value : sum), 0);
      expect(area / (2 * Math.hypot(dx, dy))).toBeCloseTo(1, 1);
    }
  });

  test('lie over one another as light does', () => {
    const ink = emptyInk(20, 5);
    segment(ink, 0, 2.5, 20, 2.5, 1, [255, 0, 0], 0.5);
    segment(ink, 0, 2.5, 20, 2.5, 1, [0, 0, 255], 0.5);
    const image = { width: 20, height: 5, data: new Uint8ClampedArray(400) };
    dry(ink, image);
    expect([...image.data.slice((2 * 20 + 9) * 4, (2 * 20 + 10) * 4)]).toEqual([85, 0, 170, 191]);
  });

  test('outside of the picture are left out', () => {
    const ink = emptyInk(10, 10);
    segment(ink, -50, -50, 60, 60, 3, [0, 0, 0], 1);
    segment(ink, 0, 500, 10, 600, 3, [0, 0, 0], 1);
    expect(ink.data).toHaveLength(400);
    expect(ink.data[(5 * 10 + 5) * 4 + 3]).toBe(1);
  });

  test('let through more the more there are', () => {
    expect(lineOpacity(10)).toBeGreaterThan(lineOpacity(1000));
    expect(lineOpacity(1e9)).toBeGreaterThan(0.05);
  });

  test('are found under the pointer', () => {
    const rows = Int32Array.of(0, 1, 2);
    const middle = (frame.places[0]! + frame.places[1]!) / 2;
    const y = (toPlace(frame, 0, 10) + toPlace(frame, 1, 300)) / 2;
    expect(nearestLine(frame, columns, rows, middle, y + 2, 6)).toBe(1);
    expect(nearestLine(frame, columns, rows, middle, y - 40, 6)).toBe(-1);
    expect(nearestLine(frame, columns, rows, 2, y, 6)).toBe(-1);
  });
});
