import { describe, expect, it } from 'vitest';
import { besideRows } from '../../../../src/renderer/views/latent/beside.ts';
import { usualColouring } from '../../../../src/renderer/views/latent/colouring.ts';
import { figureRows } from '../../../../src/renderer/views/latent/figures.ts';
import {
  besidesPca,
  captionOf,
  leadOf,
  leftOutWords,
  modelWords,
  withoutPca,
} from '../../../../src/renderer/views/latent/words.ts';
import type { Decoded, DecodedColumn, LatentModel } from '../../../../src/shared/contract/latent.ts';
import type { ColumnCells, ColumnProfile } from '../../../../src/shared/model/column.ts';
import { type ColumnEncoding, LatentOptions, type LatentResult } from '../../../../src/shared/model/latent.ts';

const result: LatentResult = {
  rows: 150,
  heldOutRows: 30,
  excluded: 0,
  columns: [{ name: 'a', likelihood: 'gaussian' }],
  parameters: 100,
  epochs: 40,
  bestEpoch: 31,
  ended: 'converged',
  elbo: { train: -5, heldOut: -6 },
  reconstruction: { train: -3, heldOut: -3.5 },
  kl: { train: 2, heldOut: 2.5 },
  importanceWeightedBound: {
    train: { samples: 100, value: -4.5, standardError: 0.01 },
    heldOut: { samples: 100, value: -5.5, standardError: 0.02 },
  },
  logJacobian: { train: 10, heldOut: 20 },
  noiseVariances: [0.1],
  pca: { rows: 30, network: -5.5, pca: -7, difference: 1.5, standardError: 0.2, pcaTrain: -6.5, sentence: 'It beats PCA.' },
  independent: null,
  health: { dimensions: [], activeUnits: 2, verdict: 'healthy', sentences: ['Healthy: fine.', 'A caveat.', 'It beats PCA.'] },
  notes: ['Probabilistic PCA speaks of continuous columns only.', 'A note.'],
  seconds: 3,
};
const model = (over: Partial<LatentModel> = {}): LatentModel => ({
  id: 3,
  created: '2026-01-05T10:00:00Z',
  name: '',
  status: 'done',
  options: LatentOptions.parse({ columns: ['a', 'b'] }),
  backend: 'fused',
  exclusion: null,
  encoding: null,
  result,
  error: null,
  ...over,
});

describe('words of a network', () => {
  it('tell models apart by what was asked for, and how they ended', () => {
    expect(modelWords(model())).toBe('Model 3: 2 dimensions, 2 columns, healthy');
    expect(modelWords(model({ name: 'Mine', status: 'running', result: null }))).toBe('Mine: 2 dimensions, 2 columns, training');
    const options = LatentOptions.parse({ columns: ['a'], layers: [], beta: 4, seed: 7, latent: 1 });
    expect(modelWords(model({ options, status: 'cancelled' }))).toBe(
      'Model 3: 1 dimension, 1 column, linear, β 4, seed 7, healthy, stopped',
    );
    expect(modelWords(model({ status: 'cancelled', result: null }))).toMatch(/, stopped$/);
  });

  it('name the columns that a decoded row lacks, but for pixels', () => {
    const leftOut = [
      { name: 'flat', reason: 'is constant', value: 7 },
      { name: 'land', reason: 'has the one level', value: null, level: 'Bavaria' },
      { name: 'empty', reason: 'has no value', value: null },
      { name: 'pixel_1', reason: 'is constant', value: 0 },
    ];
    const picture = { columns: ['pixel_0', 'pixel_1'], width: 2, height: 1 };
    expect(leftOutWords({ columns: [], inputs: 0, picture, leftOut })).toBe(
      'Not modelled, as they tell rows apart in nothing: flat (always 7), land (always Bavaria), empty.',
    );
    expect(leftOutWords({ columns: [], inputs: 0, picture, leftOut: leftOut.slice(3) })).toBeNull();
  });

  it('say below the title what is shown', () => {
    expect(leadOf(model())).toBe('Shown: Model 3 · 2 dimensions · 1 column · 150 rows (30 held out)');
    expect(leadOf(null)).toMatch(/hidden numbers/);
    expect(captionOf(model())).toBe('VAE, 2 latent dimensions of a, b · 150 rows · healthy · seed 1');
  });

  it('keep the comparison with probabilistic PCA apart from the rest', () => {
    expect(besidesPca(result)).toEqual(['Healthy: fine.', 'A caveat.']);
    expect(withoutPca(result)).toBeNull();
    expect(withoutPca({ ...result, pca: null })).toMatch(/continuous columns only/);
  });
});

