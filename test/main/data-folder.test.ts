import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder } from '../../src/main/data-folder.ts';

test.each<[string, NodeJS.ProcessEnv, NodeJS.Platform, string]>([
  ['$LATENT_LENS_HOME before all', { LATENT_LENS_HOME: '/lens', XDG_DATA_HOME: '/xdg' }, 'linux', '/lens'],
  ['$XDG_DATA_HOME on Linux', { XDG_DATA_HOME: '/xdg' }, 'linux', join('/xdg', 'latent-lens')],
  ['~/.local/share on Linux', {}, 'linux', join('/home/a', '.local', 'share', 'latent-lens')],
  [
    'an empty variable counts for nothing',
    { XDG_DATA_HOME: '', LATENT_LENS_HOME: '' },
    'linux',
    join('/home/a', '.local', 'share', 'latent-lens'),
  ],
  ['Application Support on macOS', {}, 'darwin', join('/home/a', 'Library', 'Application Support', 'Latent Lens')],
  ['%APPDATA% on Windows', { APPDATA: 'roaming' }, 'win32', join('roaming', 'Latent Lens')],
])('the data folder is %s', (_, env, platform, folder) => {
  expect(dataFolder(env, platform, '/home/a')).toBe(folder);
});
