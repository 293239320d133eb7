import type { Migration } from './migration.ts';

/** Comparisons of models on the same held-out rows: what was asked for, every finished model, what each says of each row. */
export const scoreboards: Migration = {
  version: 7,
  run(db) {
    db.exec(`
      CREATE TABLE scoreboard (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dataset INTEGER NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
        about TEXT NOT NULL, -- JSON: options, columns, counts of rows, models asked for
        comparison TEXT NOT NULL, -- JSON: pairs, ranking
        status TEXT NOT NULL CHECK (status IN ('running', 'done', 'cancelled', 'failed')),
        seconds REAL NOT NULL,
        crc INTEGER NOT NULL,
        used BLOB NOT NULL -- i32, little-endian: which rows of the data set were compared, ascending
      ) STRICT;
      CREATE INDEX scoreboard_dataset ON scoreboard (dataset);

      CREATE TABLE scoreboard_model (
        scoreboard INTEGER NOT NULL REFERENCES scoreboard (id) ON DELETE CASCADE,
        model TEXT NOT NULL,
        score TEXT NOT NULL, -- JSON
        crc INTEGER, -- null without rows
        rows BLOB, -- f64, little-endian: nats of each row compared, where it was held out; null where the model failed
        PRIMARY KEY (scoreboard, model)
      ) STRICT;
    `);
  },
};
