import { describe, expect, it } from 'vitest';
import { columnPaint, levelPaint, rampPaint } from '../../../src/renderer/charts/latent-colours.ts';
import { clusterColour, contrast, parse, plainColour, type Rgb } from '../../../src/renderer/charts/palette.ts';
import { tokens } from '../../../src/renderer/charts/tokens.ts';

const colourOf = (colours: Uint8Array, row: number): Rgb => [colours[row * 3]!, colours[row * 3 + 1]!, colours[row * 3 + 2]!];

describe('colours by a number', () => {
  it('rise evenly from dark to light, and leave missing values plain', () => {
    const { colours, key } = rampPaint(Float64Array.of(0, 1, 2, Number.NaN), 'light');
    const light = [0, 1, 2].map((row) => contrast(colourOf(colours, row), [255, 255, 255]));
    expect(light[0]).toBeGreaterThan(light[1]!);
    expect(light[1]).toBeGreaterThan(light[2]!);
    expect(colourOf(colours, 3)).toEqual(parse(plainColour('light')));
    expect(key).toMatchObject({ kind: 'ramp', low: 0, high: 2, below: false, above: false });
  });

  it('are not taken up by a few values far out', () => {
    const values = Float64Array.from({ length: 1000 }, (_, i) => (i < 3 ? 1e9 : i));
    expect(rampPaint(values, 'light').key).toMatchObject({ high: expect.toSatisfy((high) => high < 1000), above: true });
  });

  it.each(['light', 'dark'] as const)('can be seen on the surface of the %s theme', (theme) => {
    const { key } = rampPaint(Float64Array.of(0, 1), theme);
    const surface = parse(tokens[theme].surface);
    if (key?.kind !== 'ramp') throw new Error('no ramp');
    for (const stop of key.stops) expect(contrast(parse(stop), surface)).toBeGreaterThan(1.8);
  });

  it('are one where there is no value, or one value', () => {
    expect(rampPaint(Float64Array.of(Number.NaN), 'light').key).toBeNull();
    expect(rampPaint(Float64Array.of(3, 3), 'dark').key).toMatchObject({ low: 3, high: 3 });
  });
});

describe('colours by a date', () => {
  const day = 86_400_000;
  it('have moments at the ends of their ramp, and days for levels where there are few', () => {
    const moments = Float64Array.from({ length: 40 }, (_, i) => Date.UTC(2020, 0, 1) + i * day);
    expect(columnPaint({ kind: 'values', values: moments }, 'light', true).key).toMatchObject({ kind: 'ramp', dates: true });
    expect(columnPaint({ kind: 'values', values: moments }, 'light').key).toMatchObject({ dates: false });
    const { key } = columnPaint({ kind: 'values', values: moments.slice(0, 3) }, 'light', true);
    expect(key).toMatchObject({ items: [{ label: '2020-01-01' }, { label: '2020-01-02' }, { label: '2020-01-03' }] });
  });
});

describe('colours by a level', () => {
  it('are those of clusters, with a marker each', () => {
    const { colours, markers, key } = levelPaint(Int32Array.of(1, 0, -1, 1), ['a', 'b', 'never'], 'light');
    expect(colourOf(colours, 0)).toEqual(parse(clusterColour(1, 'light')));
    expect(colourOf(colours, 2)).toEqual(parse(plainColour('light')));
    expect([...markers!]).toEqual([1, 0, 0, 1]);
    expect(key).toEqual({
      kind: 'levels',
      items: [
        { label: 'a', paint: 0, rows: 1 },
        { label: 'b', paint: 1, rows: 2 },
        { label: 'missing', paint: null, rows: 1 },
      ],
    });
  });

  it('go to the most frequent of many', () => {
    const levels = Array.from({ length: 20 }, (_, i) => `l${i}`);
    const codes = Int32Array.from([...levels.keys(), ...Array.from({ length: 12 }, (_, i) => 8 + i)]);
    const { key } = levelPaint(codes, levels, 'light');
    if (key?.kind !== 'levels') throw new Error('no levels');
    expect(key.items.map(({ label }) => label)).toEqual([...levels.slice(8), '8 other levels']);
    expect(key.items.at(-1)).toMatchObject({ paint: null, rows: 8 });
  });

  it('serve whole numbers of few values too', () => {
    expect(columnPaint({ kind: 'values', values: Float64Array.of(2, 0, 2, Number.NaN) }, 'light').key).toMatchObject({
      items: [{ label: '0' }, { label: '2', rows: 2 }, { label: 'missing' }],
    });
    expect(columnPaint({ kind: 'values', values: Float64Array.of(2.5, 0, 2) }, 'light').key).toMatchObject({ kind: 'ramp' });
  });
});
