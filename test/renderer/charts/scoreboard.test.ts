import { describe, expect, test } from 'vitest';
import { scorePlot, scorePlotHeight } from '../../../src/renderer/charts/scoreboard.ts';
import { scoreboardOption } from '../../../src/renderer/charts/scoreboard-option.ts';
import { tokens } from '../../../src/renderer/charts/tokens.ts';
import { type ModelScore, type ScoreModel, scoreModelNames } from '../../../src/shared/model/scoreboard.ts';

const score = (model: ScoreModel, nats: number): ModelScore => ({
  ...{ model, name: scoreModelNames[model], nats, standardError: 0.05, lowerBound: model === 'vae' },
  ...{ monteCarloError: null, looseness: null, folds: [], failure: null, seconds: 1 },
});
const board = {
  scores: [score('gaussian-diagonal', -9), score('pca', -1.5), score('vae', -1.2), score('mixture', -1)],
  ranking: [
    { model: 'mixture' as const, group: 0, difference: 0, differenceError: 0 },
    { model: 'vae' as const, group: 0, difference: -0.2, differenceError: 0.12 },
    { model: 'pca' as const, group: 1, difference: -0.5, differenceError: 0.04 },
    { model: 'gaussian-diagonal' as const, group: 2, difference: -8, differenceError: 0.06 },
  ],
};
const size = { width: 900, height: scorePlotHeight(4) };

describe('the dot plot', () => {
  test('has the first at the top and everything within its range', () => {
    const { dots, frame, groups } = scorePlot(board, 'scores', size);
    expect(dots.map(({ model }) => model)).toEqual(['mixture', 'vae', 'pca', 'gaussian-diagonal']);
    expect(dots.every(({ value, error }) => value - error > frame.x[0] && value + error < frame.x[1])).toBe(true);
    expect(groups).toEqual([
      { group: 0, from: 0, to: 1 },
      { group: 1, from: 2, to: 2 },
      { group: 2, from: 3, to: 3 },
    ]);
    expect(dots[1]?.text).toBe('≥ −1.200 ± 0.050');
  });

  test('of differences begins at 0, and what is too far off to tell the others apart is drawn at the edge', () => {
    const { dots, frame } = scorePlot(board, 'differences', size);
    expect(dots.map(({ value }) => value)).toEqual([0, -0.2, -0.5, -8]);
    expect(dots.map(({ beyond }) => beyond)).toEqual([false, false, false, true]);
    expect(frame.x[0]).toBeGreaterThan(-3);
    expect(dots.map(({ text }) => text)).toEqual(['the first', '≥ −0.20 ± 0.12', '−0.500 ± 0.040', '−8.000 ± 0.060']);
  });

  test('of differences reaches to those that come next, however far off they are', () => {
    const ranking = [
      { model: 'mixture' as const, group: 0, difference: 0, differenceError: 0 },
      { model: 'pca' as const, group: 1, difference: -5, differenceError: 0.05 },
      { model: 'gaussian-diagonal' as const, group: 2, difference: -6, differenceError: 0.06 },
    ];
    const { dots, frame } = scorePlot({ ...board, ranking }, 'differences', size);
    expect(dots.map(({ beyond }) => beyond)).toEqual([false, false, false]);
    expect(frame.x[0]).toBeLessThan(-6.06);
    const alone = scorePlot({ ...board, ranking: ranking.slice(0, 1) }, 'differences', size);
    expect(alone.frame.x.every(Number.isFinite)).toBe(true);
  });

  test('is drawn with a ground for every other group, a triangle for a bound, and hollow beyond the axis', () => {
    const plot = scorePlot(board, 'differences', size);
    const { series, yAxis } = scoreboardOption({ plot, face: 'differences', tokens: tokens.light });
    const list = series as { id: string; data: { value: number[]; symbol: string; itemStyle: { color: string } }[] }[];
    expect(list.map(({ id }) => id)).toEqual(['groups', 'zero', 'errors', 'scores', 'figures']);
    const points = list.find(({ id }) => id === 'scores')!.data;
    expect(points.map(({ symbol }) => symbol)).toEqual(['circle', 'triangle', 'circle', 'circle']);
    expect(points[3]?.value).toEqual([plot.frame.x[0], 0]);
    expect(points[3]?.itemStyle.color).toBe(tokens.light.surface);
    const { axisLabel } = yAxis as { axisLabel: { formatter: (y: number) => string } };
    expect([axisLabel.formatter(3), axisLabel.formatter(0)]).toEqual(['Gaussian mixture by EM', 'Gaussian, diagonal covariance']);
  });

  test('tells single folds as the face tells the whole: by themselves, or from the first', () => {
    const fold = (nats: number) => ({ rows: 5, nats, choice: '', parameters: null, caution: null, failure: null, seconds: 0 });
    const scores = [
      { ...score('mixture', -1), folds: [fold(-0.9), fold(-1.1)] },
      { ...score('pca', -1.5), folds: [fold(-1.2), fold(-1.8)] },
    ];
    const folds = (face: 'scores' | 'differences') => scorePlot({ ...board, scores }, face, size).dots.map((dot) => dot.folds);
    expect(folds('scores')[1]).toEqual([-1.2, -1.8]);
    expect(folds('differences')[0]).toEqual([]);
    expect(folds('differences')[1]?.[1]).toBeCloseTo(-0.7, 12);
  });

  test('cuts off no single fold, however far it lies from the whole', () => {
    const fold = (nats: number) => ({ rows: 5, nats, choice: '', parameters: null, caution: null, failure: null, seconds: 0 });
    const scores = [
      { ...score('mixture', -1), folds: [fold(-0.2), fold(-1.8)] },
      { ...score('pca', -1.5), folds: [fold(-0.8), fold(-2.2)] },
    ];
    const { frame } = scorePlot({ ...board, scores }, 'scores', size);
    expect(frame.x[0]).toBeLessThan(-2.2);
    expect(frame.x[1]).toBeGreaterThan(-0.2);
  });

  test('without a model, or with one, is still a chart', () => {
    expect(scorePlot({ scores: [], ranking: [] }, 'scores', size).dots).toEqual([]);
    const one = scorePlot(
      { scores: [score('pca', -1)], ranking: [{ model: 'pca', group: 0, difference: 0, differenceError: 0 }] },
      'differences',
      size,
    );
    expect(one.frame.x[0]).toBeLessThan(0);
    expect(one.frame.x.every(Number.isFinite)).toBe(true);
  });
});
