import type { DuckDBDataChunk } from '@duckdb/node-api';
import { sharedCodes, sharedValues } from '../cells.ts';
import { createDictionary } from './dictionary.ts';
import type { Spelled } from './infer.ts';
import type { MissingCodes } from './missing.ts';
import type { Decimal } from './numbers.ts';
import { parseNumber } from './numbers.ts';
import { listedRejections } from './survey.ts';
import { doublesOf, textsOf } from './vectors.ts';

/** Takes one column out of a query's chunks into shared memory. */
export interface Collector {
  /** SQL expressions of this column, in the order in which `take` finds their vectors. */
  readonly sql: readonly string[];
  take(chunk: DuckDBDataChunk, vector: number, row: number): void;
}

/** Values that are not of their column's type: how many, and the first of them. */
export interface Misfits {
  count: number;
  readonly rows: number[];
  readonly texts: string[];
}

export const noMisfits = (): Misfits => ({ count: 0, rows: [], texts: [] });

export function addMisfit(misfits: Misfits, row: number, text: string): void {
  misfits.count++;
  if (misfits.rows.length >= listedRejections) return;
  misfits.rows.push(row);
  misfits.texts.push(text);
}

export interface ValuesCollector extends Collector {
  readonly kind: 'values';
  /** NaN where missing or not a number. */
  values(rows: number): Float64Array;
  readonly misfits: Misfits;
}

/** A column of DOUBLEs; `sql` must give NaN for NULL. Where `textSql` is given, what is NaN is looked up and read again. */
export function collectValues(
  capacity: number,
  sql: string,
  again: { readonly sql: string; readonly missing: MissingCodes; readonly decimal: Decimal } | null,
): ValuesCollector {
  let values = sharedValues(capacity);
  const misfits = noMisfits();
  return {
    kind: 'values',
    sql: again ? [sql, again.sql] : [sql],
    misfits,
    take(chunk, vector, row) {
      const items = doublesOf(chunk, vector);
      if (row + items.length > values.length) values = grown(values, row + items.length, sharedValues);
      values.set(items, row);
      if (!again) return;
      const texts = textsOf(chunk, vector + 1);
      for (let i = 0; i < items.length; i++) {
        if (!Number.isNaN(items[i])) continue;
        const text = texts.getItem(i);
        if (text === null || again.missing.has(text)) continue;
        const value = parseNumber(text, again.decimal);
        values[row + i] = value;
        if (Number.isNaN(value)) addMisfit(misfits, row + i, text);
      }
    },
    values: (rows) => exactly(values, rows, sharedValues),
  };
}

export interface CodesCollector extends Collector {
  readonly kind: 'codes';
  /** −1 where missing. */
  codes(rows: number): Int32Array;
  spelled(): Spelled;
}

/** A column of text as codes into its different texts, in the order in which they first occur. */
export function collectCodes(capacity: number, sql: string): CodesCollector {
  let codes = sharedCodes(capacity);
  const dictionary = createDictionary();
  return {
    kind: 'codes',
    sql: [sql],
    take(chunk, vector, row) {
      const texts = textsOf(chunk, vector);
      if (row + texts.itemCount > codes.length) codes = grown(codes, row + texts.itemCount, sharedCodes);
      dictionary.encode(texts, codes, row);
    },
    codes: (rows) => exactly(codes, rows, sharedCodes),
    spelled: () => dictionary,
  };
}

function grown<A extends Float64Array | Int32Array>(array: A, needed: number, make: (n: number) => A): A {
  const larger = make(Math.max(needed, 2 * array.length, 65_536));
  larger.set(array);
  return larger;
}

function exactly<A extends Float64Array | Int32Array>(array: A, rows: number, make: (n: number) => A): A {
  if (array.length === rows) return array;
  const exact = make(rows);
  exact.set(array.subarray(0, rows) as A);
  return exact;
}
