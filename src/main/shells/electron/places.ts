import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where things are at run time. */
export interface Places {
  readonly version: string;
  readonly samples: string;
  readonly worker: URL;
  readonly renderer: string;
  readonly preload: string;
  readonly icon: string;
}

/** `built` is the folder of the built main process, out/main. */
export function places(built: string): Places {
  const root = resolve(built, '..', '..');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return {
    version,
    // Read by native code, which sees no archive: the package keeps them beside it.
    samples: join(root.replace(/app\.asar$/, 'app.asar.unpacked'), 'resources', 'samples'),
    worker: pathToFileURL(join(built, 'worker.js')),
    renderer: join(root, 'out', 'renderer'),
    preload: join(root, 'out', 'preload', 'preload.cjs'),
    icon: join(root, 'resources', 'icon.png'),
  };
}
