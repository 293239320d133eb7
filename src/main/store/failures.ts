import { LensError } from '../../shared/errors.ts';

const untouched = 'The file was left as it is.';

export const notAProject = (path: string, why: string): LensError =>
  new LensError('input', `${path} is not a Latent Lens project: ${why}.`, `Choose a .lens file. ${untouched}`);

export const damaged = (path: string, what: string): LensError =>
  new LensError(
    'input',
    `The project file ${path} is damaged: ${what}.`,
    `Open an earlier copy of it, or read the data file into a new project. ${untouched}`,
  );

export const inUse = (path: string): LensError =>
  new LensError('input', `${path} is in use, most likely by another window of Latent Lens.`, 'Close it there, then try again.');

export const notWritable = (path: string): LensError =>
  new LensError(
    'input',
    `${path} cannot be written: the file or its folder is read-only.`,
    'Allow writing to it, or copy the file to a folder of your own and open the copy.',
  );

/** A statement that does not fit the tables there are: on opening, the file's fault. */
export const isSqlError = (thrown: unknown): thrown is Error =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'SQLITE_ERROR';

/** What SQLite and the file system say, in words; errors that already are, and faults of ours, pass as they came. */
export function storeError(thrown: unknown, path: string): unknown {
  if (!(thrown instanceof Error) || thrown instanceof LensError) return thrown;
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  const is = (...names: readonly string[]) => names.some((name) => code === name || code.startsWith(`${name}_`));
  if (is('SQLITE_BUSY', 'SQLITE_LOCKED')) return inUse(path);
  if (is('SQLITE_NOTADB')) return notAProject(path, 'it is no SQLite database, or its beginning is damaged');
  if (is('SQLITE_CORRUPT')) return damaged(path, thrown.message);
  if (is('SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_AUTH', 'EACCES', 'EPERM', 'EROFS'))
    return notWritable(path);
  if (is('SQLITE_FULL', 'ENOSPC', 'EDQUOT'))
    return new LensError(
      'input',
      `There is no room left on the disk of ${path}.`,
      'Free some space, then try again; nothing is lost.',
    );
  if (is('SQLITE_IOERR', 'EIO'))
    return new LensError('input', `The disk failed on ${path} (${code}).`, 'Check the disk, and keep a copy of the file.');
  if (is('ENOENT', 'ENOTDIR'))
    return new LensError('missing', `There is no such file or folder: ${path}.`, 'It may have been moved or its disk removed.');
  return thrown;
}
