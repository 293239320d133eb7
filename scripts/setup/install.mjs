import { existsSync } from 'node:fs';
import { installedNode } from './node24.mjs';
import { inRoot, readJson } from './paths.mjs';
import { run } from './run.mjs';
import { duration, SetupError, say, stillAtIt } from './say.mjs';

/**
 * What of the lock file is not installed as it says: names of packages, at most `limit`. Optional packages may be absent
 * (they are for other platforms). `installed` is node_modules/.package-lock.json, which npm writes last.
 */
export function differences(lock, installed, limit = 3) {
  const found = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '' || entry.link) continue;
    const present = installed.packages[path];
    const differs = present ? present.version !== entry.version : !entry.optional;
    if (differs) found.push(path.replace(/^.*node_modules\//, ''));
    if (found.length === limit) break;
  }
  return found;
}

function whyInstall() {
  const record = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(record)) return 'no packages yet';
  const changed = differences(readJson(inRoot('package-lock.json')), readJson(record));
  return changed.length === 0 ? null : `changed since: ${changed.join(', ')}`;
}

/** The npm that runs us, or the one on the PATH; the packages' own Node is about to be replaced, so it is not used. */
function npmCommand() {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  if (cli?.endsWith('npm-cli.js') && existsSync(cli)) {
    const own = installedNode();
    if (node && node !== own) return { command: node, args: [cli] };
    return { command: process.execPath, args: [cli] };
  }
  return process.platform === 'win32' ? { command: 'npm.cmd', args: [] } : { command: 'npm', args: [] };
}

/** Installs the packages where they are absent or not those of package-lock.json. */
export async function ensureInstalled() {
  const reason = whyInstall();
  if (reason === null) return;
  say(`Installing packages (${reason}; about 1 GB on disk, one to three minutes) …`);
  const start = Date.now();
  const done = stillAtIt('installing', 15);
  const { command, args } = npmCommand();
  // A running node.exe cannot be deleted on Windows, and `ci` deletes everything first.
  const verb = process.platform === 'win32' && existsSync(inRoot('node_modules')) ? 'install' : 'ci';
  const result = await run(command, [...args, verb, '--no-audit', '--no-fund'], { env: process.env }).finally(done);
  if (result.code !== 0)
    throw new SetupError(
      `Installing the packages failed (npm ${verb} ended with ${result.signal ?? result.code}; what npm said stands above).`,
      'Check that the npm registry can be reached (npm ping) and that there is room on the disk; then try again. A half-made node_modules folder may be deleted.',
    );
  say(`Packages installed (${duration(Date.now() - start)}).`);
}
