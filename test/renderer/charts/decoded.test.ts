import { describe, expect, it } from 'vitest';
import { decodedPixels, paintPicture, paintSheet, shadesOf, sheetSize } from '../../../src/renderer/charts/decoded-picture.ts';
import {
  decodedText,
  featuresOf,
  gridTable,
  profileBars,
  profileOf,
  standardised,
} from '../../../src/renderer/charts/decoded-profile.ts';
import type { Decoded, DecodedColumn } from '../../../src/shared/contract/latent.ts';
import type { ColumnProfile } from '../../../src/shared/model/column.ts';
import type { ColumnEncoding, LatentEncoding, Likelihood } from '../../../src/shared/model/latent.ts';

const encoded = (name: string, likelihood: Likelihood, over: Partial<ColumnEncoding> = {}): ColumnEncoding => ({
  name,
  type: 'number',
  likelihood,
  center: 0,
  scale: 1,
  levels: null,
  inputAt: 0,
  inputCenter: [0],
  inputScale: 1,
  indicator: null,
  outputBias: [0],
  ...over,
});
const decoded = (name: string, likelihood: Likelihood, values: number[], over: Partial<DecodedColumn> = {}): DecodedColumn => ({
  name,
  likelihood,
  values: Float64Array.from(values),
  noise: null,
  levels: null,
  probabilities: null,
  ...over,
});

const encoding: LatentEncoding = {
  columns: [
    encoded('size', 'gaussian', { center: 10, scale: 2 }),
    encoded('price', 'log-normal', { center: Math.log(100), scale: Math.log(10) }),
    encoded('kind', 'categorical', { levels: ['a', 'b'], inputCenter: [0.5, 0.5] }),
    encoded('yes', 'bernoulli', { levels: ['no', 'yes'], inputCenter: [0.2] }),
    encoded('count', 'poisson', { inputCenter: [Math.log(8)], inputScale: 0.5 }),
  ],
  inputs: 6,
  picture: null,
  leftOut: [],
};
const row: Decoded = {
  count: 1,
  columns: [
    decoded('size', 'gaussian', [13], { noise: 0.5 }),
    decoded('price', 'log-normal', [10 * Math.exp(Math.log(2) ** 2 / 2)], { noise: Math.log(2) }),
    decoded('kind', 'categorical', [1], { levels: ['a', 'b'], probabilities: Float32Array.of(0.25, 0.75) }),
    decoded('yes', 'bernoulli', [0.6], { levels: ['no', 'yes'] }),
    decoded('count', 'poisson', [7]),
  ],
};

