import { realpathSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { type ScriptLanguage, tableFormatOf } from '../../../shared/contract/exports.ts';
import { LensError } from '../../../shared/errors.ts';

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** Wrong use: an output that would take the place of an input or of another output. */
export function refuseOverwriting(inputs: readonly string[], outputs: readonly (string | undefined)[]): void {
  const taken = new Set(inputs.map(real));
  for (const output of outputs) {
    if (output === undefined) continue;
    if (taken.has(real(output)))
      throw new LensError('usage', `${output} is read or written already by this command.`, 'Give the output another name.');
    taken.add(real(output));
  }
}

/** Where a call writes to. */
export const pathTarget = (path: string) => ({ kind: 'path', path: resolve(path) }) as const;

const tableEndings = ['.csv', '.parquet', '.pq'];

/** A table that is asked for: its ending says how it is written; without one it is CSV. */
export function tablePath(path: string): string {
  const ending = extname(path);
  if (ending === '' || tableEndings.includes(ending.toLowerCase())) return path;
  throw new InvalidArgumentError(`A table ends in .csv, or in .parquet (.pq), not in ${ending}.`);
}

/** How labels are written, by the ending of the file. */
export const tableFormat = tableFormatOf;

const languages: Readonly<Record<string, ScriptLanguage>> = { '.py': 'python', '.r': 'r' };
export const scriptLanguage = (path: string): ScriptLanguage | null => languages[extname(path).toLowerCase()] ?? null;

/** Scripts that were asked for, one after the other. */
export function collectScripts(path: string, before: readonly string[] = []): readonly string[] {
  if (scriptLanguage(path) === null) throw new InvalidArgumentError('A script ends in .py (scikit-learn) or .R (mclust).');
  return [...before, path];
}
