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
}

export const textsOf = (chunk: DuckDBDataChunk, index: number): Texts => vectorOf(chunk, index, DuckDBVarCharVector);

function vectorOf<V>(chunk: DuckDBDataChunk, index: number, kind: abstract new (...args: never[]) => V): V {
  const vector: unknown = chunk.getColumnVector(index);
  if (vector instanceof kind) return vector;
  throw new TypeError(`column ${index} of the query is no ${kind.name}`);
}
