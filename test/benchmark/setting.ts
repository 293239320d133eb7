import { join, resolve } from 'node:path';
import { findPython } from './peers/find.ts';
import { runForJson } from './programs.ts';

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
  /** Small sizes, to see that everything runs. */
  readonly quick: boolean;
  /** Which of the programs that ours is held against may run. */
  readonly peers: readonly PeerName[];
  /** Seeds of the whole job: 1 … seeds. */
  readonly seeds: number;
  readonly say: (text: string) => void;
}

export const peerNames = ['scikit-learn', 'mclust', 'pytorch'] as const;
export type PeerName = (typeof peerNames)[number];

/** Runs a script of ./children under this Node and answers with the object that it prints. */
export const child = <T>(name: string, ...words: readonly string[]): Promise<T> =>
  runForJson<T>(process.execPath, [join(import.meta.dirname, 'children', name), ...words]);

/** Runs a Python program that imports `module` and answers with the number that it prints; null where there is none. */
export async function python(module: string, program: string, ...words: readonly string[]): Promise<number | null> {
  const executable = await findPython(module);
  return executable === null ? null : runForJson<number>(executable, ['-c', program, ...words]);
}
