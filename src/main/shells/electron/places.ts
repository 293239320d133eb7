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

/** One place for projects and settings whichever door one came in by; the same as the command line's. */
export function dataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  if (env.LATENT_LENS_HOME) return env.LATENT_LENS_HOME;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Latent Lens');
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Latent Lens');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'latent-lens');
}
