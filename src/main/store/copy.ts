import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { LensError } from '../../shared/errors.ts';
import { inUse, notWritable, storeError } from './failures.ts';
import { clearSideFiles, discard, putInPlace, sweep, temporaryBeside } from './temporary.ts';

export interface CopyWatch {
  progress(share: number): void;
  readonly signal: AbortSignal;
}

/** Pages a step: between two steps the application answers, and hears of a cancel. */
const pagesPerStep = 128;

const cancelled = (): LensError => new LensError('cancelled', 'Saving was cancelled.', 'No file was changed.');

/** A whole copy of an open project, which may go on changing: what is written meanwhile is in the copy too. */
export async function copyProject(db: Database, own: string | null, path: string, watch: CopyWatch): Promise<void> {
  const target = followLinks(resolve(path));
  if (own !== null && followLinks(own) === target)
    throw new LensError(
      'usage',
      `${path} is the project's own file.`,
      'Choose another name; the project itself is always saved.',
    );
  try {
    if (watch.signal.aborted) throw cancelled();
    if (!existsSync(dirname(target)))
      throw new LensError('missing', `There is no folder ${dirname(target)}.`, 'Choose one that is there.');
    sweep(dirname(target));
    release(target);
    const temporary = temporaryBeside(target);
    try {
      await db.backup(temporary, {
        progress({ totalPages, remainingPages }) {
          if (watch.signal.aborted) throw cancelled();
          watch.progress(totalPages === 0 ? 0 : 1 - remainingPages / totalPages);
          return pagesPerStep;
        },
      });
      if (watch.signal.aborted) throw cancelled();
      release(target);
      putInPlace(temporary, target);
      watch.progress(1);
    } finally {
      discard(temporary);
    }
  } catch (thrown) {
    throw storeError(thrown, target);
  }
}

/**
 * Makes a file that is about to be replaced safe to replace: no other process works in it, and no log of it is left
 * that would be played into its successor.
 */
function release(target: string): void {
  const stats = statSync(target, { throwIfNoEntry: false });
  if (stats?.isDirectory()) throw new LensError('usage', `${target} is a folder.`, 'Give the copy a name inside it.');
  if (stats && (stats.mode & 0o222) === 0) throw notWritable(target);
  if (stats && stats.size > 0) checkpoint(target);
  clearSideFiles(target);
}

function checkpoint(target: string): void {
  const former = new Sqlite(target, { fileMustExist: true, timeout: 250 });
  try {
    former.pragma('locking_mode = EXCLUSIVE');
    former.exec('BEGIN EXCLUSIVE; COMMIT');
    former.pragma('wal_checkpoint(TRUNCATE)');
  } catch (thrown) {
    const code = (thrown as { readonly code?: string }).code ?? '';
    // Whatever else it is, no project or a damaged one, the person asked to replace it.
    if (code.startsWith('SQLITE_BUSY')) throw inUse(target);
  } finally {
    former.close();
  }
}

function followLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
