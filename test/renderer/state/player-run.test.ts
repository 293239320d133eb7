import { describe, expect, test } from 'vitest';
import {
  completeRows,
  effectAt,
  heldAt,
  isOpen,
  joined,
  mixtureAt,
  portion,
  type Run,
  sizesOf,
  withMean,
} from '../../../src/renderer/state/player-run.ts';
import type { GaussianMixture } from '../../../src/shared/model/mixture.ts';

const mixture = (mean: number): GaussianMixture => ({
  weights: [0.5, 0.5],
  means: [
    [mean, 0],
    [9, 9],
  ],
  covariances: [],
});
const run: Run = {
  method: 'em',
  bayesian: null,
  columns: ['a', 'b'],
  k: 2,
  family: 'VVV',
  converged: false,
  mixtures: [mixture(1), mixture(2)],
  steps: [
    { kind: 'start', iteration: 0, logLikelihood: -100, bound: -150, mixture: 0 },
    { kind: 'E', iteration: 0, logLikelihood: -100, bound: -100, mixture: 0 },
    { kind: 'M', iteration: 1, logLikelihood: -80, bound: -88, mixture: 1 },
    { kind: 'E', iteration: 1, logLikelihood: -80, bound: -80, mixture: 1 },
  ],
};

describe('a run of EM that is watched', () => {
  test('holds no responsibilities at its start, its own after an E-step, those before after an M-step', () => {
    expect([0, 1, 2, 3].map((at) => heldAt(run, at)?.means.at(0)?.at(0) ?? null)).toEqual([null, 1, 1, 2]);
    expect([0, 1, 2, 3].map((at) => mixtureAt(run, at)!.means[0]![0])).toEqual([1, 1, 2, 2]);
  });

  test('tells what a half-step did: E closes the gap, M lifts the bound', () => {
    expect(effectAt(run, 0)).toEqual({ kind: 'start', lift: 0, gapBefore: 50, gap: 50 });
    expect(effectAt(run, 1)).toEqual({ kind: 'E', lift: 50, gapBefore: 50, gap: 0 });
    expect(effectAt(run, 2)).toEqual({ kind: 'M', lift: 12, gapBefore: 0, gap: 8 });
    expect(effectAt(run, 9)).toBeNull();
  });

  test('goes on where it ended, each half-step and mixture once', () => {
    const further = { ...run, mixtures: [mixture(2), mixture(3)], converged: true };
    const all = joined(run, further);
    expect(all.steps.map(({ kind, iteration, mixture: m }) => `${kind}${iteration}:${m}`)).toEqual(
      ['start0:0', 'E0:0', 'M1:1', 'E1:1', 'M2:2', 'E2:2'], // biome-ignore format: a list
    );
    expect(all.mixtures.map(({ means }) => means[0]![0])).toEqual([1, 2, 3]);
    expect([isOpen(run), isOpen(all)]).toEqual([true, false]);
  });

  test('is open no longer than anybody watches', () => {
    const long = { ...run, steps: [...run.steps, { ...run.steps[3]!, iteration: 500 }] };
    expect(isOpen(long)).toBe(false);
  });
});

test('small tables are asked for at once, large ones a little at a time', () => {
  expect(portion(272, 3, 2)).toBe(100);
  expect(portion(100_000, 3, 2)).toBe(10);
  expect(portion(10_000, 3, 2)).toBeGreaterThan(20);
});

test('a mean moves in the columns that are drawn, and in no other component', () => {
  const moved = withMean(mixture(1), 0, { 0: 5 });
  expect(moved.means).toEqual([[5, 0], [9, 9]]); // biome-ignore format: a small shape
  expect(mixture(1).means[0]).toEqual([1, 0]);
});

test('sizes count rows by their label, left-out rows nowhere', () => {
  expect(sizesOf(Int32Array.of(1, 2, 2, -1, 3), 3)).toEqual([1, 2, 1]);
});

test('a row without a value in some column is not complete', () => {
  expect(completeRows([Float64Array.of(1, Number.NaN, 3), Float64Array.of(1, 2, Infinity)])).toBe(1);
  expect(completeRows([Float64Array.of(1, 2, 3)], Uint8Array.of(4, 1, 6))).toBe(1);
});
