import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files on their way in and out. */
export interface Folders {
  /** Projects live here unless saved elsewhere. */
  readonly projects: string;
  /** Uploads, each named by its id. */
  readonly inbox: string;
  /** Downloads, each named by its id. */
  readonly outbox: string;
}

/** An upload is kept this long, so that its table can be read again with other options, milliseconds. */
const uploadsKept = 7 * 24 * 3600 * 1000;

/** Makes the folders, and takes away what earlier runs left on its way: old uploads, downloads that were handed over. */
export function prepareFolders({ projects, inbox, outbox }: Folders, now = Date.now()): void {
  for (const folder of [projects, inbox, outbox]) mkdirSync(folder, { recursive: true });
  const remove = (folder: string, age: number) => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (now - statSync(path).mtimeMs >= age) rmSync(path, { recursive: true, force: true });
    }
  };
  remove(inbox, uploadsKept);
  // Another window of the same person may be handing one over just now.
  remove(outbox, 24 * 3600 * 1000);
}
