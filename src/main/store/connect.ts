import { accessSync, constants, existsSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { LensError } from '../../shared/errors.ts';
import { damaged, notAProject, notWritable } from './failures.ts';
import { migrate, migrateFile } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { clearSideFiles, discard, putInEmptyPlace, sweep, temporaryBeside } from './temporary.ts';

/** 'LLns', in the header of every project file. */
export const applicationId = 0x4c4c6e73;

export interface Connection {
  readonly db: Database;
  /** What was done on the way, in words. */
  readonly notices: readonly string[];
}

export function connectToMemory(migrations: readonly Migration[]): Connection {
  const db = new Sqlite(':memory:');
  furnish(db, migrations);
  return { db, notices: [] };
}

/** The project at an absolute path, created when absent, held by this process alone until it is closed or killed. */
export function connectToFile(path: string, migrations: readonly Migration[]): Connection {
  if (path !== path.trim())
    throw new LensError('usage', `The name '${path}' begins or ends with a blank.`, 'Give the file another name.');
  if (!existsSync(dirname(path)))
    throw new LensError('missing', `There is no folder ${dirname(path)}.`, 'It may have been moved or its disk removed.');
  sweep(dirname(path));
  if (!existsSync(path)) create(path, migrations);
  assertFile(path);
  const db = new Sqlite(path, { fileMustExist: true, timeout: 250 });
  try {
    hold(db, path);
    assertSound(db, path);
    const notices = migrateFile(db, path, migrations);
    db.pragma('journal_mode = WAL');
    return { db, notices };
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

/** Whole or not at all: a process killed while creating leaves no half project. */
function create(path: string, migrations: readonly Migration[]): void {
  const temporary = temporaryBeside(path);
  try {
    const db = new Sqlite(temporary);
    try {
      furnish(db, migrations);
    } finally {
      db.close();
    }
    clearSideFiles(path);
    putInEmptyPlace(temporary, path);
  } finally {
    discard(temporary);
  }
}

function furnish(db: Database, migrations: readonly Migration[]): void {
  // Cells come in BLOBs of half a megabyte.
  db.pragma('page_size = 8192');
  db.pragma(`application_id = ${applicationId}`);
  migrate(db, migrations);
}

/** Asks the file system only: to open and close the file here would drop the locks that this process has on it. */
function assertFile(path: string): void {
  const stats = statSync(path);
  if (!stats.isFile()) throw notAProject(path, 'it is a folder or a device');
  if (stats.size === 0) throw notAProject(path, 'it is empty');
  if (isReadOnly(path, stats)) throw notWritable(path);
}

function isReadOnly(path: string, stats: Stats): boolean {
  if ((stats.mode & 0o222) === 0) return true;
  try {
    accessSync(path, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

/**
 * The lock is the operating system's, on the file itself: it ends with the process, however that ends. What was
 * acknowledged is synced, so that it outlives a loss of power too.
 */
function hold(db: Database, path: string): void {
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  if (db.pragma('application_id', { simple: true }) !== applicationId)
    throw notAProject(path, 'it is a database of another program');
  // Nothing is written before all is known to be well, so that a damaged or newer file stays as it is.
  db.exec('BEGIN EXCLUSIVE; COMMIT');
  db.pragma('synchronous = FULL');
  db.pragma('fullfsync = ON');
  db.pragma('foreign_keys = ON');
}

function assertSound(db: Database, path: string): void {
  const findings = db.pragma('quick_check(3)') as { readonly quick_check: string }[];
  const first = findings[0]?.quick_check ?? 'no answer';
  if (first !== 'ok') throw damaged(path, first);
}
