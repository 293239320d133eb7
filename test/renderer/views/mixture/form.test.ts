import { describe, expect, test } from 'vitest';
import { whyNoPrior } from '../../../../src/main/engine/mixture/family/prior.ts';
import {
  concerns,
  conflicts,
  hindrance,
  oneColumnNote,
  optionsOf,
  readForm,
  within,
  withoutPrior,
} from '../../../../src/renderer/views/mixture/form.ts';
import { completeness, partsInWords, rowsWithoutPlace } from '../../../../src/renderer/views/mixture/incomplete.ts';
import type { ColumnProfile } from '../../../../src/shared/model/column.ts';
import type { Dataset } from '../../../../src/shared/model/dataset.ts';
import { familyCodes } from '../../../../src/shared/model/mixture.ts';

describe('the fit form', () => {
  test('starts with K = 1 to 9, the four plain families, ten starts, BIC and seed 1, missing cells modelled, nothing else', () => {
    expect(readForm({})).toMatchObject({
      method: 'em',
      from: 1,
      to: 9,
      families: ['VVV', 'EEE', 'VVI', 'VII'],
      criterion: 'bic',
      scaling: 'none',
      starts: 10,
      seed: 1,
      startLabels: null,
      missing: 'model',
      weights: null,
      noise: false,
      noiseVolume: 'box',
      patience: 'usual',
      proportions: 'free',
      prior: false,
      floor: 1e-6,
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
      missing: 'drop' as const,
      weights: 'count',
      noise: true,
      proportions: 'equal' as const,
      prior: true,
      floor: 1e-4,
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
      missing: 'guess',
      weights: 3,
      noise: 'yes',
      proportions: null,
      prior: 1,
      floor: 0.5,
    });
    expect(form).toMatchObject({ from: 1, to: 9, families: ['VII'], criterion: 'bic', scaling: 'none', starts: 10, seed: 1 });
    expect(form).toMatchObject({ missing: 'model', weights: null, noise: false, proportions: 'free', prior: false, floor: 1e-6 });
  });

  test('never asks for a range that ends before it begins', () => {
    expect(readForm({ from: 6, to: 2 })).toMatchObject({ from: 6, to: 6 });
  });

  test('asks for every K from the first to the last, and for K = 1 beside them', () => {
    const options = optionsOf({ ...readForm({}), from: 2, to: 5 }, ['a', 'b']);
    expect(options).toMatchObject({ columns: ['a', 'b'], ks: [1, 2, 3, 4, 5], starts: 10, floor: 1e-6 });
  });

  test('asks for what was chosen beside the Gaussians, and never for weights by a column that is fitted', () => {
    const chosen = { missing: 'drop', weights: 'w', noise: true, proportions: 'equal', prior: true, floor: 1e-3 } as const;
    const form = { ...readForm({}), ...chosen };
    expect(optionsOf(form, ['a', 'b'])).toMatchObject(chosen);
    expect(optionsOf(form, ['a', 'w']).weights).toBeNull();
  });

  test('cannot be sent without a column or a family', () => {
    expect(hindrance(readForm({}), [])).toBe('Tick at least one column.');
    expect(hindrance({ ...readForm({}), families: [] }, ['a'])).toBe('Tick at least one family.');
    expect(hindrance(readForm({}), ['a'])).toBeNull();
  });
});

test('exactly the families that the engine has no prior for are named as such', () => {
  expect([...withoutPrior].sort()).toEqual(familyCodes.filter((code) => whyNoPrior(code) !== null).sort());
});

