import { describe, expect, it } from 'vitest';
import { heightOf, steppedBound, stripMargins, stripOption, stripRange } from '../../../src/renderer/charts/bound-strip.ts';
import { confusion } from '../../../src/renderer/charts/confusion.ts';
import { frameOf } from '../../../src/renderer/charts/frame.ts';
import { oddsBars } from '../../../src/renderer/charts/log-odds.ts';
import { profileDrawing } from '../../../src/renderer/charts/profiles.ts';
import { tokens } from '../../../src/renderer/charts/tokens.ts';
import type { Comparison } from '../../../src/shared/model/comparison.ts';

describe('the strip of uncertainties', () => {
  it('counts in tens, so that few rows are seen beside many', () => {
    expect([0, 1, 10, 1000].map(heightOf)).toEqual([0, 1, 2, 4]);
    const range = stripRange(Int32Array.of(100, 0, 3));
    expect(range[0]).toBe(0);
    expect(range[1]).toBeGreaterThan(3);
  });

  it('names whole tens on its axis, and draws selected rows over all', () => {
    const counts = Int32Array.of(1200, 30, 0, 4);
    const bins = { start: 0, width: 0.125, count: 4 };
    const y = stripRange(counts);
    const frame = frameOf({ width: 400, height: 136 }, stripMargins(y), [0, 0.5], y);
    const selected = Int32Array.of(0, 0, 0, 4);
    const option = stripOption({ frame, bins, counts, selected, name: 'Uncertainty', tokens: tokens.light });
    const axis = option.yAxis as { axisLabel: { customValues: number[]; formatter: (value: number) => string } };
    expect(axis.axisLabel.customValues.map(axis.axisLabel.formatter)).toEqual(['1', '10', '100', '1,000']);
    expect((option.series as { id: string }[]).map(({ id }) => id)).toEqual(['rows', 'selected']);
  });

  it('moves its bound by hundredths and never beyond its ends', () => {
    const bins = { start: 0, width: 0.05, count: 10 };
    expect(steppedBound(bins, 0.2, 1)).toBeCloseTo(0.205, 12);
    expect(steppedBound(bins, 0.2017, 0)).toBeCloseTo(0.2, 12);
    expect(steppedBound(bins, 0.2, 1000)).toBe(0.5);
    expect(steppedBound(bins, 0.2, -1000)).toBe(0);
  });
});

describe('the bars of a row’s log-odds', () => {
  it('stand about one zero, the mixing weights first, then the strongest columns', () => {
    const { zero, bars } = oddsBars(1, [0.5, -3, 0]);
    expect(bars.map(({ column }) => column)).toEqual([null, 1, 0, 2]);
    expect(zero).toBe(0.75);
    expect(bars[1]).toMatchObject({ from: 0, width: 0.75, share: -3 });
    expect(bars[0]).toMatchObject({ from: 0.75, width: 0.25 });
    expect(bars[3]!.width).toBe(0);
  });

  it('have places even where nothing speaks', () => {
    for (const { from, width } of oddsBars(0, [0, 0]).bars) expect([from, width]).toEqual([0, 0]);
  });
});

describe('a cluster against the rest, drawn', () => {
  const bins = { start: 0, width: 1, count: 10 };
  const own = { weights: [1], means: [5], variances: [1] };
  const input = { own, rest: null, bins, counts: Int32Array.of(0, 0, 0, 0, 5, 5, 0, 0, 0, 0), width: 100, height: 50 };

  it('lies within its box', () => {
    const { bars, own: path, rest } = profileDrawing(input);
    expect(bars).toHaveLength(2);
    for (const { x, y, width, height } of bars) {
      expect([x, y].every((value) => value >= 0)).toBe(true);
      expect([x + width <= 100.1, y + height]).toEqual([true, 50]);
    }
    expect(rest).toBe('');
    const numbers = path.match(/[\d.]+/g)!.map(Number);
    expect(numbers.every((value) => value >= 0 && value <= 100)).toBe(true);
    expect(path).not.toContain('NaN');
  });

  it('is drawn without rows too', () => {
    const drawn = profileDrawing({ ...input, counts: new Int32Array(10), rest: { weights: [1], means: [2], variances: [0.25] } });
    expect(drawn.bars).toEqual([]);
    expect(drawn.rest.startsWith('M')).toBe(true);
  });
});

describe('known labels against clusters, as a table', () => {
  const comparison: Comparison = {
    column: 'kind',
    levels: [{ name: 'a', rows: 10 }, { name: 'b', rows: 6 }], // biome-ignore format: a small table
    clusters: [{ cluster: 1, rows: 7 }, { cluster: 2, rows: 8 }, { cluster: 0, rows: 1 }], // biome-ignore format: a small table
    counts: [[1, 8, 1], [6, 0, 0]], // biome-ignore format: a small table
    rows: 16,
    excluded: 0,
    missing: 0,
    ari: 0.8,
    homogeneity: 0.8,
    completeness: 0.8,
    vMeasure: 0.8,
    matched: [2, 1],
    agreement: 14 / 16,
  };

  it('puts clusters beside the values that they go with, and the noise last', () => {
    const { clusters, rows } = confusion(comparison, 'count');
    expect(clusters.map(({ cluster }) => cluster)).toEqual([2, 1, 0]);
    expect(rows[0]!.cells.map(({ rows: both, matched }) => [both, matched])).toEqual([[8, true], [1, false], [1, false]]); // biome-ignore format: a small table
    expect(rows[0]!.cells.map(({ depth }) => depth)).toEqual([1, 1 / 8, 1 / 8]);
  });

  it('shades by the share that is asked for', () => {
    expect(confusion(comparison, 'level').rows[1]!.cells.map(({ depth }) => depth)).toEqual([0, 1, 0]);
    expect(confusion(comparison, 'cluster').rows[0]!.cells.map(({ depth }) => depth)).toEqual([1, 1 / 7, 1]);
  });
});
