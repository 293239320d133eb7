import { describe, expect, it } from 'vitest';
import {
  aggregateDensity,
  between,
  codeAt,
  codeOf,
  componentAxes,
  dimensionAxes,
  furthestRows,
  gridCodes,
  type LatentCodes,
  mostTelling,
  placesAlong,
  priorDensity,
  spreadOf,
} from '../../../src/shared/geometry/latent-plane.ts';

/** Codes that vary three times as far along (1, 1, 0) as along (0, 0, 1); the fourth row was left out. */
const codes: LatentCodes = {
  latent: 3,
  means: Float32Array.of(3, 3, 0, -3, -3, 0, 0, 0, 1, Number.NaN, Number.NaN, Number.NaN, 0, 0, -1),
  deviations: Float32Array.of(0.1, 0.2, 0.3, 1, 1, 1, 1, 1, 1, Number.NaN, Number.NaN, Number.NaN, 1, 1, 1),
};
const zero = new Float64Array(3);

describe('latent dimensions', () => {
  it('are those that tell most where not all can be shown, otherwise all in their order', () => {
    expect(mostTelling([0, 2, 0.1, 3, 0], 2)).toEqual([3, 1]);
    expect(mostTelling([0, 2, 0.1], 3)).toEqual([0, 1, 2]);
  });
});

describe('the plane of a map', () => {
  it('has the dimensions of the code as axes', () => {
    const [, second] = dimensionAxes(3);
    expect(second!.name).toBe('Code 2');
    expect([...placesAlong(codes, zero, second!)]).toEqual([3, -3, 0, Number.NaN, 0]);
  });

  it('has their principal components, the widest first, with shares of all variance', () => {
    const { mean, axes } = componentAxes(codes);
    expect([...mean]).toEqual([0, 0, 0]);
    expect(axes.map(({ share }) => share)).toEqual([expect.closeTo(36 / 38), expect.closeTo(2 / 38), expect.closeTo(0)]);
    expect(axes[0]!.direction[0]).toBeCloseTo(Math.SQRT1_2);
    expect(axes[0]!.direction[2]).toBeCloseTo(0);
    expect(placesAlong(codes, mean, axes[0]!)[0]).toBeCloseTo(Math.sqrt(18));
  });

  it('sees a posterior as its own covariance, turned into the plane', () => {
    const axes = dimensionAxes(3);
    expect(spreadOf(codes, { origin: zero, x: axes[0]!, y: axes[2]! }, 0)).toEqual({
      xx: expect.closeTo(0.01),
      xy: 0,
      yy: expect.closeTo(0.09),
    });
    const turned = componentAxes(codes).axes[0]!;
    expect(spreadOf(codes, { origin: zero, x: turned, y: axes[2]! }, 0).xx).toBeCloseTo((0.01 + 0.04) / 2);
    expect(spreadOf(codes, { origin: zero, x: axes[0]!, y: null }, 1)).toEqual({ xx: 1, xy: 0, yy: 0 });
  });

  it('tells the code of a place, and a place the code of its row', () => {
    const { mean, axes } = componentAxes(codes);
    const plane = { origin: mean, x: axes[0]!, y: axes[1]! };
    const [x, y] = [placesAlong(codes, mean, plane.x)[2]!, placesAlong(codes, mean, plane.y)[2]!];
    expect([...codeAt(plane, x, y)]).toEqual([...codeOf(codes, 2)].map((value) => expect.closeTo(value)));
    expect([...codeAt({ ...plane, y: null }, 0, 5)]).toEqual([0, 0, 0]);
  });

  it('has a grid of places row by row from the top', () => {
    const [x, y] = dimensionAxes(2);
    const plane = { origin: new Float64Array(2), x: x!, y: y! };
    expect([...gridCodes(plane, [-1, 1], [2, -2])]).toEqual([-1, 2, 1, 2, -1, -2, 1, -2]);
  });

  it('walks from one code to another in even steps', () => {
    expect([...between(Float32Array.of(0, 4), Float32Array.of(2, 0), 3)]).toEqual([0, 4, 1, 2, 2, 0]);
  });
});

describe('a path to begin with', () => {
  it('leads between the two rows furthest apart along the first principal component', () => {
    expect([...(furthestRows(codes) ?? [])].sort()).toEqual([0, 1]);
  });

  it('is none where fewer than two rows have a code', () => {
    const alone = { latent: 1, means: Float32Array.of(1, Number.NaN), deviations: Float32Array.of(1, Number.NaN) };
    expect(furthestRows(alone)).toBeNull();
  });
});

describe('the aggregate posterior', () => {
  it('is the prior where every posterior is', () => {
    const grid = Float64Array.of(-1, 0, 2);
    const collapsed = { latent: 1, means: new Float32Array(3), deviations: new Float32Array(3).fill(1) };
    expect([...aggregateDensity(collapsed, 0, grid)]).toEqual([...grid].map((z) => expect.closeTo(priorDensity(z), 6)));
  });

  it('has the area 1, rows left out not counted', () => {
    const step = 0.05;
    const grid = Float64Array.from({ length: 400 }, (_, i) => -10 + i * step);
    const area = aggregateDensity(codes, 0, grid).reduce((sum, value) => sum + value * step, 0);
    expect(area).toBeCloseTo(1, 3);
  });
});
