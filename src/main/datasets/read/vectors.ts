import { type DuckDBDataChunk, DuckDBDoubleVector, DuckDBVarCharVector } from '@duckdb/node-api';

/**
 * A chunk's vectors as whole arrays. DuckDB's package keeps them in fields that its types call private and offers one
 * cell at a time, which costs many times as much; where a field is not as expected, cells are taken one at a time.
 */
export function doublesOf(chunk: DuckDBDataChunk, index: number): Float64Array {
  const vector = vectorOf(chunk, index, DuckDBDoubleVector);
  const { items } = vector as unknown as { items?: unknown };
  if (items instanceof Float64Array && items.length === vector.itemCount) return items;
  return Float64Array.from({ length: vector.itemCount }, (_, i) => vector.getItem(i) ?? Number.NaN);
}

export interface Texts {
  readonly itemCount: number;
  getItem(index: number): string | null;
  /** Four words a cell: length in bytes, then the bytes themselves where there are at most 12, padded with zeros. */
  readonly words: Uint32Array | null;
  /** One bit a cell, 0 = NULL; null where none is. */
  readonly valid: Uint32Array | null;
}

export const inlineBytes = 12;

export function textsOf(chunk: DuckDBDataChunk, index: number): Texts {
  const vector = vectorOf(chunk, index, DuckDBVarCharVector);
  const { dataView, validity } = vector as unknown as { dataView?: unknown; validity?: { data?: unknown; offset?: unknown } };
  const { itemCount } = vector;
  const getItem = (i: number) => vector.getItem(i);
  const bits = validity?.data;
  const known = bits === null || (bits instanceof BigUint64Array && validity?.offset === 0);
  if (!(dataView instanceof DataView) || dataView.byteLength !== 16 * itemCount || dataView.byteOffset % 4 !== 0 || !known)
    return { itemCount, getItem, words: null, valid: null };
  return {
    itemCount,
    getItem,
    words: new Uint32Array(dataView.buffer, dataView.byteOffset, 4 * itemCount),
    valid: bits === null ? null : new Uint32Array(bits.buffer, bits.byteOffset, 2 * bits.length),
  };
}

function vectorOf<V>(chunk: DuckDBDataChunk, index: number, kind: abstract new (...args: never[]) => V): V {
  const vector: unknown = chunk.getColumnVector(index);
  if (vector instanceof kind) return vector;
  throw new TypeError(`column ${index} of the query is no ${kind.name}`);
}