describe('figures of a network', () => {
  it('add up: reconstruction less KL is the ELBO', () => {
    const [reconstruction, kl, elbo] = figureRows(result, 'trained');
    for (const part of ['train', 'heldOut'] as const) expect(reconstruction![part]! + kl![part]!).toBeCloseTo(elbo![part]!, 10);
  });

  it('shift densities by the Jacobian in original units, and leave the KL', () => {
    const rows = new Map(figureRows(result, 'original').map((row) => [row.name, row]));
    expect(rows.get('= ELBO')).toMatchObject({ train: 5, heldOut: 14 });
    expect(rows.get('− KL')).toMatchObject({ train: -2, heldOut: -2.5 });
    expect(rows.get('Weighted, K = 100')).toMatchObject({ train: 5.5, heldOut: 14.5, heldOutError: 0.02 });
    expect(rows.get('Probabilistic PCA')).toMatchObject({ train: 3.5, heldOut: 13 });
  });

  it('have nothing held out where nothing was', () => {
    const none = { train: -5, heldOut: null };
    const rows = figureRows(
      { ...result, elbo: none, reconstruction: none, kl: { train: 2, heldOut: null }, pca: null },
      'original',
    );
    expect(rows.slice(0, 3).map(({ heldOut }) => heldOut)).toEqual([null, null, null]);
  });
});

describe('colours of the map', () => {
  const column = (name: string, over: Partial<ColumnProfile>) =>
    ({ name, type: 'number', levelCount: null, ...over }) as ColumnProfile;
  it('are those of a column that the network did not see, or of clusters, or of the errors', () => {
    const seen = [column('a', {}), column('b', {})];
    const columns = [
      ...seen,
      column('x', {}),
      column('id', { type: 'text', levelCount: 150 }),
      column('kind', { type: 'category', levelCount: 3 }),
    ];
    expect(usualColouring(model(), columns, true)).toEqual({ by: 'column', column: 'kind' });
    expect(usualColouring(model(), seen, true)).toEqual({ by: 'clusters' });
    expect(usualColouring(model(), seen, false)).toEqual({ by: 'error' });
  });
});

describe('a row beside its reconstruction', () => {
  const encoded = (name: string, over: Partial<ColumnEncoding>): ColumnEncoding => ({
    name,
    type: 'number',
    likelihood: 'gaussian',
    center: 0,
    scale: 1,
    levels: null,
    inputAt: 0,
    inputCenter: [0],
    inputScale: 1,
    indicator: null,
    outputBias: [0],
    ...over,
  });
  const back = (name: string, value: number, over: Partial<DecodedColumn> = {}): DecodedColumn => ({
    name,
    likelihood: 'gaussian',
    values: Float64Array.of(value),
    noise: null,
    levels: null,
    probabilities: null,
    ...over,
  });
  const levels = ['a', 'b'];
  const encoding = {
    columns: [
      encoded('near', { scale: 2 }),
      encoded('gone', {}),
      encoded('far', { scale: 2 }),
      encoded('kind', { likelihood: 'categorical', levels }),
    ],
    inputs: 5,
    picture: null,
    leftOut: [],
  };
  const decoded: Decoded = {
    count: 1,
    columns: [
      back('near', 10),
      back('gone', 1),
      back('far', 10),
      back('kind', 0, { likelihood: 'categorical', levels, probabilities: Float32Array.of(0.95, 0.05) }),
    ],
  };
  const values = (value: number): ColumnCells => ({ kind: 'values', values: Float64Array.of(value) });
  const cells = new Map<string, ColumnCells>([
    ['near', values(11)],
    ['gone', values(Number.NaN)],
    ['far', values(3)],
    ['kind', { kind: 'codes', codes: Int32Array.of(1), levels }],
  ]);

  it('has no sign where it is off by what rounds to 0', () => {
    const rows = besideRows(encoding, decoded, new Map([...cells, ['near', values(10.08)]]), 0);
    expect(rows.find(({ name }) => name === 'near')?.off).toBe('0.0 sd');
  });

  it('is off by the probability of its own value where it is one of two numbers; a log-normal cell by how far it is from the median', () => {
    const two = { likelihood: 'bernoulli' as const, scale: 1 };
    const pay = { likelihood: 'log-normal' as const, center: 5, scale: 2 };
    const mixed = { ...encoding, columns: [encoded('flag', two), encoded('share', two), encoded('pay', pay)] };
    const told = {
      count: 1,
      columns: [
        back('flag', 0.95, { likelihood: 'bernoulli' }),
        back('share', 0.9, { likelihood: 'bernoulli' }),
        back('pay', Math.exp(3 + 0.5), { likelihood: 'log-normal', noise: 1 }),
      ],
    };
    const own = new Map([
      ['flag', values(0)],
      ['share', values(0.4)],
      ['pay', values(Math.exp(3))],
    ]);
    expect(besideRows(mixed, told, own, 0).map(({ name, off }) => [name, off])).toEqual([
      ['flag', 'p 0.05'],
      ['share', '−0.5 sd'],
      ['pay', '0.0 sd'],
    ]);
  });

  it('stands with the columns furthest off first, and missing cells last', () => {
    const rows = besideRows(encoding, decoded, cells, 0);
    expect(rows.map(({ name, off, far }) => [name, off, far])).toEqual([
      ['far', '−3.5 sd', true],
      ['kind', 'p 0.05', true],
      ['near', '+0.5 sd', false],
      ['gone', '–', false],
    ]);
    expect(rows[3]!.original).toBe('missing');
  });
});
