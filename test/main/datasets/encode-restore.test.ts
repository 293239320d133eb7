import { describe, expect, it } from 'vitest';
import { encodeTable } from '../../../src/main/datasets/encode.ts';
import { expectedColumns, restoreCells } from '../../../src/main/datasets/encode-restore.ts';
import { categories, numbers } from '../engine/latent/support/samples.ts';

const ramp = (n: number, f: (i: number) => number = (i) => i) => Array.from({ length: n }, (_, i) => f(i));

describe('targets as cells', () => {
  const columns = [
    numbers(
      'length',
      ramp(12, (i) => i / 3),
    ),
    numbers(
      'count',
      ramp(12, (i) => i % 5),
      'integer',
    ),
    numbers(
      'income',
      ramp(12, (i) => Math.exp(i / 2)),
    ),
    categories(
      'kind',
      ramp(12).map((i) => 'abc'[i % 3]),
    ),
    categories(
      'flag',
      ramp(12).map((i) => (i % 2 ? 'false' : 'true')),
      'boolean',
    ),
    numbers(
      'flat',
      ramp(12, () => 3),
    ),
    categories('one', new Array<string>(12).fill('only')),
  ];
  const likelihoods = { count: 'poisson', income: 'log-normal' } as const;
  const { encoding, table } = encodeTable(columns, { likelihoods, picture: null });

  it('are the table again, types and levels restored, constant columns filled in', () => {
    const restored = restoreCells(encoding, table.targets);
    expect(restored.map(({ name, type }) => [name, type])).toEqual(columns.map(({ name, type }) => [name, type]));
    columns.forEach(({ cells }, j) => {
      const back = restored[j].cells;
      if (cells.kind === 'values' && back.kind === 'values')
        cells.values.forEach((x, i) => {
          expect(back.values[i] / (x || 1)).toBeCloseTo(x ? 1 : 0, 5);
        });
      else if (cells.kind === 'codes' && back.kind === 'codes')
        expect([...back.codes].map((code) => back.levels[code])).toEqual([...cells.codes].map((code) => cells.levels[code]));
      else throw new Error('The kind of cells changed.');
    });
  });

  it('round whole numbers', () => {
    const integer = encodeTable(
      [
        numbers(
          'n',
          ramp(12, (i) => i * i),
          'integer',
        ),
      ],
      { likelihoods: {}, picture: null },
    );
    const [{ cells }] = restoreCells(integer.encoding, Float32Array.from([0.1234]));
    expect(cells.kind === 'values' && Number.isInteger(cells.values[0])).toBe(true);
  });

  it('keep dates whole days where the column holds days, and moments where it holds moments', () => {
    const [day, hour] = [86_400_000, 3_600_000];
    const dates = (name: string, step: number) =>
      numbers(
        name,
        ramp(12, (i) => 18_000 * day + i * step),
        'date',
      );
    const { encoding: dated } = encodeTable([dates('days', day), dates('moments', hour)], { likelihoods: {}, picture: null });
    const cells = restoreCells(dated, Float32Array.of(0.1234, 0.1234)).map((one) => one.cells);
    const [days, moments] = cells.map((one) => (one.kind === 'values' ? one.values[0] : Number.NaN));
    expect(days % day).toBe(0);
    expect(moments % day).not.toBe(0);
    expect(Number.isInteger(moments)).toBe(true);
  });

  it('a log-normal column is expected at e^(mean + ½ variance)', () => {
    const one = encodeTable(
      [
        numbers(
          'x',
          ramp(10, (i) => Math.exp(i % 2 ? 3 : 1)),
        ),
      ],
      { likelihoods: { x: 'log-normal' }, picture: null },
    );
    const [column] = expectedColumns(one.encoding, [
      { expected: new Float64Array([0]), probabilities: null, noiseVariance: 0.5 },
    ]);
    expect(column.values?.[0]).toBeCloseTo(Math.exp(2.25), 10);
    expect(column.noise?.[0]).toBeCloseTo(Math.exp(2.25) * Math.sqrt(Math.exp(0.5) - 1), 10);
  });
});
