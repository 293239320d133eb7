import { describe, expect, test } from 'vitest';
import { cautionsOf } from '../../../src/main/datasets/cautions.ts';
import type { NamedCells } from '../../../src/main/datasets/cells.ts';

const column = (name: string, values: number[]): NamedCells => ({
  name,
  cells: { kind: 'values', values: Float64Array.from(values) },
});
const all = (n: number) => Int32Array.from({ length: n }, (_, i) => i);
const spread = (n: number) => Array.from({ length: n }, (_, i) => Math.sin(i * 1.7) * 5);
const cautions = (...columns: NamedCells[]) => {
  const [{ cells }] = columns as [NamedCells];
  return cautionsOf(columns, all(cells.kind === 'values' ? cells.values.length : 0));
};

describe('a caution is told', () => {
  test('of many zeros, with their share', () => {
    const zeros = spread(200).map((x, i) => (i % 4 === 0 ? 0 : x));
    expect(cautions(column('x', zeros), column('y', spread(200)))).toEqual([
      expect.stringContaining("In 25 % of the rows column 'x' is 0"),
    ]);
  });

  test('of another value that many rows have, among those that have one', () => {
    const capped = spread(200).map((x, i) => (i % 2 === 0 ? Number.NaN : i % 5 === 0 ? 99.5 : x));
    expect(cautions(column('price', capped))).toEqual([expect.stringContaining("In 20 % of the rows column 'price' is 99.5")]);
  });

  test('of few different values', () => {
    const steps = spread(600).map((x) => Math.round(x));
    expect(cautions(column('visits', steps))).toEqual([expect.stringContaining("Column 'visits' has only 11 different values")]);
  });

  test('of many columns in one sentence for each kind', () => {
    const steps = ['a', 'b', 'c', 'd'].map((name, j) =>
      column(
        name,
        spread(300).map((_, i) => (i * (j + 1)) % (j + 3)),
      ),
    );
    const zeros = ['x', 'y'].map((name) =>
      column(
        name,
        spread(300).map((x, i) => (i % 2 ? 0 : x)),
      ),
    );
    expect(cautions(...steps, ...zeros)).toEqual([
      expect.stringContaining("Columns 'a', 'b', 'c' and 1 more have only few different values, 5 at most"),
      expect.stringContaining("In 50 % of the rows column 'x' is 0, in 50 % of the rows column 'y' is 0: no Gaussian"),
    ]);
  });

  test('of rows that are copies', () => {
    const repeated = spread(200).map((x, i) => (i < 60 ? i % 30 : x));
    expect(cautions(column('a', repeated), column('b', repeated))).toEqual([
      expect.stringContaining('15 % of the rows are copies of others'),
    ]);
  });
});

test('nothing is told of ordinary measurements, of constant columns, or of a handful of rows', () => {
  expect(cautions(column('x', spread(200)))).toEqual([]);
  expect(
    cautions(
      column(
        'x',
        spread(150).map((x) => Math.round(x * 4) / 4),
      ),
    ),
  ).toEqual([]);
  expect(
    cautions(
      column(
        'x',
        Array.from({ length: 200 }, () => 3),
      ),
      column('y', spread(200)),
    ),
  ).toEqual([]);
  expect(cautions(column('x', [1, 1, 2, 2, 1, 0, 0]))).toEqual([]);
});

test('a million rows are looked at by a part of them', () => {
  const values = new Float64Array(1_000_000).map((_, i) => (i % 3 === 0 ? 0 : i));
  expect(cautionsOf([{ name: 'x', cells: { kind: 'values', values } }], all(1_000_000))).toEqual([
    expect.stringMatching(/In 3\d % of the rows column 'x' is 0/),
  ]);
});
