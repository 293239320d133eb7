import { describe, expect, it } from 'vitest';
import { blend } from '../../../src/renderer/charts/palette.ts';
import { paintImage } from '../../../src/renderer/charts/point-image.ts';
import { markersOf } from '../../../src/renderer/charts/points.ts';
import { createHoldings } from '../../../src/renderer/workers/holdings.ts';
import { createPlotter } from '../../../src/renderer/workers/plotter.ts';
import type { Held, PointsAnswer, PointsRequest } from '../../../src/renderer/workers/protocol.ts';
import { placesIn } from '../../../src/shared/geometry/places.ts';
import { separatingProjection } from '../../../src/shared/geometry/projection.ts';

const n = 500;
const xs = Float64Array.from({ length: n }, (_, i) => 50 + 40 * Math.sin(i * 1.3));
const ys = Float64Array.from({ length: n }, (_, i) => 50 + 40 * Math.cos(i * 2.1));
const flags = Uint8Array.from({ length: n }, (_, i) => (i % 7 === 0 ? 1 : i % 11 === 0 ? 2 : 0));
const frame = { left: 0, top: 0, width: 60, height: 60, x: [0, 100] as const, y: [0, 100] as const };
const request = (densityAbove: number): PointsRequest => ({
  ...{ kind: 'points', width: 60, height: 60, frame, ratio: 1, xs: 1, ys: 2, colours: [200, 0, 0], markers: null, flags: 3 },
  ...{ ring: [0, 0, 0], accent: [0, 0, 255], densityAbove },
});
const plotter = () => {
  const made = createPlotter();
  [xs, ys, flags].forEach((array, i) => {
    made.hold(i + 1, array);
  });
  return made;
};

describe('the plotter', () => {
  it.each([100, 1000])('paints what the window itself would, up to %i points', (densityAbove) => {
    const answer = plotter().answer(request(densityAbove)) as PointsAnswer;
    const raster = { width: 60, height: 60, data: new Uint8ClampedArray(60 * 60 * 4) };
    const look = { colours: [200, 0, 0] as const, markers: null, flags };
    const painted = paintImage(raster, { ...request(densityAbove), xs, ys, look });
    expect(answer.pixels).toEqual(raster.data);
    expect(answer).toMatchObject(painted);
    expect(painted).toEqual({ rows: flags.filter((flag) => !(flag & 2)).length, density: densityAbove === 100 });
  });

  it('paints another selection over the same cells', () => {
    const one = plotter();
    const first = one.answer(request(100)) as PointsAnswer;
    one.hold(4, new Uint8Array(n));
    const none = one.answer({ ...request(100), flags: 4 }) as PointsAnswer;
    expect(none.pixels).not.toEqual(first.pixels);
    expect((one.answer(request(100)) as PointsAnswer).pixels).toEqual(first.pixels);
  });

  it('finds the places of rows on a projection as the window itself would', () => {
    const mixture = {
      weights: [0.5, 0.5],
      means: [
        [20, 20],
        [80, 60],
      ],
      covariances: [0, 1].map(() => [
        [100, 0],
        [0, 100],
      ]),
    };
    const projection = separatingProjection(mixture, { lambda: 0.5 })!;
    const request = { kind: 'places', columns: [1, 2], projection, directions: [0, 1], expected: mixture } as const;
    expect(plotter().answer(request)).toEqual(placesIn([xs, ys], projection, [0, 1], mixture));
  });

  it('counts bins, and those of the selection', () => {
    const bins = { start: 0, width: 50, count: 2 };
    const answer = plotter().answer({ kind: 'bins', values: 1, bins, flags: 3 });
    expect(answer).toMatchObject({ counts: expect.any(Int32Array), selected: expect.any(Int32Array) });
    if (!('counts' in answer)) throw new Error('no counts');
    expect(answer.counts.reduce((a, b) => a + b)).toBe(n);
    expect(answer.selected!.reduce((a, b) => a + b)).toBe(flags.filter((flag) => flag & 1).length);
    expect(plotter().answer({ kind: 'bins', values: 1, bins, flags: null })).toMatchObject({ selected: null });
  });

  it('mixes colours as the window itself would', () => {
    const one = createPlotter();
    const responsibilities = Float32Array.of(0.2, 0.8, 0.999, 0.001);
    const labels = Int32Array.of(2, 1);
    one.hold(1, responsibilities);
    one.hold(2, labels);
    const asked = { kind: 'colours', responsibilities: 1, labels: 2, k: 2, theme: 'light', paint: undefined } as const;
    expect(one.answer(asked)).toEqual({ colours: blend(responsibilities, labels, 2, 'light'), markers: markersOf(labels) });
  });

  it('says what it does not hold', () => {
    const one = plotter();
    one.drop(1);
    expect(() => one.answer(request(100))).toThrow('Array 1 is not held.');
  });
});

describe('arrays that the worker holds', () => {
  const watched = (budget: number) => {
    const log: string[] = [];
    const holdings = createHoldings(
      budget,
      (id) => log.push(`hold ${id}`),
      (id) => log.push(`drop ${id}`),
    );
    return { holdings, log };
  };
  const bytes = (length: number): Held => new Uint8Array(length);

  it('go over once', () => {
    const { holdings, log } = watched(100);
    const [a, b] = [bytes(10), bytes(10)];
    expect(holdings.ids([a, b])).toEqual([1, 2]);
    expect(holdings.ids([b, a])).toEqual([2, 1]);
    expect(log).toEqual(['hold 1', 'hold 2']);
  });

  it('make room for newer ones, those asked for longest ago first', () => {
    const { holdings, log } = watched(25);
    const [a, b, c] = [bytes(10), bytes(10), bytes(10)];
    holdings.ids([a, b]);
    holdings.ids([a]);
    holdings.ids([c]);
    expect(log).toEqual(['hold 1', 'hold 2', 'hold 3', 'drop 2']);
    expect(holdings.ids([b])).toEqual([4]);
  });

  it('are never dropped while they are asked for', () => {
    const { holdings, log } = watched(5);
    expect(holdings.ids([bytes(10), bytes(10)])).toEqual([1, 2]);
    expect(log).toEqual(['hold 1', 'hold 2']);
  });
});
