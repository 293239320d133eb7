import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBTimestampValue,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import { LensError } from '../../../shared/errors.ts';
import { literal, withDuck } from '../read/duck.ts';

/** How a column's cells are kept in the file. A date is days since 1970, a timestamp microseconds since then (UTC). */
export type ParquetType = 'double' | 'integer' | 'bigint' | 'boolean' | 'text' | 'date' | 'timestamp';

export interface ParquetColumn {
  readonly name: string;
  readonly type: ParquetType;
  /** Null where the cell is missing. */
  readonly cell: (row: number) => number | string | boolean | null;
}

const kinds: Readonly<Record<ParquetType, { readonly type: DuckDBType; readonly sql: string }>> = {
  double: { type: DOUBLE, sql: 'DOUBLE' },
  integer: { type: INTEGER, sql: 'INTEGER' },
  bigint: { type: BIGINT, sql: 'BIGINT' },
  boolean: { type: BOOLEAN, sql: 'BOOLEAN' },
  text: { type: VARCHAR, sql: 'VARCHAR' },
  date: { type: DATE, sql: 'DATE' },
  timestamp: { type: TIMESTAMP, sql: 'TIMESTAMP' },
};

function duckValue(type: ParquetType, cell: number | string | boolean): DuckDBValue {
  if (type === 'bigint') return BigInt(cell);
  if (type === 'date') return new DuckDBDateValue(Number(cell));
  if (type === 'timestamp') return new DuckDBTimestampValue(BigInt(cell));
  return cell;
}

const pieceRows = 2048;

/** Writes a Parquet file (Zstandard) over `path`. `watch.progress` hears of rows, `signal` ends it between two pieces. */
export async function writeParquet(
  path: string,
  columns: readonly ParquetColumn[],
  rows: number,
  watch: { progress(share: number): void; readonly signal: AbortSignal },
): Promise<void> {
  const name = (column: number) => `c${column}`;
  const own = columns.map(({ type }) => kinds[type].type);

  async function* pieces(): AsyncGenerator<DuckDBDataChunk> {
    for (let from = 0; from < rows; from += pieceRows) {
      const count = Math.min(pieceRows, rows - from);
      const chunk = DuckDBDataChunk.create(own, count);
      const vectors = columns.map((_, j) => chunk.getColumnVector(j));
      for (let i = 0; i < count; i++)
        for (const [j, { type, cell }] of columns.entries()) {
          const one = cell(from + i);
          vectors[j].setItem(i, one === null ? null : duckValue(type, one));
        }
      for (const vector of vectors) vector.flush();
      yield chunk;
      watch.progress((0.8 * (from + count)) / rows);
      // So that an abort is heard.
      if ((from / pieceRows) % 8 === 0) await new Promise((go) => setImmediate(go));
    }
  }

  await withDuck([path], watch.signal, async (duck) => {
    await duck.rows(`CREATE TABLE t (${columns.map(({ type }, j) => `${name(j)} ${kinds[type].sql}`).join(', ')})`);
    await duck.append('t', pieces());
    const named = columns.map((column, j) => `${name(j)} AS "${column.name.replaceAll('"', '""')}"`).join(', ');
    try {
      await duck.rows(`COPY (SELECT ${named} FROM t) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`);
    } catch (thrown) {
      if (watch.signal.aborted) throw thrown;
      const [why] = String((thrown as Error).message).split('\n');
      throw new LensError('input', `The Parquet file cannot be written: ${why}`, 'Write somewhere else, or export as CSV.');
    }
  });
  watch.progress(1);
}
