import { describe, expect, test } from 'vitest';
import type { Run } from '../../../../src/renderer/state/player-run.ts';
import type { Shown } from '../../../../src/renderer/state/shown.ts';
import { endsOf, inUse } from '../../../../src/renderer/views/ideas/runs.ts';
import { subjectOf } from '../../../../src/renderer/views/ideas/subject.ts';
import type { ColumnProfile } from '../../../../src/shared/model/column.ts';
import type { Dataset } from '../../../../src/shared/model/dataset.ts';

const run = (end: number, weights: number[] = [0.5, 0.5], converged = true): Run => ({
  ...{ method: 'em', bayesian: null, columns: ['a', 'b'], k: weights.length, family: 'VVV', converged },
  mixtures: [{ weights, means: [], covariances: [] }],
  steps: [{ kind: 'E', iteration: 3, logLikelihood: end, bound: end, mixture: 0 }],
});

describe('ends of several starts', () => {
  test('are the same optimum within a ten-thousandth of a nat a row', () => {
    const ends = endsOf([run(-100.001), run(-100), run(-107), run(-103)], 100)!;
    expect(ends.best.steps[0]!.logLikelihood).toBe(-100);
    expect(ends.other!.steps[0]!.logLikelihood).toBe(-103);
    expect(ends).toMatchObject({ tried: 4, atBest: 2 });
  });

  test('have no other where all ended alike, or did not end', () => {
    expect(endsOf([run(-100), run(-100.002), run(-120, [0.5, 0.5], false)], 100)).toMatchObject({ other: null, atBest: 2 });
  });

  test('do not count a component that collapsed onto a few rows', () => {
    expect(endsOf([run(500, [0.98, 0.02]), run(-100)], 100)!.best.steps[0]!.logLikelihood).toBe(-100);
    expect(endsOf([run(500, [0.98, 0.02])], 100)).toBeNull();
  });
});

test('components in use at the end of a run are those with more than 1 % of the rows', () => {
  const prior = {
    weights: 'process',
    concentration: 1,
    meanPrecision: 1,
    mean: [],
    degreesOfFreedom: 1,
    covariance: [],
  } as const;
  const posterior = { structure: 'full', prior, concentration: [], rest: [], meanPrecision: [], degreesOfFreedom: [] } as const;
  const mixture = { weights: [], means: [], covariances: [], variational: { ...posterior, counts: [98, 1.5, 0.5] } };
  expect(inUse({ mixtures: [mixture as never] })).toBe(2);
  expect(inUse({ mixtures: [] })).toBe(0);
});

describe('what the figures are of', () => {
  const column = (name: string, more: Partial<ColumnProfile> = {}): ColumnProfile => ({
    ...{ name, type: 'number', missing: 0, infinite: 0, min: 0, max: 1, mean: 0.5, sd: 0.2 },
    ...{ histogram: null, levelCount: null, levels: null },
    ...more,
  });
  const dataset = (columns: ColumnProfile[]): Dataset => ({ id: 1, rows: 50, columns }) as never;
  const shown = (columns: string[], k: number, effectiveComponents: number | null = null): Shown =>
    ({ fit: { options: { columns } }, candidate: { k, effectiveComponents } }) as never;
  const table = dataset([column('a'), column('b'), column('c', { type: 'category' }), column('d', { max: 0 })]);

  test('are the columns of the fit shown, otherwise those ticked, otherwise all that vary', () => {
    expect(subjectOf(table, shown(['b'], 4), ['a'])).toEqual({ columns: ['b'], k: 4, rows: 50 });
    expect(subjectOf(table, null, ['a', 'c'])).toEqual({ columns: ['a'], k: 3, rows: 50 });
    expect(subjectOf(table, null, [])!.columns).toEqual(['a', 'b']);
  });

  test('have as many components as are in use, within 2 to 5', () => {
    expect(subjectOf(table, shown(['a'], 10, 3), [])!.k).toBe(3);
    expect(subjectOf(table, shown(['a'], 1), [])!.k).toBe(2);
    expect(subjectOf(table, shown(['a'], 9), [])!.k).toBe(5);
  });

  test('are not there without a table or a column that varies', () => {
    expect(subjectOf(null, null, [])).toBeNull();
    expect(subjectOf(dataset([column('c', { type: 'text' }), column('d', { max: 0 })]), null, [])).toBeNull();
  });
});
