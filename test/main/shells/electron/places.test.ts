import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder as commandLines } from '../../../../src/main/shells/command-line/places.ts';
import { dataFolder, places } from '../../../../src/main/shells/electron/places.ts';

describe('the data folder', () => {
  it.each([
    ['linux', {}],
    ['linux', { XDG_DATA_HOME: '/x' }],
    ['darwin', {}],
    ['win32', { APPDATA: 'C:\\a' }],
    ['linux', { LATENT_LENS_HOME: '/own' }],
  ] as const)('on %s with %j is the command line’s', (platform, env) => {
    expect(dataFolder(env, platform, '/home/p')).toBe(commandLines(env, platform, '/home/p'));
  });
});

describe('the places', () => {
  it('lie in the project’s folder when run from the build', () => {
    const root = resolve(import.meta.dirname, '../../../..');
    const found = places(resolve(root, 'out', 'main'));
    expect(found.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(existsSync(found.samples)).toBe(true);
    expect(found.worker.protocol).toBe('file:');
  });
});
