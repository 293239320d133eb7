import { posix, win32 } from 'node:path';

/** What the search for a browser depends on. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs as root, whom Chromium's sandbox does not serve. */
  readonly root: boolean;
  readonly exists: (path: string) => boolean;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
];

const macPrograms = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];

const windowsPrograms = [
  win32.join('Google', 'Chrome', 'Application', 'chrome.exe'),
  win32.join('Microsoft', 'Edge', 'Application', 'msedge.exe'),
  win32.join('Chromium', 'Application', 'chrome.exe'),
];

function places({ platform, env }: Machine): readonly string[] {
  if (platform === 'win32')
    return [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].flatMap((folder) =>
      folder ? windowsPrograms.map((program) => win32.join(folder, program)) : [],
    );
  if (platform === 'darwin')
    return ['/Applications', ...(env.HOME ? [posix.join(env.HOME, 'Applications')] : [])].flatMap((folder) =>
      macPrograms.map((name) => posix.join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    );
  const folders = (env.PATH ?? '').split(':').filter((folder) => folder.startsWith('/'));
  const all = [...new Set([...folders, '/usr/bin', '/usr/local/bin', '/snap/bin'])];
  return linuxNames.flatMap((name) => all.map((folder) => posix.join(folder, name)));
}

/** Whether there is a screen to open a window on. */
export function hasDisplay({ platform, env }: Machine): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** A browser of the Chromium family that shows the page in a window of its own, without tabs and address bar. */
export function windowCommand(machine: Machine, url: string, profile: string): Command | null {
  const file = places(machine).find(machine.exists);
  if (!file) return null;
  const args = [
    `--app=${url}`,
    // A profile of its own: the program lives as long as this window, and the person's own browser stays untouched.
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--window-size=1360,880',
    ...(machine.root ? ['--no-sandbox'] : []),
  ];
  return { file, args };
}

/** The person's own browser. */
export function browserCommand({ platform, env }: Machine, url: string): Command {
  // Through start, the command interpreter would read & and ^ of the address; this does not.
  if (platform === 'win32')
    return {
      file: win32.join(env.SystemRoot ?? 'C:\\Windows', 'System32', 'rundll32.exe'),
      args: ['url.dll,FileProtocolHandler', url],
    };
  return { file: platform === 'darwin' ? '/usr/bin/open' : 'xdg-open', args: [url] };
}
