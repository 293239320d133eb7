import { availableParallelism } from 'node:os';
import { type DuckDBConnection, type DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api';
import { LensError } from '../../../shared/errors.ts';

/** A DuckDB of one's own, in memory, that sees nothing but the files named. */
export interface Duck {
  /** Goes through a query's result, a piece of at most 2,048 rows at a time. */
  each(sql: string, take: (chunk: DuckDBDataChunk) => Promise<void>): Promise<void>;
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
  /** Puts pieces after each other into a table that is there. */
  append(table: string, chunks: AsyncIterable<DuckDBDataChunk>): Promise<void>;
}

export const cancelled = () => new LensError('cancelled', 'Reading was cancelled.', 'Read the file again when you like.');

/** Runs `work` with a DuckDB that ends with it; an abort interrupts what runs. No network, no extensions, no other files. */
export async function withDuck<T>(
  paths: readonly string[],
  signal: AbortSignal,
  work: (duck: Duck) => Promise<T>,
  threads = availableParallelism(),
): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(Math.max(1, threads)),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: '',
  });
  let connection: DuckDBConnection | null = null;
  const interrupt = () => connection?.interrupt();
  signal.addEventListener('abort', interrupt);
  try {
    const open = await instance.connect();
    connection = open;
    await open.run(`SET allowed_paths = [${paths.flatMap((path) => [literal(path), pathLiteral(path)]).join(', ')}]`);
    await open.run('SET enable_external_access = false');
    await open.run('SET enable_external_file_cache = false');
    await open.run("SET TimeZone = 'UTC'");
    await open.run('SET lock_configuration = true');
    return await work(duckOver(open, signal));
  } catch (thrown) {
    throw signal.aborted ? cancelled() : thrown;
  } finally {
    signal.removeEventListener('abort', interrupt);
    connection?.closeSync();
    instance.closeSync();
  }
}

function duckOver(connection: DuckDBConnection, signal: AbortSignal): Duck {
  const check = () => {
    if (signal.aborted) throw cancelled();
  };
  return {
    async each(sql, take) {
      check();
      const result = await connection.stream(sql);
      for (;;) {
        const chunk = await result.fetchChunk();
        check();
        if (chunk === null || chunk.rowCount === 0) return;
        await take(chunk);
      }
    },
    async rows(sql) {
      check();
      const reader = await connection.runAndReadAll(sql);
      check();
      return reader.getRowsJS();
    },
    async append(table, chunks) {
      const appender = await connection.createAppender(table);
      try {
        for await (const chunk of chunks) {
          check();
          appender.appendDataChunk(chunk);
        }
      } finally {
        appender.closeSync();
      }
    },
  };
}

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A path as DuckDB takes it: quoted, and none of its characters a wildcard. */
export const pathLiteral = (path: string): string => literal(path.replaceAll(/[[*?]/g, '[$&]'));
