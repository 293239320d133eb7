import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { inRoot, tool } from './paths.mjs';
import { run, runNode } from './run.mjs';
import { SetupError, say, stillAtIt } from './say.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The browser that Playwright downloaded for this version of itself, if it did. */
function playwrightsOwn() {
  try {
    return createRequire(inRoot('package.json'))('playwright-core').chromium.executablePath();
  } catch {
    return null;
  }
}

/** In this order: named by the environment, Playwright's own, on the PATH, in the usual places. */
export function findChromium(environment = process.env) {
  const onPath = (environment.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const usual = names.map((name) => join('/usr/bin', name));
  const candidates = [environment.LENS_CHROMIUM, playwrightsOwn(), environment.CHROMIUM, ...onPath, ...usual, ...places];
  return candidates.find((path) => path && existsSync(path) && isExecutable(path)) ?? null;
}

const isRoot = () => process.getuid?.() === 0;
const hasApt = () => process.platform === 'linux' && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;

async function fromDebian() {
  say("Installing Debian's chromium for the browser tests …");
  const done = stillAtIt('installing chromium', 15);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation'],
  ];
  try {
    for (const args of steps) {
      const { code, output } = await run('apt-get', args, { env, capture: true });
      if (code !== 0) return `apt-get ${args[0]}: ${output.trim().split('\n').slice(-3).join(' ')}`;
    }
    return null;
  } finally {
    done();
  }
}

async function fromPlaywright() {
  say("Downloading Playwright's Chromium for the browser tests …");
  const { code } = await runNode([tool('@playwright/test', 'playwright'), 'install', 'chromium']);
  return code === 0 ? null : `playwright install chromium ended with ${code}`;
}

/** Path of a Chromium for the browser tests, installed where there is none and it can be. */
export async function ensureChromium() {
  const present = findChromium();
  if (present) return present;
  const failures = [];
  for (const attempt of isRoot() && hasApt() ? [fromDebian, fromPlaywright] : [fromPlaywright]) {
    const failure = await attempt();
    const installed = findChromium();
    if (installed) return installed;
    failures.push(failure ?? 'it ended well, but no browser was found');
  }
  throw new SetupError(
    `There is no Chromium for the browser tests, and it could not be installed: ${failures.join('; ')}.`,
    'Install one (Debian: apt-get install chromium; elsewhere: npx playwright install chromium) or name one: CHROMIUM=/path/to/chromium npm test.',
  );
}
