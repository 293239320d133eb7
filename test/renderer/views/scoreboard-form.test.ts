import { describe, expect, test } from 'vitest';
import { readForm } from '../../../src/renderer/views/mixture/form.ts';
import { modelsOf, readScoreForm, scoreHindrance, scoreInput } from '../../../src/renderer/views/scoreboard/form.ts';
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
});
