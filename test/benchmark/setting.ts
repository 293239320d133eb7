import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

export const root = resolve(import.meta.dirname, '../..');

/** What every measure is given. */
export interface Setting {
  readonly runs: number;
  readonly rows: number;
  /** A folder that is gone afterwards. */
  readonly folder: string;
  /** The table of rows × 10 numbers. */
  readonly csv: string;
  /** Executable of a browser of the Chromium family, or null. */
  readonly chromium: string | null;
}

const start = promisify(execFile);

/** Runs a script of ./children under this Node and answers with the object that it prints. */
export async function child<T>(name: string, ...words: readonly string[]): Promise<T> {
  const { stdout } = await start(process.execPath, [join(import.meta.dirname, 'children', name), ...words], {
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout) as T;
}

/** Runs Python and answers with the number that it prints; null where Python or a package is not there. */
export async function python(program: string, ...words: readonly string[]): Promise<number | null> {
  try {
    const { stdout } = await start('python3', ['-c', program, ...words], { maxBuffer: 1 << 26 });
    return Number(stdout);
  } catch (thrown) {
    const text = String(thrown);
    if (/ENOENT|ModuleNotFoundError/.test(text)) return null;
    throw thrown;
  }
}
