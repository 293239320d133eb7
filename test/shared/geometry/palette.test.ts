import { describe, expect, test } from 'vitest';
import { tokens } from '../../../src/renderer/charts/tokens.ts';
import {
  blend,
  clusterColour,
  clusterInk,
  clusterShape,
  contrast,
  format,
  fromLab,
  noiseColour,
  parse,
  plainColour,
  shapeIndex,
  toLab,
} from '../../../src/shared/geometry/palette.ts';

const themes = ['light', 'dark'] as const;

describe('cluster colours', () => {
  test('go to OKLab and back unchanged', () => {
    for (const hex of ['#0072b2', '#f0e442', '#000000', '#ffffff', '#4a4a4a'])
      expect(format(fromLab(toLab(parse(hex))))).toBe(hex);
  });

  test('know OKLab’s published value of pure red', () => {
    const [l, a, b] = toLab([255, 0, 0]);
    expect([l, a, b].map((v) => Number(v.toFixed(4)))).toEqual([0.628, 0.2249, 0.1258]);
  });

  test('are eight different ones in both themes', () => {
    for (const theme of themes) expect(new Set(Array.from({ length: 8 }, (_, k) => clusterColour(k, theme))).size).toBe(8);
  });

  test('stand out from the surface they lie on, and the plain one does too', () => {
    for (const theme of themes) {
      const surface = parse(tokens[theme].surface);
      for (let k = 0; k < 8; k++) expect(contrast(parse(clusterColour(k, theme)), surface)).toBeGreaterThan(1.8);
      expect(contrast(parse(plainColour(theme)), surface)).toBeGreaterThan(3);
      expect(contrast(parse(noiseColour(theme)), surface)).toBeGreaterThan(3);
    }
  });

  test('are read as text at 4.5 : 1', () => {
    for (const theme of themes)
      for (let k = 0; k < 8; k++) {
        const ink = parse(clusterInk(k, theme, tokens[theme].surface));
        expect(contrast(ink, parse(tokens[theme].surface))).toBeGreaterThanOrEqual(4.5);
      }
  });

  test('with the shape as second code, tell 64 components apart', () => {
    const codes = Array.from({ length: 64 }, (_, k) => `${clusterColour(k, 'light')} ${clusterShape(k)}`);
    expect(new Set(codes).size).toBe(64);
    expect(shapeIndex(99)).toBeLessThan(8);
  });
});

describe('contrast', () => {
  test('of black and white is 21, of a colour with itself 1', () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 10);
    expect(contrast([9, 99, 199], [9, 99, 199])).toBe(1);
  });
});

describe('blended colours', () => {
  const rows = (values: number[][]) => Float32Array.from(values.flat());

  test('are the cluster’s own where the responsibility is 1', () => {
    const colours = blend(
      rows([
        [1, 0],
        [0, 1],
      ]),
      Int32Array.of(1, 2),
      2,
      'light',
    );
    expect([...colours]).toEqual([...parse(clusterColour(0, 'light')), ...parse(clusterColour(1, 'light'))]);
  });

  test('are half way between two clusters at one half, in lightness too', () => {
    const mixed = blend(rows([[0.5, 0.5]]), Int32Array.of(1), 2, 'light');
    const [a, b] = [toLab(parse(clusterColour(0, 'light'))), toLab(parse(clusterColour(1, 'light')))];
    const found = toLab([mixed[0]!, mixed[1]!, mixed[2]!]);
    for (let c = 0; c < 3; c++) expect(found[c]!).toBeCloseTo((a[c]! + b[c]!) / 2, 1.7);
  });

  test('take in the noise by what the clusters leave to 1', () => {
    const grey = parse(noiseColour('light'));
    const colours = blend(
      rows([
        [0, 0],
        [0.5, 0],
        [0.3, 0.1],
      ]),
      Int32Array.of(0, 1, 0),
      2,
      'light',
    );
    [...colours.subarray(0, 3)].forEach((channel, c) => {
      expect(Math.abs(channel - grey[c]!)).toBeLessThanOrEqual(1);
    });
    const [own, noise] = [toLab(parse(clusterColour(0, 'light'))), toLab(grey)];
    const half = toLab([colours[3]!, colours[4]!, colours[5]!]);
    for (let c = 0; c < 3; c++) expect(half[c]!).toBeCloseTo((own[c]! + noise[c]!) / 2, 1.7);
    const third = toLab([colours[6]!, colours[7]!, colours[8]!]);
    const other = toLab(parse(clusterColour(1, 'light')));
    for (let c = 0; c < 3; c++) expect(third[c]!).toBeCloseTo(0.3 * own[c]! + 0.1 * other[c]! + 0.6 * noise[c]!, 1.7);
  });

  test('are plain for rows that the fit left out', () => {
    const colours = blend(rows([[Number.NaN, Number.NaN]]), Int32Array.of(-1), 2, 'dark');
    expect([...colours]).toEqual([...parse(plainColour('dark'))]);
  });
});
