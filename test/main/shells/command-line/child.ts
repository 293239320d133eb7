import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../../../..');
export const sample = (name: string): string => join(root, 'resources', 'samples', name);
const entry = join(root, 'src/main/shells/command-line/main.ts');
const asTerminal = join(import.meta.dirname, 'as-terminal.ts');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command line under way, from the sources, as a process of its own. */
export interface Running {
  /** Answers with all of standard output so far when it, or standard error, has shown the text. */
  shows(text: string): Promise<string>;
  interrupt(): void;
  readonly ended: Promise<Ended>;
}

/** Those that have not ended: a test that failed may have left some. */
const alive = new Set<ChildProcess>();

export function start(
  words: readonly string[],
  { cwd = root, home, terminal = false }: { cwd?: string; home?: string; terminal?: boolean } = {},
): Running {
  const flags = ['--disable-warning=ExperimentalWarning', ...(terminal ? ['--import', asTerminal] : [])];
  const env = {
    ...process.env,
    LATENT_LENS_HOME: home ?? join(cwd, 'home'),
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
    ELECTRON_OVERRIDE_DIST_PATH: join(cwd, 'no-electron'),
  };
  const child = spawn(process.execPath, [...flags, entry, ...words], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  alive.add(child);
  let out = '';
  let err = '';
  const waiting = new Set<() => void>();
  const hear = () => {
    for (const look of waiting) look();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    hear();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    hear();
  });
  const ended = new Promise<Ended>((answer, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      alive.delete(child);
      answer({ code, out, err });
    });
  });
  return {
    shows: (text) =>
      new Promise((found, lost) => {
        const look = () => {
          if (!out.includes(text) && !err.includes(text)) return;
          waiting.delete(look);
          found(out);
        };
        waiting.add(look);
        look();
        void ended.then((end) => lost(new Error(`It ended with ${end.code} before it showed '${text}': ${end.err}${end.out}`)));
      }),
    interrupt: () => child.kill('SIGINT'),
    ended,
  };
}

export const lens = (words: readonly string[], options?: Parameters<typeof start>[1]): Promise<Ended> =>
  start(words, options).ended;

/** A folder that is gone after the test, and with it what still runs. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => Promise<void> } {
  const path = mkdtempSync(join(tmpdir(), 'lens-cli-'));
  const remove = async () => {
    const ends = [...alive].map((child) => new Promise((end) => child.once('close', end)));
    for (const child of alive) child.kill('SIGKILL');
    await Promise.all(ends);
    rmSync(path, { recursive: true, force: true });
  };
  return { path, remove };
}

/** Plain CSV without quotes, as records by name. */
export function records(text: string): Record<string, string>[] {
  const [header, ...lines] = text.trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((field, i) => [names[i], field])));
}
