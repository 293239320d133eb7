import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserCommand, type Command, hasDisplay, type Machine, windowCommand } from './browsers.ts';

export interface OpenOptions {
  /** Called when the window is closed (windows only: what becomes of a page in the person's browser is not told). */
  readonly exited?: (code: number | null) => void;
  readonly machine?: Machine;
}

function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    root: process.getuid?.() === 0,
    exists: (path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** True when the program has started. It outlives this one, and Ctrl-C in the terminal does not reach it. */
function start(command: Command, env: Machine['env'], exited: (code: number | null) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command.file, command.args, { detached: true, stdio: 'ignore', env });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.once('exit', exited);
      resolve(true);
    });
    child.unref();
  });
}

/**
 * Shows the address in a window of its own where a browser of the Chromium family is found, else in the person's own
 * browser; 'none' where there is no display or nothing would start.
 */
export async function openInBrowser(url: string, options: OpenOptions = {}): Promise<'window' | 'browser' | 'none'> {
  const { exited = () => {}, machine = thisMachine() } = options;
  if (!hasDisplay(machine)) return 'none';
  const profile = mkdtempSync(join(tmpdir(), 'latent-lens-window-'));
  const forget = () => {
    try {
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // The browser's last process may still write to it; the system clears its temporary folder.
    }
  };
  const window = windowCommand(machine, url, profile);
  const ended = (code: number | null) => {
    forget();
    exited(code);
  };
  if (window && (await start(window, machine.env, ended))) return 'window';
  forget();
  return (await start(browserCommand(machine, url), machine.env, () => {})) ? 'browser' : 'none';
}
