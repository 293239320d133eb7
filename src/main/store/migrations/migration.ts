import type { Database } from 'better-sqlite3';

/** One step of the file's format, from `version − 1` to `version`. Runs inside a transaction, foreign keys off. */
export interface Migration {
  readonly version: number;
  run(db: Database): void;
}
