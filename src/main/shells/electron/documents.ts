import { extname, resolve } from 'node:path';
import type { ErrorValue } from '../../../shared/errors.ts';
import type { App } from '../../app.ts';
import { dispatch } from '../../dispatch.ts';

/**
 * The file that a command line names, as an absolute path; null when it names none. Run from the sources, the first word
 * after Electron's own name is the application. Chromium adds switches of its own.
 */
export function documentIn(argv: readonly string[], folder: string, packaged: boolean): string | null {
  const words = argv.filter((word) => !word.startsWith('-')).slice(packaged ? 1 : 2);
  const word = words.at(-1);
  return word === undefined || word === '' ? null : resolve(folder, word);
}

/** Opens a project, or reads a table into a new one. Answers what went wrong, or null. */
export async function openDocument(app: App, path: string): Promise<ErrorValue | null> {
  const result =
    extname(path).toLowerCase() === '.lens'
      ? await dispatch(app, 'project.open', { path })
      : await dispatch(app, 'dataset.read', { source: { kind: 'path', path }, options: {} });
  return result.ok ? null : result.error;
}
