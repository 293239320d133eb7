import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureKernels } from '../kernels/compile.mjs';
import { inRoot, root, tool } from './paths.mjs';
import { runNode } from './run.mjs';
import { duration, SetupError, say } from './say.mjs';

const inputs = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];
const outputs = [
  'out/main/electron.js',
  'out/main/command-line.js',
  'out/main/worker.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];
const stamp = inRoot('out', '.stamp.json');

function* files(path) {
  if (!statSync(path).isDirectory()) yield path;
  else for (const name of readdirSync(path).sort()) yield* files(join(path, name));
}

/** SHA-256 over names and contents of everything that the build reads. */
export function hashOf(paths, folder = root) {
  const hash = createHash('sha256');
  for (const path of paths.map((name) => join(folder, name)).filter(existsSync))
    for (const file of files(path)) hash.update(file.slice(folder.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** What was built from what: the sources' hash, and when each output was written (somebody else may have built since). */
function state() {
  const times = outputs.map((path) => (existsSync(inRoot(path)) ? statSync(inRoot(path)).mtimeMs : null));
  return JSON.stringify({ sources: hashOf(inputs), times });
}

export function isBuilt() {
  return outputs.every((path) => existsSync(inRoot(path))) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state();
}

/** Builds the kernels, then main, preload and renderer into out/. Answers {ok, output}. */
export async function build() {
  await ensureKernels();
  const sources = hashOf(inputs);
  const result = await runNode([tool('electron-vite'), 'build'], { capture: true });
  const missing = outputs.filter((path) => !existsSync(inRoot(path)));
  const ok = result.code === 0 && missing.length === 0;
  if (ok && hashOf(inputs) === sources) {
    mkdirSync(inRoot('out'), { recursive: true });
    writeFileSync(stamp, state());
  }
  return { ok, output: missing.length > 0 ? `${result.output}\nNot built: ${missing.join(', ')}` : result.output };
}

/** Builds where out/ is missing or older than the sources. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  say('Building …');
  const start = Date.now();
  const { ok, output } = await build();
  if (!ok)
    throw new SetupError(`${output}\nThe build failed.`, 'What the builder said stands above. `npm run build` runs it alone.');
  say(`Built (${duration(Date.now() - start)}).`);
}