describe('the note on one column', () => {
  test('is for one column only', () => {
    expect(oneColumnNote(['VVV'], ['a', 'b'])).toBeNull();
    expect(oneColumnNote(['VVV', 'EEE'], ['a'])).toMatch(
      /E, one variance for all, and V, each its own\. The others are one of these\.$/,
    );
  });

  test('tells when families ticked are the same there', () => {
    expect(oneColumnNote(['VVV', 'VII'], ['a'])).toMatch(/is enough\.$/);
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

  const weighed = {
    rows: 10,
    columns: [
      column('a', {}),
      column('w', { missing: 2 }),
      column('below', { min: -1 }),
      column('kind', { type: 'category', levels: [], levelCount: 0 }),
    ],
  } as unknown as Dataset;

  test('name weights that no row can have, and families without a prior', () => {
    const form = { ...readForm({}), families: ['VVV', 'EVE'] as const };
    expect(conflicts({ ...form, weights: 'w', prior: true }, weighed, ['a'])).toEqual([
      'There is no conjugate prior for EVE: candidates of it are not fitted.',
      'w has no value in 2 rows: every row that is fitted needs its weight.',
    ]);
    expect(conflicts({ ...form, weights: 'below' }, weighed, ['a'])[0]).toMatch(/^below cannot weigh rows/);
    expect(conflicts({ ...form, weights: 'w' }, weighed, ['a', 'w'])).toEqual([]);
    expect(conflicts(form, weighed, ['a'])).toEqual([]);
  });

  test('do not arise from columns of another table: those are forgotten', () => {
    const form = { ...readForm({}), weights: 'gone', startLabels: 'gone' };
    expect(within(form, weighed)).toMatchObject({ weights: null, startLabels: null });
    expect(within({ ...form, weights: 'kind', startLabels: 'kind' }, weighed)).toMatchObject({
      weights: null,
      startLabels: 'kind',
    });
    expect(within({ ...form, weights: 'w' }, weighed).weights).toBe('w');
  });
});

describe('missing cells', () => {
  const no = Number.NaN;

  test('make a row incomplete once, however many they are, and empty when there is no other', () => {
    const columns = [Float64Array.of(1, no, no, 4), Float64Array.of(1, no, 3, Infinity)];
    expect(completeness(columns)).toEqual({ rows: 4, excluded: 0, incomplete: 2, empty: 1 });
    // Bit 4 excludes; a selected row (1) counts as any other.
    expect(completeness(columns, Uint8Array.of(4, 1, 4, 5))).toMatchObject({ rows: 1, excluded: 3 });
    expect(completeness([])).toEqual({ rows: 0, excluded: 0, incomplete: 0, empty: 0 });
  });

  test('leave a row without a place on two axes', () => {
    expect(rowsWithoutPlace(Float64Array.of(1, no, 3, 4), Float64Array.of(1, 2, no, Infinity))).toBe(3);
  });

  test('are told in words as they are modelled or left out', () => {
    const some = { rows: 344, excluded: 0, incomplete: 11, empty: 2 };
    expect(partsInWords({ rows: 10, excluded: 0, incomplete: 0, empty: 0 }, 3, 'model')).toBe('All 10 rows are complete.');
    expect(partsInWords({ rows: 8, excluded: 2, incomplete: 0, empty: 0 }, 3, 'model')).toBe(
      'All 8 other rows are complete; 2 are excluded.',
    );
    expect(partsInWords({ ...some, excluded: 1 }, 4, 'model')).toMatch(/; 1 is excluded\.$/);
    expect(partsInWords(some, 4, 'model')).toBe(
      '342 rows take part; 9 of them miss a cell; 2 rows have a value in none of the ticked columns and are left out.',
    );
    expect(partsInWords(some, 4, 'drop')).toBe(
      '333 rows take part; 11 left out because a ticked column has no value there; 2 of those have a value in none of the ticked columns.',
    );
  });

  test('are never modelled where there is one column', () => {
    expect(partsInWords({ rows: 5, excluded: 0, incomplete: 1, empty: 1 }, 1, 'model')).toBe(
      '4 rows take part; 1 row has no value there and is left out.',
    );
  });
});

test('patience allows more starts; the usual one leaves it to the engine', () => {
  const asked = (patience: string) => optionsOf(readForm({ patience }), ['a']);
  expect(asked('usual')).not.toHaveProperty('mostStarts');
  expect(asked('longest')).toMatchObject({ mostStarts: 1000, budget: 60 });
  expect(readForm({ patience: 'endless' }).patience).toBe('usual');
});

test('the noise fills the convex hull only where there is noise', () => {
  const asked = (noise: boolean) => optionsOf(readForm({ noise, noiseVolume: 'hull' }), ['a', 'b']);
  expect(asked(true)).toMatchObject({ noise: true, noiseVolume: 'hull' });
  expect(asked(false)).not.toHaveProperty('noiseVolume');
});
