import { describe, expect, test } from 'vitest';
import { concerns, hindrance, optionsOf, readForm } from '../../../../src/renderer/views/mixture/form.ts';
import { incompleteRows } from '../../../../src/renderer/views/mixture/incomplete.ts';
import type { ColumnProfile } from '../../../../src/shared/model/column.ts';
import type { Dataset } from '../../../../src/shared/model/dataset.ts';

describe('the fit form', () => {
  test('starts with K = 1 to 9, the four plain families, ten starts, BIC and seed 1', () => {
    expect(readForm({})).toEqual({
      from: 1,
      to: 9,
      families: ['VVV', 'EEE', 'VVI', 'VII'],
      criterion: 'bic',
      scaling: 'none',
      starts: 10,
      seed: 1,
      startLabels: null,
    });
  });

  test('reads back what it wrote', () => {
    const form = {
      ...readForm({}),
      from: 2,
      to: 4,
      families: ['EEE' as const],
      criterion: 'icl' as const,
      startLabels: 'species',
    };
    expect(readForm(form)).toEqual(form);
  });

  test('keeps nothing that it does not understand', () => {
    const form = readForm({
      from: 'two',
      to: -1,
      families: ['XXX', 'VII'],
      criterion: 7,
      scaling: 'log',
      starts: 1e9,
      seed: 0.5,
    });
    expect(form).toMatchObject({ from: 1, to: 9, families: ['VII'], criterion: 'bic', scaling: 'none', starts: 10, seed: 1 });
  });

  test('never asks for a range that ends before it begins', () => {
    expect(readForm({ from: 6, to: 2 })).toMatchObject({ from: 6, to: 6 });
  });

  test('asks for every K from the first to the last', () => {
    const options = optionsOf({ ...readForm({}), from: 2, to: 5 }, ['a', 'b']);
    expect(options).toMatchObject({ columns: ['a', 'b'], ks: [2, 3, 4, 5], starts: 10, floor: 1e-6 });
  });

  test('cannot be sent without a column or a family', () => {
    expect(hindrance(readForm({}), [])).toBe('Tick at least one column.');
    expect(hindrance({ ...readForm({}), families: [] }, ['a'])).toBe('Tick at least one family.');
    expect(hindrance(readForm({}), ['a'])).toBeNull();
  });
});

describe('concerns', () => {
  const column = (name: string, more: Partial<ColumnProfile>): ColumnProfile => ({
    name,
    type: 'number',
    missing: 0,
    infinite: 0,
    min: 0,
    max: 1,
    mean: 0.5,
    sd: 0.1,
    histogram: null,
    levelCount: null,
    levels: null,
    ...more,
  });
  const dataset = {
    rows: 10,
    columns: [
      column('fine', {}),
      column('flat', { min: 2, max: 2 }),
      column('endless', { infinite: 3 }),
      column('empty', { missing: 10, min: null, max: null }),
      column('unticked', { min: 2, max: 2 }),
    ],
  } as unknown as Dataset;

  test('name constant, infinite and empty columns among those ticked', () => {
    const said = concerns(dataset, ['fine', 'flat', 'endless', 'empty']);
    expect(said).toHaveLength(3);
    expect(said[0]).toMatch(/^flat is the same in every row/);
    expect(said[1]).toMatch(/^endless has 3 infinite values/);
    expect(said[2]).toMatch(/^empty has no values/);
  });
});

test('a row is incomplete once, however many of its cells are missing', () => {
  const columns = [Float64Array.of(1, Number.NaN, Number.NaN, 4), Float64Array.of(1, Number.NaN, 3, Infinity)];
  expect(incompleteRows(columns)).toBe(2);
  expect(incompleteRows([])).toBe(0);
});
