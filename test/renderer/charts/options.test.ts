import { describe, expect, test } from 'vitest';
import { candidateAt, criteriaFrames, deltas, deltaTicks, scaled, spread } from '../../../src/renderer/charts/criteria.ts';
import { criteriaOption } from '../../../src/renderer/charts/criteria-option.ts';
import type { Frame } from '../../../src/renderer/charts/frame.ts';
import { toDataX } from '../../../src/renderer/charts/frame.ts';
import { binText, countRange, expectedCounts, histogramOption } from '../../../src/renderer/charts/histogram.ts';
import { ledgerMargins, optima } from '../../../src/renderer/charts/ledger.ts';
import { axis } from '../../../src/renderer/charts/option.ts';
import { outlines } from '../../../src/renderer/charts/outlines.ts';
import { scatterOption } from '../../../src/renderer/charts/scatter.ts';
import { tokens } from '../../../src/renderer/charts/tokens.ts';
import { heightRange, iterationRange, traceOption } from '../../../src/renderer/charts/trace.ts';
import { clustersAsDrawn } from '../../../src/shared/model/merging.ts';
import type { Candidate, StartRecord } from '../../../src/shared/model/mixture.ts';

const light = tokens.light;
const frame: Frame = { left: 50, top: 10, width: 400, height: 300, x: [0, 10], y: [0, 10] };

// biome-ignore lint/suspicious/noExplicitAny: options are read here as ECharts reads them
const series = (option: { series?: unknown }): any[] => option.series as any[];

const candidate = (k: number, family: Candidate['family'], bic: number, more: Partial<Candidate> = {}): Candidate => ({
  k,
  family,
  logLikelihood: -bic / 2,
  parameters: 5 * k,
  bic,
  aic: bic - 20,
  icl: bic + 10 * k,
  iterations: 20,
  converged: true,
  degenerate: false,
  starts: 10,
  startsAtBest: 7,
  failure: null,
  seconds: 0.1,
  ...more,
});

const record = (
  start: number,
  logLikelihood: number | null,
  optimum: number | null,
  more: Partial<StartRecord> = {},
): StartRecord => ({
  start,
  method: 'k-means++',
  logLikelihood,
  iterations: 12,
  converged: true,
  degenerate: null,
  optimum,
  ...more,
});

describe('an axis', () => {
  test('has its ticks at round numbers, never at the odd ends of its range', () => {
    expect(axis([1.03, 9.97], light, { count: 5 }).axisLabel.customValues).toEqual([2, 4, 6, 8]);
  });
});

describe('the scatterplot', () => {
  const mixture = {
    weights: [0.4, 0.6],
    means: [
      [1, 0, 2],
      [5, 0, 6],
    ],
    covariances: [
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 4],
      ],
      [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
  };

  test('takes the two columns of the mixture that are on its axes', () => {
    const [first] = outlines(mixture, 0, 2, 0.3934693402873666);
    expect(first!.mean).toEqual([1, 2]);
    // one standard deviation: 1 along x, 2 along y
    expect(Math.max(...first!.points.map(([x]) => x))).toBeCloseTo(2, 2);
    expect(Math.max(...first!.points.map(([, y]) => y))).toBeCloseTo(4, 2);
  });

  test('prints the level on each ellipse, once, and a number on each mean', () => {
    const option = scatterOption({
      frame,
      names: ['a', 'c'],
      outlines: outlines(mixture, 0, 2, 0.95),
      content: 0.95,
      tokens: light,
    });
    const levels = series(option).find((one) => one.id === 'levels');
    expect(levels.label.formatter).toBe('95 %');
    // The second component has no outline, so no level either; the first has its at its top.
    expect(levels.data).toHaveLength(1);
    expect(levels.data[0].value[1]).toBe(Math.max(...series(option)[0].data.map((point: number[]) => point[1])));
    expect(
      series(option)
        .find(({ id }) => id === 'means')
        .data.map((d: { label: { formatter: string } }) => d.label.formatter),
    ).toEqual(['1', '2']);
  });

  test('gives ellipses an edge among many rows, whose colour they have', () => {
    const edges = (rows: number) =>
      series(
        scatterOption({ frame, names: ['a', 'c'], outlines: outlines(mixture, 0, 2, 0.5), content: 0.5, rows, tokens: light }),
      )
        .filter(({ id }) => String(id).startsWith('edge-'))
        .map(({ lineStyle }) => lineStyle.color);
    expect(edges(272)).toEqual([]);
    expect(edges(20_000)).toEqual([light.surface, light.surface]);
  });

  test('draws no outline where there is none, and the mean all the same', () => {
    expect(outlines(mixture, 0, 2, 0.5)[1]).toEqual({ component: 1, mean: [5, 6], points: [] });
  });

  test('writes the names that clusters were given below their numbers', () => {
    const named = clustersAsDrawn(null, 2, { places: [1, 0], names: ['', 'late'] });
    const shapes = outlines(mixture, 0, 2, 0.5, named);
    const option = scatterOption({ frame, names: ['a', 'c'], outlines: shapes, content: 0.5, tokens: light });
    expect(series(option).find(({ id }) => id === 'names').data).toMatchObject([{ value: [5, 6], label: { formatter: 'late' } }]);
  });
});

