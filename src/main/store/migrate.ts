import type { Database } from 'better-sqlite3';
import { LensError } from '../../shared/errors.ts';
import type { Migration } from './migrations/migration.ts';
import { discard, putInPlace, temporaryBeside } from './temporary.ts';

export const newestVersion = (migrations: readonly Migration[]): number => migrations.at(-1)?.version ?? 0;

const versionOf = (db: Database): number => db.pragma('user_version', { simple: true }) as number;

/** Brings an empty or older database to the newest format: all steps, or none. */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  const from = versionOf(db);
  // Inside a transaction this pragma does nothing, so it is switched around it.
  db.pragma('foreign_keys = OFF');
  db.transaction(() => {
    for (const migration of migrations) {
      if (migration.version <= from) continue;
      migration.run(db);
      db.pragma(`user_version = ${migration.version}`);
    }
  }).exclusive();
  db.pragma('foreign_keys = ON');
}

/** The same for a project file, which is first copied to `<file>.backup-v<version>`. Answers with what to tell. */
export function migrateFile(db: Database, path: string, migrations: readonly Migration[]): readonly string[] {
  const from = versionOf(db);
  const to = newestVersion(migrations);
  if (from > to) {
    throw new LensError(
      'input',
      `${path} was written by a newer Latent Lens (format ${from}; this one knows formats up to ${to}).`,
      'Update Latent Lens. The file was left as it is.',
    );
  }
  if (from === to) return [];
  const backup = `${path}.backup-v${from}`;
  const temporary = temporaryBeside(path);
  try {
    db.prepare('VACUUM INTO ?').run(temporary);
    putInPlace(temporary, backup);
  } finally {
    discard(temporary);
  }
  migrate(db, migrations);
  return [`The project was brought from format ${from} to ${to}. The file as it was is kept as ${backup}.`];
}
