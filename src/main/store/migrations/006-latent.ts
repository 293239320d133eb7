import type { Migration } from './migration.ts';

/** Variational autoencoders: what was asked for, every epoch, the weights, and what the network says of the rows. */
export const latent: Migration = {
  version: 6,
  run(db) {
    db.exec(`
      CREATE TABLE latent (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dataset INTEGER NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
        name TEXT NOT NULL, -- the person's; '' until there is one
        about TEXT NOT NULL, -- JSON: created, options, backend
        exclusion TEXT, -- hash of the rows that were excluded
        shape TEXT NOT NULL, -- JSON: encoding, hidden layers, and what else makes the network
        status TEXT NOT NULL CHECK (status IN ('running', 'done', 'cancelled', 'failed')),
        result TEXT, -- JSON
        error TEXT -- JSON
      ) STRICT;
      CREATE INDEX latent_dataset ON latent (dataset);

      CREATE TABLE latent_epoch (
        latent INTEGER NOT NULL REFERENCES latent (id) ON DELETE CASCADE,
        epoch INTEGER NOT NULL,
        record TEXT NOT NULL, -- JSON
        PRIMARY KEY (latent, epoch)
      ) STRICT;

      -- The best epoch's so far: f32, little-endian.
      CREATE TABLE latent_weights (
        latent INTEGER PRIMARY KEY REFERENCES latent (id) ON DELETE CASCADE,
        epochs INTEGER NOT NULL, -- how many there had been
        best INTEGER NOT NULL, -- whose weights these are
        crc INTEGER NOT NULL,
        weights BLOB NOT NULL
      ) STRICT;

      -- Codes and figures of the rows, field by field in parts of 524,288 bytes.
      CREATE TABLE latent_rows (
        latent INTEGER NOT NULL REFERENCES latent (id) ON DELETE CASCADE,
        field TEXT NOT NULL,
        part INTEGER NOT NULL,
        crc INTEGER NOT NULL,
        cells BLOB NOT NULL,
        PRIMARY KEY (latent, field, part)
      ) STRICT;
    `);
  },
};