describe('the histogram', () => {
  const bins = { start: 0, width: 2, count: 5 };
  const marginal = { weights: [0.5, 0.5], means: [3, 7], variances: [1, 1] };

  test('draws densities as rows a bin: they fill the area that the bars fill', () => {
    const { x, total } = expectedCounts(marginal, 100, bins);
    let area = 0;
    for (let i = 1; i < x.length; i++) area += ((x[i]! - x[i - 1]!) * (total[i]! + total[i - 1]!)) / 2;
    expect(area / bins.width).toBeCloseTo(100 * 0.9987, 0);
  });

  test('keeps its bars readable when a component is a spike', () => {
    const spike = expectedCounts({ weights: [1], means: [5], variances: [1e-8] }, 100, bins);
    expect(countRange(Int32Array.of(5, 10, 40, 10, 5), spike)[1]).toBeLessThan(90);
  });

  test('lays the selection over the rows, and a numbered curve a component', () => {
    const counts = Int32Array.of(1, 2, 3, 2, 1);
    const curves = expectedCounts(marginal, 9, bins);
    const option = histogramOption({ frame, bins, counts, selected: Int32Array.of(0, 1, 0, 0, 0), curves, tokens: light });
    expect(series(option).map((s) => s.id)).toEqual(['rows', 'selected', 'component-1', 'component-2', 'total', 'numbers']);
    const plain = histogramOption({ frame, bins, counts, selected: null, curves: null, tokens: light });
    expect(series(plain).map((s) => s.id)).toEqual(['rows']);
  });

  test('draws noise as rows a bin too, without a number', () => {
    const noise = { weight: 0.5, density: 0.1, range: [0, 10] as const };
    const curves = expectedCounts({ weights: [0.5], means: [5], variances: [1], noise }, 100, bins);
    expect(curves.noise!.every((rows) => Math.abs(rows - 10) < 1e-9)).toBe(true);
    const option = histogramOption({ frame, bins, counts: new Int32Array(5), selected: null, curves, tokens: light });
    expect(series(option).map((s) => s.id)).toEqual(['rows', 'component-1', 'noise', 'total', 'numbers']);
    expect(series(option).at(-1).data).toHaveLength(1);
  });

  test('says a bin in words', () => {
    const text = binText({ start: 1.6, width: 0.2, count: 2 }, Int32Array.of(3, 1), Int32Array.of(1, 0), 4, String, 0);
    expect(text.split('\n')).toEqual(['1.6 to 1.8', '3 rows, 75 %', '1 selected']);
  });
});

describe('the trace', () => {
  const runs = [
    { start: 1, trace: [-9000, -1300, -1200, -1150, -1140], best: false },
    { start: 2, trace: [-8000, -1250, -1180, -1132, -1130], best: true },
  ];

  test('shows where runs ended, and does not let the first leap flatten it', () => {
    const [low, high] = heightRange(runs, []);
    expect(low).toBeGreaterThan(-1300);
    expect(high).toBeGreaterThan(-1130);
    expect(iterationRange(runs, [record(3, -1160, 1, { iterations: 40 })])[1]).toBeGreaterThan(40);
  });

  test('emphasises the best start and marks degenerate ends hollow', () => {
    const ends = [record(3, 5, 1), record(4, 6, 2, { degenerate: 'a component at the floor' }), record(5, null, null)];
    const option = traceOption({ frame, runs, ends, tokens: light });
    expect(series(option)[1].lineStyle.width).toBeGreaterThan(series(option)[0].lineStyle.width);
    const dots = series(option).at(-1).data;
    expect(dots).toHaveLength(2);
    expect(dots[1].itemStyle.color).toBe(light.surface);
  });

  test('leads on, dotted, to where a start ended when its last iterations were not seen', () => {
    const end = record(1, -1135, 1, { iterations: 30 });
    const option = traceOption({ frame, runs: [{ ...runs[0]!, end }], ends: [], tokens: light });
    const [seen, unseen] = series(option);
    expect(seen.data).toHaveLength(5);
    expect(unseen.data).toEqual([
      [4, -1140],
      [30, -1135],
    ]);
    expect(unseen.lineStyle.type).toBe('dotted');
  });

  test('stands without any run', () => {
    expect(heightRange([], [])).toEqual([0, 1]);
    expect(heightRange([{ start: 1, trace: [Number.NaN], best: true }], [])).toEqual([0, 1]);
  });
});

