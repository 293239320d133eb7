import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Files that become visible only when they are whole: written under a name of their own beside the target, synced, and
 * renamed. What a killed process leaves behind is swept up the next time anyone works in that folder.
 */

const form = /^\.latent-lens-(\d+)-[0-9a-f]{8}\.tmp(?:-journal|-wal|-shm)?$/;
const sideFiles = ['-journal', '-wal', '-shm'];

export const temporaryBeside = (path: string): string =>
  join(dirname(path), `.latent-lens-${process.pid}-${randomBytes(4).toString('hex')}.tmp`);

export function discard(temporary: string): void {
  rmSync(temporary, { force: true });
  clearSideFiles(temporary);
}

/** Another file's log or journal beside a new file of the same name would be played into it. */
export function clearSideFiles(path: string): void {
  for (const side of sideFiles) rmSync(path + side, { force: true });
}

/** Replaces `path`. After this returned, the file is there after a loss of power too. */
export function putInPlace(temporary: string, path: string): void {
  sync(temporary, 'r+');
  renameSync(temporary, path);
  syncFolder(path);
}

/** The same for a file that must not replace another; false when there is one already. */
export function putInEmptyPlace(temporary: string, path: string): boolean {
  sync(temporary, 'r+');
  try {
    linkSync(temporary, path);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
    renameSync(temporary, path); // a file system without hard links
  }
  syncFolder(path);
  return true;
}

/** Removes what killed processes left in this folder. Housekeeping: where it may not, it lets them lie. */
export function sweep(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const match = form.exec(name);
      if (match && !isAtWork(Number(match[1]), join(folder, name))) rmSync(join(folder, name), { force: true });
    }
  } catch {
    // Another's folder or file.
  }
}

function isAtWork(pid: number, file: string): boolean {
  // The number may have been given again, to this very process for one.
  if (pid === process.pid) return modified(file) >= Date.now() - process.uptime() * 1000 - 1000;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

const modified = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function syncFolder(path: string): void {
  // Windows cannot open a folder, and needs no such thing.
  if (process.platform !== 'win32') sync(dirname(path), 'r');
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
