import { beforeAll, describe, expect, test } from 'vitest';
import { boundOption, boundRange } from '../../../src/renderer/charts/bound.ts';
import { collapseFrame, collapseOption } from '../../../src/renderer/charts/collapse.ts';
import { belowBest, depth, elbosFrame, elbosOption } from '../../../src/renderer/charts/elbos.ts';
import { fadeFrame, fadeOption } from '../../../src/renderer/charts/fade.ts';
import { frameOf } from '../../../src/renderer/charts/frame.ts';
import { gapFrame, gapOption } from '../../../src/renderer/charts/gap.ts';
import { outlines } from '../../../src/renderer/charts/outlines.ts';
import { planeFrame, planeOption, thinned } from '../../../src/renderer/charts/plane.ts';
import { pullFrame, pullOption } from '../../../src/renderer/charts/pull.ts';
import { scatterOption } from '../../../src/renderer/charts/scatter.ts';
import { tokens } from '../../../src/renderer/charts/tokens.ts';
import { weightLines, weightsFrame, weightsHeight, weightsOption } from '../../../src/renderer/charts/weights.ts';
import type { Candidate, CandidateDetail } from '../../../src/shared/model/mixture.ts';
import { faithful } from '../../main/engine/support.ts';
import { fakeVariational, fakeVariationalPlay } from '../fake-variational.ts';

const size = { width: 480, height: 240 };
const look = tokens.light;
let detail: CandidateDetail;
let play: ReturnType<typeof fakeVariationalPlay>;

beforeAll(() => {
  detail = fakeVariational(faithful, 6, 'VVV', null);
  const asked = { k: 6, family: 'VVV' as const, seed: 1, limit: 200, columns: ['a', 'b'] };
  play = fakeVariationalPlay(faithful, asked, { kind: 'k-means++' }, null);
});

type Series = {
  readonly id: string;
  readonly data: { value: number[]; text?: string }[];
  readonly lineStyle?: { opacity?: number };
};
const seriesOf = (option: { series?: unknown }): readonly Series[] => option.series as readonly Series[];

describe('weights with credible intervals', () => {
  test('lie within their intervals, and say which components are in use', () => {
    const lines = weightLines(detail);
    expect(lines).toHaveLength(6);
    expect(lines.filter(({ inUse }) => inUse)).toHaveLength(detail.variational!.effectiveComponents);
    for (const { weight, lower, upper, inUse } of lines.filter((line) => line.inUse)) {
      expect(inUse && lower < weight && weight < upper).toBe(true);
    }
    expect(lines.reduce((sum, { prior }) => sum + prior, 0)).toBeCloseTo(1, 12);
  });

  test('are drawn with their intervals in words', () => {
    const lines = weightLines(detail);
    const frame = weightsFrame({ width: 480, height: weightsHeight(lines.length) }, lines);
    const option = weightsOption({ frame, lines, content: 0.95, effectiveAbove: 0.01, clusters: null, tokens: look });
    const points = seriesOf(option).find(({ id }) => id === 'weights')!;
    expect(points.data[0]!.text).toMatch(/^Component 1: 64 %\n95 % of the posterior: \d+ % to \d+ %\nprior alone: \d+ %$/);
    expect(points.data[5]!.text).toContain('not in use');
    expect(JSON.stringify(option)).toContain('in use above 1 %');
  });

  test('are none without a posterior', () => {
    expect(weightLines({ mixture: null, variational: null })).toEqual([]);
  });
});

describe('ELBOs against K', () => {
  const candidate = (k: number, elbo: number | null, more: Partial<Candidate> = {}): Candidate => ({
    ...{ k, elbo, family: 'VVV', logLikelihood: elbo, parameters: 6 * k - 1, bic: null, aic: null, icl: null, iterations: 9 },
    ...{ converged: true, degenerate: false, starts: 5, startsAtBest: 5, failure: null, effectiveComponents: 2, seconds: 1 },
    ...more,
  });

  test('are counted from the highest that may win; the best stands on top', () => {
    const all = [candidate(2, -100), candidate(3, -90, { converged: false }), candidate(4, -103), candidate(5, null)];
    const found = belowBest(all);
    expect(found.map(({ below }) => below)).toEqual([0, -10, 3]);
    expect(depth(0)).toBe(0);
    expect(depth(3)).toBeLessThan(0);
    const option = elbosOption({ frame: elbosFrame(size, found), found, shown: all[2]!, tokens: look });
    const [line] = seriesOf(option);
    expect(line!.data.map(({ text }) => text!.split('\n')[1])).toEqual([
      'the highest ELBO',
      'ELBO −10.0 nats below the best',
      'ELBO 3.0 nats below the best',
    ]);
  });

  test('are none where no candidate may win', () => {
    expect(belowBest([candidate(2, -100, { converged: false })])).toEqual([]);
  });
});