describe('the criteria', () => {
  const candidates = [
    candidate(1, 'VVV', 2600),
    candidate(2, 'VVV', 2322),
    candidate(3, 'VVV', 2330),
    candidate(2, 'EEE', 2325),
    candidate(3, 'EEE', 2250, { degenerate: true, failure: 'A component has too few rows.' }),
    candidate(4, 'EEE', 0, { bic: null, aic: null, icl: null, logLikelihood: null, failure: 'No start ended well.' }),
  ];
  const size = { width: 400, height: 400 };
  const frames = criteriaFrames(size, candidates, [1, 2, 3, 4]);

  test('are differences from the best that counts: a degenerate candidate may lie below it, a failed one nowhere', () => {
    const found = deltas(candidates, 'bic');
    expect(found.map((d) => d.delta)).toEqual([278, 0, 8, 3, -72]);
  });

  test('have one plot for each criterion and one line a family, on one K axis', () => {
    const option = criteriaOption({
      frames,
      candidates,
      ks: [1, 2, 3, 4],
      shown: { k: 2, family: 'VVV' },
      criterion: 'bic',
      tokens: light,
    });
    expect(option.grid).toHaveLength(3);
    const ids = ['bic', 'aic', 'icl'].flatMap((name, i) => [
      `${name}-VVV`,
      `${name}-EEE`,
      `hollow-${i}`,
      `names-${i}`,
      `marks-${i}`,
    ]);
    expect(series(option).map((s) => s.id)).toEqual(ids);
    expect(frames[0]!.x).toEqual([0.5, 4.5]);
  });

  test('mark the best in the accent, and what cannot win hollow, with no line to it', () => {
    const option = criteriaOption({ frames, candidates, ks: [1, 2, 3, 4], shown: null, criterion: 'bic', tokens: light });
    const [full, tied, hollow] = series(option);
    expect(full.data[1].itemStyle.color).toBe(light.accent);
    expect(tied.data.map((point: { value: unknown[] }) => point.value[1] === null)).toEqual([false, true]);
    expect(hollow.data).toHaveLength(1);
    expect(hollow.data[0]).toMatchObject({ value: [3, frames[0]!.y[0]], itemStyle: { color: light.surface } });
    expect(hollow.data[0].text).toContain('degenerate');
  });

  test('answer a click with the candidate drawn nearest', () => {
    const x = toDataX(frames[0]!, frames[0]!.left + frames[0]!.width * 0.4);
    expect(candidateAt(frames, candidates, { grid: 0, x, y: scaled(0) })).toMatchObject({ k: 2, family: 'VVV' });
    expect(candidateAt(frames, candidates, { grid: 0, x, y: scaled(5) })).toMatchObject({ k: 2, family: 'EEE' });
    expect(candidateAt(frames, candidates, { grid: 0, x: 1, y: 0 })).toMatchObject({ k: 1 });
    expect(candidateAt(frames, [], { grid: 0, x: 1, y: 0 })).toBeNull();
  });

  test('have ticks from 0 to the powers of ten, and never above the largest difference', () => {
    expect(deltaTicks(4300)).toEqual([0, 10, 100, 1000]);
    expect(deltaTicks(250_000)).toEqual([0, 100, 10_000]);
    expect(deltaTicks(72)).toEqual([0, 1, 3, 10, 30]);
    expect(deltaTicks(8)).toEqual([0, 1, 2, 5]);
    expect(deltaTicks(0.4)).toEqual([0]);
  });

  test('keep the names of lines apart that end close together, within the plot', () => {
    expect(spread([0, 0.1, 5], 1, [0, 6])).toEqual([0, 1, 5]);
    expect(spread([5, 6], 2, [0, 6])).toEqual([4, 6]);
    expect(spread([], 1, [0, 6])).toEqual([]);
  });
});

describe('the ledger', () => {
  test('has room at its sides for half a label of its axis, eight characters of 7 px', () => {
    expect(Math.min(ledgerMargins.left, ledgerMargins.right)).toBeGreaterThanOrEqual((8 * 7) / 2);
  });

  test('gathers starts by where they ended: the best first, degenerate ones last', () => {
    const ledger = [
      record(1, -1130.2, 0),
      record(2, -1140, 1),
      record(3, -1130.2000001, 0),
      record(4, -900, 2, { degenerate: 'a component at the floor' }),
      record(5, null, null, { degenerate: 'failed' }),
    ];
    expect(optima(ledger).map((one) => one.starts.map((r) => r.start))).toEqual([[1, 3], [2], [4]]);
    expect(optima(ledger).map((one) => one.best)).toEqual([true, false, false]);
  });
});
