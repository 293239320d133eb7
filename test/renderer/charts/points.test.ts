import { describe, expect, test } from 'vitest';
import { binToCells, paintCells } from '../../../src/renderer/charts/density-image.ts';
import type { Frame } from '../../../src/renderer/charts/frame.ts';
import { makeMarkers } from '../../../src/renderer/charts/markers.ts';
import { markersOf, type PointLook, paintPoints, type Raster } from '../../../src/renderer/charts/points.ts';

const frame: Frame = { left: 0, top: 0, width: 40, height: 40, x: [0, 40], y: [0, 40] };
const blank = (): Raster => ({ width: 40, height: 40, data: new Uint8ClampedArray(40 * 40 * 4) });
const pixel = (raster: Raster, x: number, y: number) => [...raster.data.subarray((y * 40 + x) * 4, (y * 40 + x) * 4 + 4)];
const style = { markers: makeMarkers(3, 1), opacity: 1, dimmed: 0.2, ring: [0, 0, 255] as const };
const red: PointLook = { colours: [255, 0, 0], markers: null, flags: null };

describe('points', () => {
  test('are painted where they lie, y upwards, in their colour', () => {
    const raster = blank();
    paintPoints(raster, frame, 1, [10], [30], red, style);
    expect(pixel(raster, 10, 10)).toEqual([255, 0, 0, 255]);
    expect(pixel(raster, 10, 30)).toEqual([0, 0, 0, 0]);
  });

  test('without a value, or out of view, are not painted', () => {
    const raster = blank();
    paintPoints(raster, frame, 1, [Number.NaN, 10, 500, Infinity], [10, Number.NaN, 10, 10], red, style);
    expect(raster.data.every((byte) => byte === 0)).toBe(true);
  });

  test('at the edge are cut, not wrapped to the other side', () => {
    const raster = blank();
    paintPoints(raster, frame, 1, [40], [20], red, style);
    expect(pixel(raster, 39, 20)[3]).toBeGreaterThan(0);
    expect(pixel(raster, 0, 20)[3]).toBe(0);
    expect(pixel(raster, 0, 21)[3]).toBe(0);
  });

  test('that are selected lie on top with a ring, the others fade', () => {
    const raster = blank();
    const look = { colours: Uint8Array.of(255, 0, 0, 0, 255, 0), markers: null, flags: Uint8Array.of(1, 0) };
    paintPoints(raster, frame, 1, [10, 10], [10, 10], look, style);
    expect(pixel(raster, 10, 30)).toEqual([255, 0, 0, 255]);
    expect(pixel(raster, 13, 30)[2]).toBeGreaterThan(100);
    const faded = blank();
    paintPoints(faded, frame, 1, [30, 500], [10, 10], { ...look, flags: Uint8Array.of(0, 1) }, style);
    expect(pixel(faded, 30, 30)[3]).toBe(51);
  });

  test('that are hidden are not painted, and those excluded are hollow', () => {
    const look = (flag: number): PointLook => ({ ...red, flags: Uint8Array.of(flag) });
    const hidden = blank();
    paintPoints(hidden, frame, 1, [10], [10], look(2), style);
    expect(hidden.data.every((byte) => byte === 0)).toBe(true);
    const excluded = blank();
    paintPoints(excluded, frame, 1, [10], [10], look(4), style);
    expect(pixel(excluded, 10, 30)[3]).toBe(0);
    expect(pixel(excluded, 13, 30)[3]).toBeGreaterThan(0);
  });

  test('lie over one another as glass does', () => {
    const raster = blank();
    paintPoints(raster, frame, 1, [10, 10], [10, 10], red, { ...style, opacity: 0.5 });
    expect(pixel(raster, 10, 30)[3]).toBeCloseTo(191, -0.5);
  });
});

describe('markers', () => {
  test('differ from one another and are about equally large', () => {
    const markers = makeMarkers(5, 1);
    const areas = markers.map(({ body }) => body.reduce((sum, covered) => sum + covered / 255, 0));
    for (const area of areas) {
      expect(area).toBeGreaterThan(0.6 * Math.PI * 25);
      expect(area).toBeLessThan(1.25 * Math.PI * 25);
    }
    // Eight for the components, one for the noise.
    expect(new Set(markers.map(({ body }) => body.join())).size).toBe(9);
  });

  test('of noise are open rings, which no component has', () => {
    const [noise, left, first] = markersOf(Int32Array.of(0, -1, 1));
    const { body, reach } = makeMarkers(5, 1)[noise!]!;
    expect(body[reach * (2 * reach + 1) + reach]).toBe(0);
    expect(left).toBe(first);
    for (let k = 0; k < 100; k++) expect(markersOf(Int32Array.of(k + 1))[0]).not.toBe(noise);
  });
});

describe('the density image', () => {
  const look = { colours: Uint8Array.of(200, 0, 0, 0, 0, 200, 9, 9, 9), markers: null, flags: null };

  test('counts the rows of each cell, and only those in view', () => {
    const cells = binToCells({ width: 40, height: 40 }, frame, 1, 4, [1, 2, 39.5], [1, 2, 39.5], look);
    expect(cells.counts.reduce((a, b) => a + b, 0)).toBe(3);
    expect(cells.counts[9 * 10]).toBe(2);
    expect(cells.counts[9]).toBe(1);
    expect(cells.most).toBe(2);
    const none = binToCells({ width: 40, height: 40 }, frame, 1, 4, [Number.NaN, 50], [1, 1], look);
    expect(none.most).toBe(0);
  });

  test('counts neither hidden nor excluded rows', () => {
    const flags = Uint8Array.of(2, 4, 1);
    const cells = binToCells({ width: 40, height: 40 }, frame, 1, 4, [1, 2, 39.5], [1, 2, 39.5], { ...look, flags });
    expect(cells.counts.reduce((a, b) => a + b, 0)).toBe(1);
    expect(cells.selected[9]).toBe(1);
  });

  test('of one colour has it in every cell', () => {
    const cells = binToCells({ width: 40, height: 40 }, frame, 1, 4, [1, 2], [1, 2], { ...look, colours: [3, 5, 7] });
    expect([...cells.colours.subarray(270, 273)]).toEqual([6, 10, 14]);
  });

  test('paints the mean colour, and more opaque where more rows lie', () => {
    const raster = blank();
    paintCells(raster, binToCells(raster, frame, 1, 4, [1, 2, 39.5], [1, 2, 39.5], look), 4, [0, 255, 0]);
    expect(pixel(raster, 1, 38).slice(0, 3)).toEqual([100, 0, 100]);
    expect(pixel(raster, 1, 38)[3]).toBe(255);
    expect(pixel(raster, 39, 0)[3]).toBeLessThan(255);
    expect(pixel(raster, 20, 20)[3]).toBe(0);
  });

  test('shows where the selection lies, however few rows it has', () => {
    const flags = Uint8Array.of(1, 0, 0);
    const raster = blank();
    paintCells(raster, binToCells(raster, frame, 1, 4, [1, 2, 39.5], [1, 2, 39.5], { ...look, flags }), 4, [0, 255, 0]);
    expect(pixel(raster, 1, 38)[1]).toBeGreaterThan(60);
    expect(pixel(raster, 39, 0)[1]).toBeLessThan(20);
    expect(pixel(raster, 39, 0)[3]).toBeLessThan(pixel(raster, 1, 38)[3]!);
  });
});
