import { describe, expect, it } from 'vitest';
import {
  concerns,
  hindrance,
  likelihoodsFor,
  notOffered,
  optionsOf,
  readForm,
  usualColumns,
  widthsOf,
} from '../../../../src/renderer/views/latent/form.ts';
import type { ColumnProfile, ColumnType } from '../../../../src/shared/model/column.ts';
import type { Dataset } from '../../../../src/shared/model/dataset.ts';

const column = (name: string, type: ColumnType, over: Partial<ColumnProfile> = {}): ColumnProfile => ({
  name,
  type,
  missing: 0,
  infinite: 0,
  min: 0,
  max: 9,
  mean: 4,
  sd: 2,
  histogram: null,
  levelCount: type === 'category' ? 3 : null,
  levels: null,
  ...over,
});
const dataset = (columns: ColumnProfile[], rows = 500) => ({ rows, columns }) as unknown as Dataset;
const table = dataset([column('size', 'number', { min: 1 }), column('count', 'integer'), column('kind', 'category')]);

describe('the form of a training', () => {
  it('asks for nothing but the columns until something is changed', () => {
    const options = optionsOf(readForm({}), ['size', 'count'], table);
    expect(options).toMatchObject({
      columns: ['size', 'count'],
      latent: 2,
      layers: null,
      beta: 1,
      epochs: null,
      picture: null,
      seed: 1,
    });
    expect(options.likelihoods).toEqual({});
  });

  it('reads what another version wrote, and leaves out what it does not know', () => {
    const form = readForm({
      latent: 99,
      layers: 'deep',
      beta: 'much',
      seed: 7,
      likelihoods: { size: 'log-normal', kind: 'cauchy' },
      epochs: 50,
    });
    expect(form).toMatchObject({ latent: 2, layers: 'auto', beta: 1, seed: 7, epochs: 50, likelihoods: { size: 'log-normal' } });
  });

  it('sends the likelihoods of ticked columns only', () => {
    const form = readForm({ likelihoods: { size: 'log-normal', count: 'poisson' } });
    expect(optionsOf(form, ['size'], table).likelihoods).toEqual({ size: 'log-normal' });
  });

  it('knows layers by words', () => {
    expect(widthsOf('128, 64')).toEqual([128, 64]);
    expect(widthsOf(' 32 16;8 ')).toEqual([32, 16, 8]);
    for (const bad of ['', 'wide', '0', '1.5', '2000', '1,2,3,4,5,6,7']) expect(widthsOf(bad)).toBeNull();
    expect(optionsOf(readForm({ layers: 'own', widths: '20 10' }), ['size'], table).layers).toEqual([20, 10]);
    expect(optionsOf(readForm({ layers: 'linear' }), ['size'], table).layers).toEqual([]);
  });

  it('says in words what keeps training from beginning', () => {
    expect(hindrance(readForm({}), [], table)).toMatch(/Tick/);
    expect(hindrance(readForm({ layers: 'own', widths: 'x' }), ['size'], table)).toMatch(/Widths/);
    expect(hindrance(readForm({ picture: 'said', width: 2, height: 2 }), ['size', 'count', 'kind'], table)).toMatch(
      /wants 4 .* 2 are/,
    );
    expect(hindrance(readForm({ picture: 'said', width: 2, height: 1 }), ['size', 'count', 'kind'], table)).toBeNull();
  });

  it('says before Train is pressed that so few rows cannot be trained on, and does not call them a sketch', () => {
    const few = dataset([column('size', 'number')], 5);
    expect(hindrance(readForm({}), ['size'], few)).toMatch(/^5 rows are too few: a VAE wants 10 .*fit a mixture\.$/);
    expect(concerns(readForm({ latent: 1 }), few, ['size'])).not.toContainEqual(expect.stringContaining('sketch'));
    const dozen = dataset([column('size', 'number')], 12);
    expect(hindrance(readForm({}), ['size'], dozen)).toBeNull();
    expect(hindrance(readForm({}), ['size'], dozen, 3)).toMatch(/^9 rows that are not excluded are too few/);
  });

  it('warns of columns that hold what cannot be learned', () => {
    const bad = dataset([column('far', 'number', { infinite: 2 }), column('name', 'text', { levelCount: 400 })], 50);
    expect(concerns(readForm({}), bad, ['far', 'name'])).toEqual([
      expect.stringMatching(/^far has 2 infinite values/),
      expect.stringMatching(/^name has 400 levels/),
      expect.stringMatching(/^50 rows teach/),
    ]);
    expect(concerns(readForm({ latent: 2 }), table, ['size', 'count'])[0]).toMatch(/nothing has to be summed up/);
  });
});

describe('columns of a training', () => {
  it('are the numbers of the file, unless there are pictures', () => {
    const made = dataset([...table.columns, column('code 1', 'number', { made: 'codes' })]);
    expect(usualColumns(made, null)).toEqual(['size', 'count']);
    const picture = { columns: ['count'], width: 1, height: 1 };
    expect(usualColumns(made, { columns: [], inputs: 0, picture, leftOut: [] })).toEqual(['count']);
  });

  it('say why a likelihood is not offered', () => {
    expect(notOffered(column('pay', 'number'))).toContain(
      'Log-normal is not offered: it wants numbers above 0, and the least is 0.',
    );
    expect(notOffered(column('z', 'number', { min: -2.5 }))).toContain('they take nothing below 0, and the least is −2.5.');
    expect(notOffered(column('size', 'number', { min: 1 })) + notOffered(column('kind', 'category'))).toBe('');
  });

  it('offer the likelihoods that their cells can have', () => {
    expect(likelihoodsFor(table.columns[0]!)).toEqual(['gaussian', 'log-normal']);
    expect(likelihoodsFor(table.columns[1]!)).toEqual(['gaussian', 'categorical', 'poisson']);
    expect(likelihoodsFor(table.columns[2]!)).toEqual(['categorical']);
    expect(likelihoodsFor(column('yes', 'boolean', { levelCount: 2, min: null }))).toEqual(['bernoulli', 'categorical']);
    expect(likelihoodsFor(column('share', 'number', { max: 1 }))).toEqual(['gaussian', 'bernoulli']);
  });
});
