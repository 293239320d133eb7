import type { Collector } from './collect.ts';
import type { Duck } from './duck.ts';

/** A chunk of very many columns is large; they are fetched in bundles of this many. */
const bundle = 1000;

/** A query that fails after its first rows only ends early: the count is what tells. */
export class ShortResult extends Error {
  constructor(rows: number, expected: number) {
    super(`DuckDB gave ${rows} rows of ${expected}`);
    this.name = 'ShortResult';
  }
}

/** Runs the collectors over a relation; answers its number of rows. */
export async function gather(
  duck: Duck,
  relation: string,
  collectors: readonly Collector[],
  tick: (rows: number) => void,
): Promise<number> {
  let rows = 0;
  for (let from = 0; from < collectors.length; from += bundle) {
    const some = collectors.slice(from, from + bundle);
    rows = 0;
    await duck.each(`SELECT ${some.flatMap(({ sql }) => sql).join(', ')} FROM ${relation}`, (chunk) => {
      let vector = 0;
      for (const collector of some) {
        collector.take(chunk, vector, rows);
        vector += collector.sql.length;
      }
      rows += chunk.rowCount;
      tick(rows);
    });
  }
  return rows;
}
