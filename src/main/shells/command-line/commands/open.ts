import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { electronBinary } from '../../../electron-binary.ts';
import type { Console } from '../console.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { places } from '../places.ts';
import { requireFile, serve } from './serve.ts';

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/** Why the window is not Electron's, in one line; null when it can be. */
const whyNoElectron = (binary: string | null): string | null => {
  if (!binary) return "Electron's binary is not installed, so Latent Lens opens in the browser.";
  return hasDisplay() ? null : 'There is no display for the Electron window, so Latent Lens is served to a browser.';
};

/** The Electron window as a process of its own; answers with its exit code when it is closed. */
function openElectron(binary: string, file: string | undefined): Promise<number> {
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const interrupt = listenForInterrupt();
  const window = spawn(binary, [...sandbox, places().electronMain, ...(file === undefined ? [] : [resolve(file)])], {
    stdio: 'inherit',
  });
  interrupt.signal.addEventListener('abort', () => window.kill('SIGTERM'));
  return new Promise((answer, fail) => {
    window.on('error', fail);
    window.on('close', (code) => {
      interrupt.dispose();
      answer(interrupt.code() ?? code ?? 1);
    });
  });
}

/** The window: Electron where its binary is, otherwise the browser. */
export async function open(file: string | undefined, console: Console): Promise<number> {
  requireFile(file);
  const binary = electronBinary();
  const why = whyNoElectron(binary);
  if (binary && !why) return openElectron(binary, file);
  console.err.write(`${why}\n`);
  return serve(file, { port: 0, open: true }, console);
}
