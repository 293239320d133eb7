import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from './paths.mjs';

/** Older ones crash in native modules without an exception to catch. */
export const oldestNode = '22.12.0';

export function isNewEnough(version, oldest = oldestNode) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = oldest.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** The Node that came with the packages (there is none for macOS), searched upwards from the project's folder. */
export function installedNode(folder = inRoot(), platform = process.platform, arch = process.arch) {
  const system = { win32: 'win', linux: 'linux' }[platform];
  if (!system) return null;
  const name = platform === 'win32' ? 'node.exe' : 'node';
  for (let at = folder; ; at = dirname(at)) {
    const candidate = join(at, 'node_modules', `node-${system}-${arch}`, 'bin', name);
    if (existsSync(candidate)) return candidate;
    if (dirname(at) === at) return null;
  }
}

/** Path of a Node that runs the application: the packages' own, or the one running now; null when neither will do. */
export function suitableNode() {
  return installedNode() ?? (isNewEnough(process.versions.node) ? process.execPath : null);
}

export const nodeRemedy =
  'Install Node 24 (or any from 22.12 on). On Linux and Windows `npm ci` brings one along, unless optional packages are switched off.';
