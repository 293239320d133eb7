import { describe, expect, it } from 'vitest';
import { encodeTable, outputBiases } from '../../../src/main/datasets/encode.ts';
import {
  codeColumns,
  freeNames,
  inOrder,
  reconstructionColumns,
  sampleColumns,
} from '../../../src/main/datasets/latent-columns.ts';
import { atOnce, decodeCodes, reconstructRows } from '../../../src/main/datasets/latent-decode.ts';
import { latentRows } from '../../../src/main/datasets/latent-rows.ts';
import { networkOf, type Trained } from '../../../src/main/datasets/trained.ts';
import { initialParameters } from '../../../src/main/engine/latent/network/initialise.ts';
import { categories, numbers } from '../engine/latent/support/samples.ts';

const n = 60;
const each = <T>(make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i));
/** Row 10 has no cell at all. */
const columns = [
  numbers(
    'height',
    each((i) => (i === 10 ? Number.NaN : 170 + 10 * Math.sin(i))),
  ),
  numbers(
    'pay',
    each((i) => (i === 10 ? Number.NaN : Math.exp(7 + Math.cos(i)))),
  ),
  numbers(
    'visits',
    each((i) => (i === 10 ? Number.NaN : i % 5)),
    'integer',
  ),
  categories(
    'town',
    each((i) => (i === 10 ? null : (['Ulm', 'Hof', 'Au'][i % 3] ?? null))),
  ),
  categories(
    'smokes',
    each((i) => (i === 10 ? null : i % 4 === 0 ? 'yes' : 'no')),
    'boolean',
  ),
  numbers(
    'always',
    each((i) => (i === 10 ? Number.NaN : 3)),
  ),
  categories(
    'land',
    each((i) => (i === 10 ? null : 'Bavaria')),
  ),
];
const encoded = encodeTable(columns, { likelihoods: { pay: 'log-normal', visits: 'poisson' }, picture: null });
const shape = { latent: 2, activation: 'leaky-relu', noise: 'column', hidden: [5], encoding: encoded.encoding } as const;
const trained: Trained = { ...shape, weights: initialParameters(networkOf(shape), outputBiases(encoded.encoding), 0.5, 3) };
const values = (column: { readonly cells: (typeof columns)[number]['cells'] } | undefined) =>
  column?.cells.kind === 'values' ? column.cells.values : new Float64Array();
const texts = (column: { readonly cells: (typeof columns)[number]['cells'] } | undefined) => {
  const { cells } = column ?? {};
  return cells?.kind === 'codes' ? Array.from(cells.codes, (code) => cells.levels[code] ?? null) : [];
};

