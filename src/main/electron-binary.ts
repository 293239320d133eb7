import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const usualName: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

function packageFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/**
 * Path of Electron's executable, or null where it is not installed. Looks only: importing the package outside Electron
 * would start a download. $ELECTRON_OVERRIDE_DIST_PATH names a folder to look in instead of the package's own.
 */
export function electronBinary(folder: string | null = packageFolder(), env: NodeJS.ProcessEnv = process.env): string | null {
  const pathFile = folder === null ? null : join(folder, 'path.txt');
  const named = pathFile !== null && existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : null;
  const name = named ?? usualName[process.platform] ?? 'electron';
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  const dist = override ? override : folder === null || named === null ? null : join(folder, 'dist');
  const path = dist === null ? null : join(dist, name);
  return path !== null && existsSync(path) ? path : null;
}
