import { describe, expect, it } from 'vitest';
import { mapOption, mapRange, middles, spreadPath } from '../../../src/renderer/charts/latent-map.ts';
import { tokens } from '../../../src/renderer/charts/tokens.ts';
import { byKl, dimensionAxes } from '../../../src/shared/geometry/latent-plane.ts';

const [x, y] = dimensionAxes(2);
const frame = { left: 0, top: 0, width: 100, height: 100, x: [-5, 5], y: [-5, 5] } as const;

describe('the latent map', () => {
  it('has rings that hold 50 and 95 % of the prior, around where 0 lies', () => {
    const plane = { origin: Float64Array.of(1, 0), x: x!, y: y! };
    const { series } = mapOption({ frame, names: ['Code 1', 'Code 2'], plane, tokens: tokens.light });
    const rings = series as { id: string; data: number[][] }[];
    expect(rings.map(({ id }) => id)).toEqual(['prior-50', 'prior-95']);
    for (const [at, content] of [0.5, 0.95].entries())
      for (const [px, py] of rings[at]!.data) expect((px! + 1) ** 2 + py! ** 2).toBeCloseTo(-2 * Math.log(1 - content), 6);
  });

  it('has none where there is one dimension', () => {
    const plane = { origin: new Float64Array(1), x: dimensionAxes(1)[0]!, y: null };
    expect(mapOption({ frame, names: ['Code 1', 'Error'], plane, tokens: tokens.dark }).series).toEqual([]);
  });

  it('shows every row, also where there is only one, or none', () => {
    const [from, to] = mapRange(Float64Array.of(-1, Number.NaN, 3));
    expect(from).toBeLessThan(-1);
    expect(to).toBeGreaterThan(3);
    expect(mapRange(Float64Array.of(Number.NaN))).toEqual([expect.any(Number), expect.any(Number)]);
  });

  it('draws a posterior as an ellipse, or as a bar along the one axis that there is', () => {
    const path = spreadPath(frame, [0, 0], { xx: 1, xy: 0, yy: 0.25 }, 1 - Math.exp(-0.5));
    const corners = path.match(/-?[\d.]+ -?[\d.]+/g)!.map((pair) => pair.split(' ').map(Number));
    expect(Math.max(...corners.map(([px]) => px!))).toBeCloseTo(60, 0);
    expect(Math.max(...corners.map(([, py]) => py!))).toBeCloseTo(55, 0);
    expect(spreadPath(frame, [0, 0], { xx: 1, xy: 0, yy: 0 }, 1 - Math.exp(-0.5))).toBe('M40 50L60 50');
    expect(spreadPath(frame, [Number.NaN, 0], { xx: 1, xy: 0, yy: 1 }, 0.5)).toBe('');
  });

  it('is cut into a grid by the middles of even pieces', () => {
    expect(middles([0, 10], 2)).toEqual([2.5, 7.5]);
  });

  it('begins with the dimensions that tell most, where there are more than two', () => {
    expect(byKl([0, 2, 0.5, 2])).toEqual([1, 3, 2, 0]);
    expect(byKl([0, 2])).toEqual([0, 1]);
  });
});