describe('decoded codes', () => {
  it('are in the units of the columns; a log-normal column by its mean, not its median', () => {
    const { columns: decoded } = decodeCodes(trained, [0.3, -1]);
    const [height, pay] = decoded;
    expect(height?.values[0]).toBeGreaterThan(100);
    const column = encoded.encoding.columns[1];
    expect(pay?.noise).toBeCloseTo(Math.sqrt(0.5) * (column?.scale ?? 0), 5);
    const again = decodeCodes({ ...trained, weights: withLogNoise(-9) }, [0.3, -1]).columns[1];
    const ratio = (pay?.values[0] ?? 0) / (again?.values[0] ?? 1);
    expect(Math.log(ratio)).toBeCloseTo(((0.5 - Math.exp(-9)) * (column?.scale ?? 0) ** 2) / 2, 5);
  });

  it('of rows are those of their posterior means, NaN for rows left out', () => {
    const { rows } = atOnce(latentRows(trained, encoded, n, { split: null, seed: 1 }));
    const { columns: back, count } = reconstructRows(trained, encoded, [10, 4, 59]);
    expect(count).toBe(3);
    const decoded = decodeCodes(trained, rows.means.subarray(8, 10)).columns;
    back.forEach((column, j) => {
      expect(column.values[0]).toBeNaN();
      expect(column.values[1]).toBeCloseTo(decoded[j]?.values[0] ?? 0, 4);
    });
    expect(back[3]?.probabilities?.subarray(0, 3)).toEqual(new Float32Array(3).fill(Number.NaN));
    const shares = back[3]?.probabilities?.subarray(3, 6) ?? new Float32Array();
    expect(shares.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
  });
});

const withLogNoise = (value: number) => {
  const weights = trained.weights.slice();
  weights.fill(value, weights.length - networkOf(shape).noises);
  return weights;
};

describe('tables of a VAE', () => {
  it('of what is given back have every column, by what is expected', () => {
    const back = reconstructionColumns(trained, encoded, n);
    expect(back.map(({ name }) => name)).toEqual(['height', 'pay', 'visits', 'town', 'smokes', 'always', 'land']);
    expect([values(back[0])[10], texts(back[3])[10]]).toEqual([Number.NaN, null]);
    expect(values(back[2])[3]).not.toBe(Math.round(values(back[2])[3] ?? 0));
    expect(['Ulm', 'Hof', 'Au']).toContain(texts(back[3])[3]);
    expect([values(back[5])[3], values(back[5])[10]]).toEqual([3, Number.NaN]);
    expect([texts(back[6])[3], texts(back[6])[10]]).toEqual(['Bavaria', null]);
  });

  it('stand in the order in which columns were chosen, those that were left out among them with their types', () => {
    const table = [
      { name: 'town', type: 'category' as const },
      { name: 'always', type: 'integer' as const },
      { name: 'height', type: 'number' as const },
      { name: 'pay', type: 'number' as const },
      { name: 'visits', type: 'integer' as const },
      { name: 'land', type: 'text' as const },
      { name: 'smokes', type: 'boolean' as const },
    ];
    const told = inOrder(reconstructionColumns(trained, encoded, n), table, encoded.encoding.leftOut);
    expect(told.map(({ name }) => name)).toEqual(table.map(({ name }) => name));
    expect(told.map(({ type }) => type)).toEqual(['category', 'integer', 'number', 'number', 'number', 'text', 'boolean']);
    expect(values(told[1])[3]).toBe(3);
  });

  it('of samples have the types of the columns, and are told by the seed', () => {
    const samples = sampleColumns(trained, encoded.table, 500, 4);
    expect(samples.map(({ type }) => type)).toEqual(['number', 'number', 'integer', 'category', 'boolean', 'number', 'category']);
    expect(values(samples[1]).every((x) => x > 0)).toBe(true);
    expect(values(samples[2]).every((x) => Number.isInteger(x) && x >= 0)).toBe(true);
    expect(new Set(texts(samples[3]))).toEqual(new Set(['Ulm', 'Hof', 'Au']));
    expect(new Set(texts(samples[4]))).toEqual(new Set(['yes', 'no']));
    expect(new Set(texts(samples[6]))).toEqual(new Set(['Bavaria']));
    expect(sampleColumns(trained, encoded.table, 500, 4)).toEqual(samples);
    expect(sampleColumns(trained, encoded.table, 500, 5)).not.toEqual(samples);
  });

  it('of codes leave rows empty that were left out, and names free that are taken', () => {
    const { rows } = atOnce(latentRows(trained, encoded, n, { split: null, seed: 1 }));
    const { used, logJacobian } = encoded;
    const made = codeColumns({ rows, used, logJacobian, parts: true }, ['elbo', 'code_1']);
    expect(made.map(({ name }) => name).slice(0, 5)).toEqual(['code_1_2', 'code_2', 'code_sd_1', 'code_sd_2', 'elbo_2']);
    for (const { cells } of made)
      expect(cells.kind === 'values' ? Number.isNaN(cells.values[10] ?? 0) : cells.codes[10] === -1).toBe(true);
    expect(values(made[6])[0]).toBe(logJacobian[0]);
    expect(freeNames(['a', 'a', 'b'], ['a', 'a_2'])).toEqual(['a_3', 'a_4', 'b']);
  });
});
