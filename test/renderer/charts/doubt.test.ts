import { describe, expect, test } from 'vitest';
import { doubtAt, doubtHeight, doubtPlots, heldOutRange, within } from '../../../src/renderer/charts/doubt.ts';
import { doubtOption } from '../../../src/renderer/charts/doubt-option.ts';
import { tokens } from '../../../src/renderer/charts/tokens.ts';
import type { Doubt, DoubtOf } from '../../../src/shared/model/doubt-results.ts';
import type { FamilyCode } from '../../../src/shared/model/mixture.ts';

const done = { created: '2026-01-01T00:00:00Z', seconds: 1 };
const scored = (k: number, nats: number | null, family: FamilyCode = 'EEE', failure: string | null = null) => ({
  ...{ k, family, parameters: k, nats, standardError: 0.05, difference: (nats ?? 0) + 4, differenceError: 0.02 },
  ...{ folds: [], failure },
});
const heldOut: DoubtOf<'held-out'> = {
  kind: 'held-out',
  options: { kind: 'held-out', fit: 1, folds: 5, seed: 1 },
  result: { candidates: [scored(1, -9), scored(2, -4), scored(3, -4.1), scored(2, -4.2, 'VVV')], best: 1, simplest: 1 },
  ...done,
};
const ratio: DoubtOf<'likelihood-ratio'> = {
  kind: 'likelihood-ratio',
  options: { kind: 'likelihood-ratio', fit: 1, family: 'EEE', replicates: 9, level: 0.05, seed: 1 },
  result: {
    tests: [0.005, 0.3].map((pValue, i) => ({ k: i + 1, statistic: 9, pValue, bootstrap: [1], redrawn: 0 })),
    k: 2,
    failure: null,
  },
  ...done,
};
const all: readonly Doubt[] = [heldOut, ratio];
const axis = { left: 58, width: 200, x: [0.5, 3.5] } as const;
const draw = (doubts: readonly Doubt[]) =>
  doubtOption({ plots: doubtPlots(doubts, 'EEE', axis), ks: [1, 2, 3], shown: { k: 2, family: 'EEE' }, tokens: tokens.light });
type Drawn = { id?: string; data: { value: (number | null)[]; text?: string; itemStyle?: { color: string } }[] };
const series = (doubts: readonly Doubt[], id: string): Drawn =>
  (draw(doubts).series as unknown as Drawn[]).find((one) => one.id === id)!;

describe('the chart of the assessments', () => {
  test('stands on the K axis of the criteria, a plot for each kind', () => {
    const plots = doubtPlots(all, 'EEE', axis);
    expect(plots.map(({ kind }) => kind)).toEqual(['held-out', 'likelihood-ratio']);
    for (const { frame } of plots) expect(frame).toMatchObject(axis);
    const [one, two] = plots;
    expect(two!.frame.top).toBeGreaterThan(one!.frame.top + one!.frame.height);
    expect(doubtHeight(all)).toBeGreaterThan(two!.frame.top + two!.frame.height);
    expect([doubtHeight([]), doubtPlots([], 'EEE', axis)]).toEqual([0, []]);
  });

  test('has no plot of tests that were refused before the first', () => {
    const refused = { ...ratio, result: { tests: [], k: null, failure: 'A sample of weighted rows cannot be drawn.' } };
    expect([doubtHeight([refused]), doubtPlots([refused], 'EEE', axis)]).toEqual([0, []]);
    expect(doubtPlots([heldOut, refused], 'EEE', axis).map(({ kind }) => kind)).toEqual(['held-out']);
    expect(doubtHeight([heldOut, refused])).toBe(doubtHeight([heldOut]));
  });

  test('looks at the best closely: what is far below stands on the floor, off the line', () => {
    const [low, high] = heldOutRange(heldOut.result);
    expect(low).toBeGreaterThan(-4.5);
    expect(high).toBeGreaterThan(-3.96);
    expect(series(all, 'held-out-EEE').data.map(({ value }) => value[1])).toEqual([null, -4, -4.1]);
    expect(series(all, 'held-out-beyond-EEE').data[0]).toMatchObject({
      value: [expect.closeTo(1, 0), low],
      text: expect.stringContaining('−9.0000'),
    });
  });

  test('has strokes of one standard error either way', () => {
    const bars = (series(all, 'held-out-error-EEE').data as unknown as (number | null)[][]).map(([, y]) => y);
    const near = (y: number) => expect.closeTo(y, 9);
    expect(bars).toEqual([near(-4.05), near(-3.95), null, near(-4.15), near(-4.05), null]);
  });

  test('leaves what cannot be the best hollow', () => {
    const [plot] = doubtPlots(all, 'EEE', axis);
    expect(within(plot!.frame, scored(2, -4))).toBe(true);
    expect(within(plot!.frame, scored(2, -4, 'EEE', 'A fold has no fit.'))).toBe(false);
    expect(within(plot!.frame, scored(2, null))).toBe(false);
  });

  test('knows the candidate nearest to a place: its K, and its line where families have lines', () => {
    const plots = doubtPlots(all, 'EEE', axis);
    expect(doubtAt(plots, { grid: 0, x: 2.1, y: -4.19 }, 'EEE')).toEqual({ k: 2, family: 'VVV' });
    expect(doubtAt(plots, { grid: 0, x: 1.9, y: -4.02 }, 'VVV')).toEqual({ k: 2, family: 'EEE' });
    expect(doubtAt(plots, { grid: 1, x: 2.7, y: 0.5 }, 'VVV')).toEqual({ k: 3, family: 'EEE' });
    expect(doubtAt(plots, { grid: 5, x: 1, y: 0 }, 'EEE')).toBeNull();
  });

  test('sets each test between its two K, hollow where one more is no better', () => {
    const { data } = series(all, 'likelihood-ratio');
    expect(data.map(({ value }) => value[0])).toEqual([1.5, 2.5]);
    expect(data.map(({ itemStyle }) => itemStyle!.color === tokens.light.surface)).toEqual([false, true]);
    expect(data[1]!.text).toContain('3 fit no better than 2');
  });

  test('draws nothing that is no number when no candidate could be scored', () => {
    const failed = { ...heldOut, result: { candidates: [scored(1, null, 'EEE', 'No fit.')], best: null, simplest: null } };
    const [plot] = doubtPlots([failed], 'EEE', axis);
    expect(plot!.frame.y.every(Number.isFinite)).toBe(true);
    expect(JSON.stringify(draw([failed]).series)).not.toContain('NaN');
  });
});
