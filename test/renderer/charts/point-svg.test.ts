import { describe, expect, it } from 'vitest';
import type { PointImage } from '../../../src/renderer/charts/point-image.ts';
import { mostMarks, pointsSvg } from '../../../src/renderer/charts/point-svg.ts';

const image = (change: Partial<PointImage> = {}): PointImage => ({
  frame: { left: 0, top: 0, width: 100, height: 50, x: [0, 10], y: [0, 10] },
  ratio: 1,
  xs: Float64Array.of(0, 5, 10, Number.NaN),
  ys: Float64Array.of(0, 5, 10, 1),
  look: { colours: Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 1, 1), markers: Uint8Array.of(0, 1, 8, 0), flags: null },
  ring: [0, 0, 0],
  accent: [0, 0, 0],
  densityAbove: 50_000,
  ...change,
});
const uses = (svg: string | null) => svg?.match(/<use [^>]*>/g) ?? [];

describe('points as a drawing', () => {
  it('are one mark a row where it stands, in its colour and shape; rows without a place are left out', () => {
    const svg = pointsSvg(image(), 'p');
    expect(uses(svg)).toEqual([
      '<use href="#p-0" x="0" y="50" fill="#ff0000" fill-opacity="0.85"/>',
      '<use href="#p-1" x="50" y="25" fill="#00ff00" fill-opacity="0.85"/>',
      '<use href="#p-8" x="100" y="0" fill="#0000ff" fill-opacity="0.85"/>',
    ]);
    expect(svg?.match(/<path id="p-\d"/g)).toHaveLength(3);
  });

  it('leave hidden rows out, draw excluded ones hollow and selected ones last, with a ring', () => {
    const look = { ...image().look, flags: Uint8Array.of(1, 2, 4, 0) };
    const [first, last, ...rest] = uses(pointsSvg(image({ look }), 'p'));
    expect(rest).toEqual([]);
    expect(first).toContain('fill="none" stroke-opacity="0.22" stroke="#0000ff"');
    expect(last).toContain('fill="#ff0000" fill-opacity="0.85" stroke="#000000"');
  });

  it('are none where there are too many, or where a density image is shown', () => {
    expect(pointsSvg(image({ densityAbove: 2 }), 'p')).toBeNull();
    const n = mostMarks + 1;
    const many = image({ xs: new Float64Array(n).fill(5), ys: new Float64Array(n).fill(5) });
    expect(pointsSvg({ ...many, look: { colours: [1, 2, 3], markers: null, flags: null } }, 'p')).toBeNull();
  });
});
