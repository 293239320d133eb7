import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dataFolder } from '../../data-folder.ts';

/** Where things are at run time. */
export interface Places {
  readonly version: string;
  readonly samples: string;
  readonly worker: URL;
  readonly renderer: string;
  readonly electronMain: string;
  readonly data: string;
}

function rootFolder(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`No package.json above ${from}.`);
  }
}

/** The same from the build (out/main) and from the sources, which Node runs directly. */
export function places(): Places {
  const root = rootFolder(import.meta.dirname);
  const fromSource = import.meta.filename.endsWith('.ts');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return {
    version,
    samples: join(root, 'resources', 'samples'),
    worker: pathToFileURL(join(root, fromSource ? 'src/main/jobs/worker.ts' : 'out/main/worker.js')),
    renderer: join(root, 'out', 'renderer'),
    electronMain: join(root, 'out', 'main', 'electron.js'),
    data: dataFolder(process.env, process.platform, homedir()),
  };
}
