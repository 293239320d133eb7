import { describe, expect, it } from 'vitest';
import { encodeTable } from '../../../src/main/datasets/encode.ts';
import { encodeSubject } from '../../../src/main/datasets/encode-subject.ts';
import { categories, numbers } from '../engine/latent/support/samples.ts';

const options = { likelihoods: {}, picture: null };
const n = 40;
const columns = [
  numbers(
    'a',
    Array.from({ length: n }, (_, i) => (i === 7 ? Number.NaN : Math.sin(i))),
  ),
  categories(
    'b',
    Array.from({ length: n }, (_, i) => (i < 4 ? 'rare' : ['x', 'y'][i % 2])),
  ),
];

describe('rows that the person excludes', () => {
  const excluded = Uint8Array.from({ length: n }, (_, i) => (i < 4 || i === 20 ? 1 : 0));
  const kept = Array.from({ length: n }, (_, i) => i).filter((i) => excluded[i] === 0);

  it('have no part in the encoding, which is that of a table without them', () => {
    const found = encodeSubject({ columns, excluded }, options, null);
    const without = columns.map(({ cells, ...column }) =>
      cells.kind === 'values'
        ? { ...column, cells: { ...cells, values: Float64Array.from(kept, (i) => cells.values[i] ?? 0) } }
        : { ...column, cells: { ...cells, codes: Int32Array.from(kept, (i) => cells.codes[i] ?? 0) } },
    );
    const other = encodeTable(without, options);
    expect(found.encoding).toEqual(other.encoding);
    expect(found.encoding.columns[1]?.levels).toEqual(['x', 'y']);
    expect(found.table).toEqual(other.table);
    expect([...found.used]).toEqual(kept);
    expect(found.excluded).toBe(5);
  });

  it('are counted, so that a message names the row of the table', () => {
    const spoilt = numbers(
      'c',
      Array.from({ length: n }, (_, i) => (i === 30 ? Number.POSITIVE_INFINITY : i)),
    );
    expect(() => encodeSubject({ columns: [spoilt], excluded }, options, null)).toThrow('in row 31');
    expect(() => encodeSubject({ columns: [spoilt], excluded: null }, options, null)).toThrow('in row 31');
  });
});

it('an encoding that there is already gives the same rows again', () => {
  const first = encodeSubject({ columns, excluded: null }, options, null);
  const again = encodeSubject({ columns, excluded: null }, options, first.encoding);
  expect(again.table).toEqual(first.table);
  expect([...again.used]).toEqual(Array.from({ length: n }, (_, i) => i));
});
