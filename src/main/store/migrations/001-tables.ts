import type { Migration } from './migration.ts';

/**
 * The first format. A data set under way is one that `project.dataset` does not name; whatever hangs on a data set goes
 * with it. Ids are never used twice, so that a view never shows another fit than the one it named.
 */
export const tables: Migration = {
  version: 1,
  run(db) {
    db.exec(`
      CREATE TABLE dataset (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        rows INTEGER NOT NULL,
        about TEXT NOT NULL -- JSON: source, options, report
      ) STRICT;

      CREATE TABLE data_column (
        dataset INTEGER NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        profile TEXT NOT NULL, -- JSON
        PRIMARY KEY (dataset, position),
        UNIQUE (dataset, name)
      ) STRICT;

      -- 65,536 rows each: f64 values or i32 codes, little-endian.
      CREATE TABLE chunk (
        dataset INTEGER NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        part INTEGER NOT NULL,
        crc INTEGER NOT NULL,
        cells BLOB NOT NULL,
        PRIMARY KEY (dataset, position, part)
      ) STRICT;

      -- The levels that codes point into, in order, some thousands a part.
      CREATE TABLE level_chunk (
        dataset INTEGER NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        part INTEGER NOT NULL,
        levels TEXT NOT NULL, -- JSON: strings
        PRIMARY KEY (dataset, position, part)
      ) STRICT;

      CREATE TABLE fit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dataset INTEGER NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
        about TEXT NOT NULL, -- JSON: created, options, rows, excluded
        status TEXT NOT NULL CHECK (status IN ('running', 'done', 'cancelled', 'failed')),
        seconds REAL NOT NULL
      ) STRICT;
      CREATE INDEX fit_dataset ON fit (dataset);

      CREATE TABLE candidate (
        fit INTEGER NOT NULL REFERENCES fit (id) ON DELETE CASCADE,
        k INTEGER NOT NULL,
        family TEXT NOT NULL,
        candidate TEXT NOT NULL, -- JSON: the figures
        detail TEXT NOT NULL, -- JSON: mixture, sizes, trace, remaining, ledger
        PRIMARY KEY (fit, k, family)
      ) STRICT;

      CREATE TABLE selection (
        dataset INTEGER PRIMARY KEY REFERENCES dataset (id) ON DELETE CASCADE,
        rows BLOB NOT NULL -- one byte a row
      ) STRICT;

      CREATE TABLE project (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        dataset INTEGER REFERENCES dataset (id),
        view TEXT -- JSON; null until something was remembered
      ) STRICT;
      INSERT INTO project (id) VALUES (1);
    `);
  },
};
