import { describe, expect, test } from 'vitest';
import { readForm } from '../../../src/renderer/views/mixture/form.ts';
import {
  foldsHindrance,
  modelsOf,
  mostCompared,
  readScoreForm,
  scoreHindrance,
  scoreInput,
} from '../../../src/renderer/views/scoreboard/form.ts';
import type { Dataset } from '../../../src/shared/model/dataset.ts';
import { ScoreboardOptions } from '../../../src/shared/model/scoreboard.ts';

const mixtures = readForm({ from: 2, to: 4, criterion: 'aic', families: ['EEE'] });

describe('the form of a comparison', () => {
  test('reads what is sound of a loose record', () => {
    const form = readScoreForm({ models: ['vae', 'forest', 'pca'], folds: 1, latent: 3, seed: 'x' });
    expect(form).toMatchObject({ models: ['pca', 'vae'], folds: 5, latent: 3, seed: 1, mostRows: 20_000 });
  });

  test('takes K, families and criterion from the form of mixtures, with K = 1 beside them', () => {
    const input = scoreInput(readScoreForm({}), mixtures, ['a', 'b']);
    expect(input).toMatchObject({ ks: [1, 2, 3, 4], families: ['EEE'], criterion: 'aic', columns: ['a', 'b'] });
    expect(ScoreboardOptions.safeParse(input).success).toBe(true);
  });

  test('offers one column what says something of it', () => {
    expect(modelsOf(readScoreForm({}), 1)).toEqual(['gaussian-full', 'kernel-density', 'mixture', 'bayesian', 'vae']);
    expect(modelsOf(readScoreForm({}), 2)).not.toContain('kernel-density');
  });

  test('says what keeps it from being started', () => {
    expect(scoreHindrance(readScoreForm({}), mixtures, [])).toBe('Tick at least one column.');
    expect(scoreHindrance(readScoreForm({ models: ['kernel-density'] }), mixtures, ['a', 'b'])).toBe('Tick at least one model.');
    expect(scoreHindrance(readScoreForm({}), readForm({ families: [] }), ['a'])).toBe('Tick at least one family in Mixture.');
    expect(scoreHindrance(readScoreForm({}), mixtures, ['a'])).toBeNull();
  });

  test('says before it is started that rows are too few for the folds, and what to try', () => {
    const said = (folds: number, rows: number, all = rows) => foldsHindrance({ folds, mostRows: 10 }, rows, all);
    expect(said(5, 5)).toBe('5 complete rows are too few for 5 folds, which need two rows each: ask for 2 folds.');
    expect(said(5, 8, 12)).toContain('ask for 4 folds at most, or leave out columns with missing cells.');
    expect(said(6, 40)).toContain('10 complete rows are too few for 6 folds');
    expect(said(6, 40)).toContain('let more rows be drawn');
    expect(said(2, 3)).toContain('a comparison wants four rows at least');
    expect([said(5, 10), said(2, 4)]).toEqual([null, null]);
  });

  test('counts complete rows unless a column is left out that makes them few', () => {
    const usual = { missing: 0, infinite: 0, min: 0, max: 9 };
    const dataset = {
      rows: 30,
      columns: [
        { ...usual, name: 'a', missing: 22 },
        { ...usual, name: 'flat', max: 0, missing: 25 },
        { ...usual, name: 'empty', min: null, max: null, missing: 30 },
      ],
    } as unknown as Dataset;
    expect(mostCompared(dataset, ['a'], 0, 8)).toBe(8);
    expect(mostCompared(dataset, ['a'], 2, null)).toBe(28);
    expect([mostCompared(dataset, ['a', 'flat'], 0, 5), mostCompared(dataset, ['a', 'empty'], 1, 0)]).toEqual([30, 29]);
  });
});
