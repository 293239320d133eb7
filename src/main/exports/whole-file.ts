import { randomBytes } from 'node:crypto';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LensError } from '../../shared/errors.ts';

const remedies: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  ENOENT: ['its folder does not exist', 'Create the folder or write somewhere else.'],
  ENOTDIR: ['a part of its path is no folder', 'Write somewhere else.'],
  EISDIR: ['it is a folder', 'Add a file name to the path.'],
  EACCES: ['you may not write there', 'Write to a folder of your own.'],
  EPERM: ['you may not write there', 'Write to a folder of your own.'],
  EROFS: ['the disk is read-only', 'Write to another disk.'],
  ENOSPC: ['the disk is full', 'Free some space or write to another disk.'],
  EDQUOT: ['your quota of the disk is used up', 'Free some space or write to another disk.'],
  ENAMETOOLONG: ['its name is too long', 'Choose a shorter name.'],
};

function explain(path: string, thrown: unknown): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const remedy = remedies[code];
  return remedy ? new LensError('input', `${path} cannot be written: ${remedy[0]}.`, remedy[1]) : thrown;
}

/** What is there now: nothing, a file to be replaced (behind its links), or something to write into as it is (a pipe, a terminal). */
async function target(path: string): Promise<{ readonly path: string; readonly replace: boolean }> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    return found.isFile() ? { path: await realpath(path), replace: true } : { path, replace: false };
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return { path, replace: true };
    throw thrown;
  }
}

const stopWhen = (signal: AbortSignal | undefined) => {
  if (signal?.aborted) throw new LensError('cancelled', 'The export was cancelled.', 'Nothing was written.');
};

/** Synchronised every so often, so that the last synchronisation, which cannot be stopped, is short. */
const syncEvery = 1 << 24;

async function pour(file: FileHandle, chunks: Iterable<string | Uint8Array>, sync: boolean, signal: AbortSignal | undefined) {
  let unsynced = 0;
  for (const chunk of chunks) {
    stopWhen(signal);
    await file.writeFile(chunk, 'utf8');
    unsynced += chunk.length;
    if (sync && unsynced >= syncEvery) {
      await file.datasync();
      unsynced = 0;
    }
  }
  if (sync) await file.sync();
}

/**
 * Lets `write` make a file so that its path holds the former content or all of the new one, never a part: into a
 * temporary file beside it, then renamed. A failure or an abort leaves nothing behind.
 */
async function replaceWhole(path: string, write: (path: string, replace: boolean) => Promise<void>, signal?: AbortSignal) {
  try {
    const { path: end, replace } = await target(path);
    const beside = replace ? join(dirname(end), `.${basename(end).slice(0, 100)}.${randomBytes(6).toString('hex')}.part`) : end;
    try {
      await write(beside, replace);
      stopWhen(signal);
      if (replace) await rename(beside, end);
    } catch (thrown) {
      if (replace) await rm(beside, { force: true });
      throw thrown;
    }
  } catch (thrown) {
    throw explain(path, thrown);
  }
}

/** Writes a file (texts as UTF-8, bytes as they are), synchronised to the disk: all of it or nothing. */
export const writeWhole = (path: string, chunks: Iterable<string | Uint8Array>, signal?: AbortSignal): Promise<void> =>
  replaceWhole(
    path,
    async (beside, replace) => {
      const file = await open(beside, replace ? 'wx' : 'w');
      try {
        await pour(file, chunks, replace, signal);
      } finally {
        await file.close();
      }
    },
    signal,
  );

/** The same for a file that something else writes: `write` is given the path to write to, where a file is already. */
export const writeWholeBy = (path: string, write: (path: string) => Promise<void>, signal?: AbortSignal): Promise<void> =>
  replaceWhole(
    path,
    async (beside, replace) => {
      // Made here first: a folder that may not be written to is told of as for any other file.
      const made = await open(beside, replace ? 'wx' : 'w');
      await made.close();
      await write(beside);
      if (!replace) return;
      const file = await open(beside, 'r+');
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    },
    signal,
  );
