import { join } from 'node:path';

/** One place for projects and settings whichever door one came in by: $LATENT_LENS_HOME, or the platform's usual place. */
export function dataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  if (env.LATENT_LENS_HOME) return env.LATENT_LENS_HOME;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Latent Lens');
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Latent Lens');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'latent-lens');
}
