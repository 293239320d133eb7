import type { Migration } from './migration.ts';

/** Which rows were excluded when something was fitted: kept once, however many fits name it. */
export const exclusions: Migration = {
  version: 5,
  run(db) {
    db.exec(`
      CREATE TABLE exclusion (
        dataset INTEGER NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
        hash TEXT NOT NULL, -- SHA-256 of the rows, hex
        rows BLOB NOT NULL, -- one bit a row, lowest first
        PRIMARY KEY (dataset, hash)
      ) STRICT;
    `);
  },
};
