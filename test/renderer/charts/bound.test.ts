import { describe, expect, test } from 'vitest';
import {
  boundOption,
  boundRange,
  pageFrom,
  pageStart,
  stepName,
  stepRange,
  wholeRun,
} from '../../../src/renderer/charts/bound.ts';
import { frameOf } from '../../../src/renderer/charts/frame.ts';
import type { SeriesOption } from '../../../src/renderer/charts/option.ts';
import { tokens } from '../../../src/renderer/charts/tokens.ts';
import { effectWords, endWords } from '../../../src/renderer/views/mixture/player-words.ts';
import type { PlayStep } from '../../../src/shared/model/player.ts';

const steps: PlayStep[] = [
  { kind: 'start', iteration: 0, logLikelihood: -100, bound: -900, mixture: 0 },
  { kind: 'E', iteration: 0, logLikelihood: -100, bound: -100, mixture: 0 },
  { kind: 'M', iteration: 1, logLikelihood: -80, bound: -88, mixture: 1 },
  { kind: 'E', iteration: 1, logLikelihood: -80, bound: -80, mixture: 1 },
];

describe('the bound chart', () => {
  test('leaves the leap from the start out of its heights', () => {
    const [low, high] = boundRange(steps, pageFrom(0));
    expect([low, high]).toEqual([-102, -78]);
  });

  test('has room for heights where all is the same, and where there is nothing', () => {
    const flat = steps.map((step) => ({ ...step, logLikelihood: -5, bound: -5 }));
    const [low, high] = boundRange(flat, pageFrom(0));
    // Hundredths of a nat: smaller ticks would write digits that say nothing.
    expect(low).toBeLessThan(-5.009);
    expect(high).toBeGreaterThan(-4.991);
    expect(boundRange([], pageFrom(0))).toEqual([0, 1]);
  });

  test('turns its page before the mark is at the edge, and ends with the run', () => {
    expect([0, 9, 10, 19, 20].map((at) => pageStart(at, 100))).toEqual([0, 0, 10, 10, 20]);
    expect(pageStart(99, 100)).toBe(87);
    for (let at = 0; at < 100; at++) {
      const [from, to] = pageFrom(pageStart(at, 100));
      expect(at).toBeGreaterThanOrEqual(from);
      expect(at).toBeLessThanOrEqual(to);
    }
    expect(pageStart(3, 4)).toBe(0);
    expect(wholeRun(40)).toEqual([0, 39]);
  });

  test('draws both lines, and the gap where there is one', () => {
    const y = boundRange(steps, pageFrom(0));
    const frame = frameOf({ width: 400, height: 200 }, { left: 40, top: 10, right: 10, bottom: 30 }, stepRange(pageFrom(0)), y);
    const { series } = boundOption({ frame, steps, gaps: true, tokens: tokens.light });
    const byId = (id: string) => (series as SeriesOption[]).find((one) => one.id === id)?.data;
    expect(byId('bound')).toEqual([[0, -900], [1, -100], [2, -88], [3, -80]]); // biome-ignore format: a small shape
    expect(byId('log-likelihood')).toEqual([[0, -100], [1, -100], [2, -80], [3, -80]]); // biome-ignore format: a small shape
    expect(byId('gaps')).toEqual([[0, -900], [0, -100], [0, Number.NaN], [2, -88], [2, -80], [2, Number.NaN]]); // biome-ignore format: a small shape
  });

  test('names the half-steps as they are counted: an iteration is an E-step and the M-step after it', () => {
    expect(steps.map(stepName)).toEqual(['Start', 'E-step 1', 'M-step 1', 'E-step 2']);
  });
});

test('what a half-step did is said in a sentence', () => {
  expect(effectWords({ kind: 'E', lift: 12.3, gapBefore: 12.3, gap: 0 })).toMatch(/^E-step: gap closed by 12[.]30 nats[.]/);
  expect(effectWords({ kind: 'M', lift: 4.5, gapBefore: 0, gap: 0.00123 })).toMatch(
    /^M-step: bound up by 4[.]50 nats[.] The log-likelihood stands 0[.]0012 nats above it/,
  );
  expect(effectWords({ kind: 'M', lift: -1e-13, gapBefore: 0, gap: 0 })).toContain('up by 0.00 nats');
  expect(effectWords({ kind: 'start', lift: 0, gapBefore: 9, gap: 9 })).toContain('9.00 nats below');
});

test('how a run ends is said as far as it is known', () => {
  const run = {
    method: 'em' as const,
    bayesian: null,
    columns: [],
    k: 2,
    family: 'VVV' as const,
    mixtures: [],
    steps,
    converged: false,
  };
  expect(endWords({ ...run, converged: true }, false)).toBe('converged after 1 iteration');
  expect(endWords(run, true)).toBe('1 iteration so far');
  expect(endWords(run, false)).toBe('not converged after 1 iteration');
});
