import type { Migration } from './migration.ts';

/** Assessments of a fit: they go with it. */
export const doubts: Migration = {
  version: 2,
  run(db) {
    db.exec(`
      CREATE TABLE doubt (
        fit INTEGER NOT NULL REFERENCES fit (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        subject TEXT NOT NULL, -- what of the fit was assessed: a family, a candidate, or all of it ('')
        about TEXT NOT NULL, -- JSON: options, result
        PRIMARY KEY (fit, kind, subject)
      ) STRICT;
    `);
  },
};
