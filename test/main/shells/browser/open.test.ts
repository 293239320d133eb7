import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browserCommand, hasDisplay, type Machine, windowCommand } from '../../../../src/main/shells/browser/browsers.ts';
import { openInBrowser } from '../../../../src/main/shells/browser/open.ts';

const url = 'http://127.0.0.1:4242/?token=abc';
const machine = (platform: NodeJS.Platform, env: Machine['env'], present: readonly string[] = [], root = false): Machine => ({
  platform,
  env,
  root,
  exists: (path) => present.includes(path),
});

describe('a display', () => {
  it.each<[NodeJS.Platform, Machine['env'], boolean]>([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['darwin', {}, true],
    ['win32', {}, true],
  ])('on %s with %j: %s', (platform, env, expected) => {
    expect(hasDisplay(machine(platform, env))).toBe(expected);
  });
});

describe('the window', () => {
  it.each<[string, Machine, string]>([
    [
      'a folder of PATH',
      machine('linux', { PATH: '/opt/x:/home/me/bin' }, ['/home/me/bin/google-chrome']),
      '/home/me/bin/google-chrome',
    ],
    ['the usual place', machine('linux', {}, ['/snap/bin/chromium']), '/snap/bin/chromium'],
    ['Chromium first', machine('linux', { PATH: '/b' }, ['/usr/bin/microsoft-edge', '/b/chromium']), '/b/chromium'],
    [
      'macOS',
      machine('darwin', {}, ['/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge']),
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    [
      'macOS, for one person',
      machine('darwin', { HOME: '/Users/me' }, ['/Users/me/Applications/Chromium.app/Contents/MacOS/Chromium']),
      '/Users/me/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    [
      'Windows',
      machine('win32', { 'ProgramFiles(x86)': 'C:\\P86' }, ['C:\\P86\\Microsoft\\Edge\\Application\\msedge.exe']),
      'C:\\P86\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
  ])('is found in %s', (_, where, file) => {
    expect(windowCommand(where, url, '/profile')?.file).toBe(file);
  });

  it('is not looked for in folders relative to where one happens to be', () => {
    expect(windowCommand(machine('linux', { PATH: '.:bin:' }, ['chromium', 'bin/chromium', './chromium']), url, '/p')).toBeNull();
  });

  it('shows the address and nothing else, with a profile of its own, in the sandbox unless it is root', () => {
    const found = ['/usr/bin/chromium'];
    const command = windowCommand(machine('linux', {}, found), url, '/profile')!;
    expect(command.args).toContain(`--app=${url}`);
    expect(command.args).toContain('--user-data-dir=/profile');
    expect(command.args).not.toContain('--no-sandbox');
    expect(windowCommand(machine('linux', {}, found, true), url, '/profile')!.args).toContain('--no-sandbox');
  });
});

it.each<[NodeJS.Platform, string]>([
  ['linux', 'xdg-open'],
  ['darwin', '/usr/bin/open'],
  ['win32', 'C:\\Windows\\System32\\rundll32.exe'],
])("the person's own browser on %s is opened by %s", (platform, file) => {
  const command = browserCommand(machine(platform, {}), url);
  expect(command.file).toBe(file);
  expect(command.args.at(-1)).toBe(url);
});

describe.skipIf(process.platform === 'win32')('opening', () => {
  let folder: string;
  let temporary: string | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latent-lens-test-'));
    temporary = process.env.TMPDIR;
    mkdirSync(join(folder, 'tmp'));
    process.env.TMPDIR = join(folder, 'tmp');
  });
  afterEach(() => {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
    rmSync(folder, { recursive: true, force: true });
  });

  /** A program of that name that writes down its arguments and runs until its input pipe has something. */
  function program(name: string, then = 'exit 7'): string {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "$@" > "${path}.part"\nmv "${path}.part" "${path}.args"\n${then}\n`);
    chmodSync(path, 0o755);
    return path;
  }
  const here = (present: readonly string[], env = {}): Machine =>
    machine('linux', { DISPLAY: ':9', PATH: [folder, process.env.PATH].join(delimiter), ...env }, present);

  it('starts the window, and tells when it was closed; its profile is gone then', async () => {
    const chromium = program('chromium');
    let closed = (_: number | null) => {};
    const code = new Promise<number | null>((resolve) => (closed = resolve));
    expect(await openInBrowser(url, { machine: here([chromium]), exited: closed })).toBe('window');
    expect(await code).toBe(7);
    expect(readFileSync(`${chromium}.args`, 'utf8').split('\n')).toContain(`--app=${url}`);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });

  it('does not wait for the window to be closed', async () => {
    const fifo = join(folder, 'close');
    const chromium = program('chromium', `while [ ! -e "${fifo}" ]; do sleep 0.01; done`);
    let closed = () => {};
    const exit = new Promise<void>((resolve) => (closed = resolve));
    let isClosed = false;
    const exited = () => {
      isClosed = true;
      closed();
    };
    expect(await openInBrowser(url, { machine: here([chromium]), exited })).toBe('window');
    expect(isClosed).toBe(false);
    writeFileSync(fifo, '');
    await exit;
  });

  it("goes to the person's own browser when there is no window to be had, or it does not start", async () => {
    const opener = program('xdg-open');
    const broken = join(folder, 'chromium');
    writeFileSync(broken, 'no program');
    for (const present of [[], [broken]]) {
      expect(await openInBrowser(url, { machine: here(present) })).toBe('browser');
      while (!existsSync(`${opener}.args`)) await new Promise((resolve) => setImmediate(resolve));
      expect(readFileSync(`${opener}.args`, 'utf8')).toBe(`${url}\n`);
      rmSync(`${opener}.args`);
    }
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });

  it('starts nothing where there is no display, or no browser', async () => {
    const chromium = program('chromium');
    expect(await openInBrowser(url, { machine: here([chromium], { DISPLAY: undefined }) })).toBe('none');
    expect(await openInBrowser(url, { machine: here([], { PATH: join(folder, 'nothing') }) })).toBe('none');
    expect(existsSync(`${chromium}.args`)).toBe(false);
  });
});
