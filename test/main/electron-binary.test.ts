import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { electronBinary } from '../../src/main/electron-binary.ts';

const folder = mkdtempSync(join(tmpdir(), 'latent-lens-binary-'));
afterAll(() => rmSync(folder, { recursive: true }));
const packageFolder = join(folder, 'electron');
mkdirSync(join(packageFolder, 'dist'), { recursive: true });

describe('Electron’s executable', () => {
  it('is absent until it was downloaded', () => {
    expect(electronBinary(null, {})).toBeNull();
    expect(electronBinary(packageFolder, {})).toBeNull();
    writeFileSync(join(packageFolder, 'path.txt'), 'electron-here');
    expect(electronBinary(packageFolder, {})).toBeNull();
  });
  it('is the file that path.txt names in dist', () => {
    writeFileSync(join(packageFolder, 'dist', 'electron-here'), '');
    expect(electronBinary(packageFolder, {})).toBe(join(packageFolder, 'dist', 'electron-here'));
  });
  it('is looked for in the folder that the environment names instead', () => {
    const env = { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'other') };
    expect(electronBinary(packageFolder, env)).toBeNull();
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other', 'electron-here'), '');
    expect(electronBinary(packageFolder, env)).toBe(join(folder, 'other', 'electron-here'));
  });
});