describe('a profile of what is decoded', () => {
  it('has a bar for each column, and for each level of a categorical one', () => {
    expect(featuresOf(encoding).map(({ label }) => label)).toEqual(['size', 'price', 'kind: a', 'kind: b', 'yes: yes', 'count']);
  });

  it('tells each column in its own standard deviations', () => {
    const profile = profileOf(featuresOf(encoding), encoding, row, 0);
    expect([...profile]).toEqual([1.5, -1, -0.5, 0.5, 1, 0].map((value) => expect.closeTo(value, 5)));
  });

  it('is drawn up and down from the middle of its box, cut where it is far out', () => {
    const { up, down } = profileBars([1.25, -9, 0], { x: 0, y: 0, width: 30, height: 40 });
    expect(up).toBe('M0 10h9v10h-9z');
    expect(down).toBe('M10 20h9v20h-9z');
  });

  it('is taken along with its codes', () => {
    const { names, columns } = gridTable(Float32Array.of(1, -1), 2, row);
    expect(names).toEqual(['code_1', 'code_2', 'size', 'price', 'kind', 'yes', 'count']);
    expect(columns.map((column) => column[0])).toEqual([1, -1, 13, expect.closeTo(12.715, 3), 'b', 0.6, 7]);
    expect(gridTable(new Float32Array(), 1, null).columns).toEqual([[]]);
  });

  it('says in words what is expected, and how far off cells may be', () => {
    expect(row.columns.map((column) => decodedText(column, 0, { type: 'number' }))).toEqual([
      '13 ± 0.5',
      '10 ×÷ 2',
      'b, 75 %',
      'yes, 60 %',
      '7',
    ]);
  });

  it('tells a log-normal column by its median, around which the factor of its noise lies: not by its mean', () => {
    const price = decoded('price', 'log-normal', [100 * Math.exp(2)], { noise: 2 });
    expect(decodedText(price, 0, { type: 'number' })).toBe('100 ×÷ 7.39');
    expect(standardised(encoding.columns[1]!, price, 0, null)).toBeCloseTo(0, 10);
  });

  it('writes a number with the digits that its noise leaves, and a moment as a date', () => {
    const text = (value: number, noise: number, type: 'number' | 'date') =>
      decodedText(decoded('x', 'gaussian', [value], { noise }), 0, { type });
    expect(text(-0.05636, 0.0451, 'number')).toBe('−0.056 ± 0.045');
    expect(text(-0.001, 0.5, 'number')).toBe('0 ± 0.5');
    expect(text(3.25, 0, 'number')).toBe('3.25 ± 0');
    expect(text(1_000_123_456.7, 152_101, 'number')).toBe('1,000,123,457 ± 152,101');
    expect(text(Date.UTC(2020, 5, 24), 63 * 86_400_000, 'date')).toBe('2020-06-24 ± 63 d');
    expect(text(Date.UTC(2020, 5, 24, 13, 5), 3 * 3_600_000, 'date')).toBe('2020-06-24 13:05 ± 3 h');
    expect(text(1e300, 1000, 'date')).toBe('– ± 1 s');
  });
});

describe('pictures', () => {
  const picture = { columns: ['p', 'q'], width: 2, height: 1 };
  const profile = (name: string, min: number, max: number) => ({ name, min, max }) as ColumnProfile;
  const look = { shades: { low: 0, high: 16 }, ink: [0, 0, 0] as const, paper: [255, 255, 255] as const };

  it('share one range of shades, from nothing on', () => {
    expect(shadesOf(picture, [profile('p', 3, 12), profile('q', 0, 16), profile('far', 0, 900)])).toEqual({ low: 0, high: 16 });
    expect(shadesOf(picture, [profile('p', 0, 0.7), profile('q', 0, 0.9)])).toEqual({ low: 0, high: 1 });
  });

  it('take a pixel that is always the same from what was left out', () => {
    const one = { ...encoding, picture, leftOut: [{ name: 'q', reason: '', value: 4 }] };
    expect([...decodedPixels(one, { count: 1, columns: [decoded('p', 'gaussian', [8])] }, 0)]).toEqual([8, 4]);
    expect([...decodedPixels({ ...one, leftOut: [] }, { count: 1, columns: [] }, 0)]).toEqual([Number.NaN, Number.NaN]);
  });

  it('go from paper to ink, and stay clear where nothing is known', () => {
    const raster = { width: 3, height: 1, data: new Uint8ClampedArray(12) };
    paintPicture(raster, [16, 8, Number.NaN], 3, 0, 0, look);
    expect([...raster.data]).toEqual([0, 0, 0, 255, 128, 128, 128, 255, 0, 0, 0, 0]);
  });

  it('lie in a sheet with a clear line between them', () => {
    const { width, height } = sheetSize(picture, 2, 2);
    expect([width, height]).toEqual([5, 3]);
    const raster = { width, height, data: new Uint8ClampedArray(width * height * 4) };
    paintSheet(raster, picture, 2, 2, (place) => [place, 16], look);
    const opacity = Array.from({ length: width * height }, (_, i) => raster.data[i * 4 + 3]);
    expect(opacity.map((one) => (one === 255 ? 1 : 0)).join('')).toBe('110110000011011');
  });
});