test('components that were let go are drawn faintly, without a level, and means with their credible ellipse', () => {
  const shapes = outlines(detail.mixture!, 0, 1, 0.5);
  expect(shapes.slice(0, 2).every(({ presence, credible }) => presence === 1 && credible!.length > 10)).toBe(true);
  expect(shapes.at(-1)!.presence).toBeLessThan(0.1);
  const frame = frameOf(size, { left: 30, top: 8, right: 8, bottom: 30 }, [1, 6], [40, 100]);
  const series = seriesOf(scatterOption({ frame, names: ['a', 'b'], outlines: shapes, content: 0.5, tokens: look }));
  expect(series.find(({ id }) => id === 'levels')!.data).toHaveLength(2);
  expect(series.filter(({ id }) => id.startsWith('credible-'))).toHaveLength(2);
  expect(series.find(({ id }) => id === 'ellipse-6')!.lineStyle!.opacity).toBeLessThan(0.1);
});

describe('a run of variational inference', () => {
  test('has its gap drawn after every half-step, and the evidence above the ELBO', () => {
    const { steps, evidence } = play;
    const y = boundRange(steps, [steps.length - 5, steps.length - 1], evidence!.nats);
    expect(y[0]).toBeLessThan(steps.at(-1)!.bound);
    const frame = frameOf(size, { left: 40, top: 30, right: 10, bottom: 30 }, [0, steps.length], y);
    const option = boundOption({ frame, steps, gaps: true, open: { evidence }, tokens: look });
    const found = seriesOf(option);
    expect(found.find(({ id }) => id === 'gaps')!.data).toHaveLength(3 * steps.length);
    expect(found.some(({ id }) => id === 'evidence')).toBe(true);
    expect(JSON.stringify(option)).toContain('log evidence ≥ last ELBO +');
    expect(boundOption({ frame, steps, gaps: true, tokens: look }).series).toHaveLength(3);
  });

  test('has its weights fade: those that stay are drawn in full', () => {
    const frame = fadeFrame(size, play.mixtures);
    const found = seriesOf(fadeOption(frame, play.mixtures, look));
    expect(found).toHaveLength(6);
    const full = found.filter(({ lineStyle }) => lineStyle!.opacity === 1);
    expect(full.length).toBeGreaterThanOrEqual(2);
    expect(full.length).toBeLessThan(6);
  });
});

test('the pull of the prior shows every concentration that was looked at, and the kept one', () => {
  const seen = [
    { concentration: 0.01, effective: 2, elbo: -1190 },
    { concentration: 100, effective: 6, elbo: -1300 },
  ];
  const option = pullOption({ frame: pullFrame(size, 6), seen, kept: 0.01, now: 100, tokens: look });
  const [line] = seriesOf(option);
  expect(line!.data.map(({ value }) => value)).toEqual([
    [-2, 2],
    [2, 6],
  ]);
  expect(JSON.stringify(option)).toContain('kept');
});

describe('small figures beside text', () => {
  const columns = [faithful.data.slice(0, 272), faithful.data.slice(272)];

  test('draw every so manieth row', () => {
    expect(
      thinned(
        Float64Array.from({ length: 10 }, (_, i) => i),
        4,
      ),
    ).toEqual(Float64Array.of(0, 3, 6, 9));
    expect(thinned(columns[0]!, 800)).toHaveLength(272);
  });

  test('draw two columns with ellipses, and one with densities', () => {
    const two = { names: ['a', 'b'], values: columns, labels: null };
    const both = seriesOf(planeOption(planeFrame(size, two), two, detail.mixture, look)).map(({ id }) => id);
    expect(both).toEqual(expect.arrayContaining(['rows', 'ellipse-1', 'means']));
    expect(both).not.toContain('levels');
    const one = { names: ['a'], values: columns.slice(0, 1), labels: null };
    const single = fakeVariational({ ...faithful, d: 1, data: columns[0]! }, 2, 'VVV', null).mixture;
    const found = seriesOf(planeOption(planeFrame(size, one), one, single, look));
    expect(found.map(({ id }) => id)).toEqual(['rows', 'component-1', 'component-2', 'total']);
  });

  test('draw bounds below the log-likelihood, never above it', () => {
    const gaps = [
      { samples: 1, gap: 0.4, standardError: 0 },
      { samples: 10, gap: -0.001, standardError: 0.002 },
    ];
    const [line] = seriesOf(gapOption(gapFrame(size, gaps), gaps, look));
    expect(line!.data.map(({ value }) => value[1])).toEqual([-0.4, -0]);
  });

  test('say which dimensions have collapsed', () => {
    const drawn = JSON.stringify(collapseOption(collapseFrame(size, 2, 1.5), [1.5, 0], look));
    expect(drawn).toContain('collapsed');
    expect(drawn).toContain('1.50');
  });
});
