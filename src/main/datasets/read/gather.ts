import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { Collector } from './collect.ts';
import type { Duck } from './duck.ts';
import { type Pausing, runWithPauses } from './pausing.ts';

/** A chunk of very many columns is large; they are fetched in bundles of this many. */
const bundle = 1000;

/** A query that fails after its first rows only ends early: the count is what tells. */
export class ShortResult extends Error {
  constructor(rows: number, expected: number) {
    super(`DuckDB gave ${rows} rows of ${expected}`);
    this.name = 'ShortResult';
  }
}

/** Runs the collectors over a relation; throws ShortResult where it has not the rows expected. */
export async function gather(
  duck: Duck,
  relation: string,
  collectors: readonly Collector[],
  tick: (share: number) => void,
  expected: number,
): Promise<void> {
  for (let from = 0; from < collectors.length; from += bundle) {
    const some = collectors.slice(from, from + bundle);
    let rows = 0;
    await duck.each(`SELECT ${some.flatMap(({ sql }) => sql).join(', ')} FROM ${relation}`, async (chunk) => {
      await runWithPauses(takeAll(some, chunk, rows), () => {});
      rows += chunk.rowCount;
      tick((from + (some.length * rows) / expected) / collectors.length);
    });
    if (rows !== expected) throw new ShortResult(rows, expected);
  }
}

function* takeAll(collectors: readonly Collector[], chunk: DuckDBDataChunk, row: number): Pausing<void> {
  let vector = 0;
  for (const collector of collectors) {
    collector.take(chunk, vector, row);
    vector += collector.sql.length;
    yield;
  }
}
