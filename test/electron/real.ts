import { resolve } from 'node:path';
import { _electron } from '@playwright/test';
import { electronBinary } from '../../src/main/electron-binary.ts';
import type { LaunchOptions, Shell } from './shell.ts';

const root = resolve(import.meta.dirname, '..', '..');

/** Starts the built application in Electron itself. */
export async function launchReal(options: LaunchOptions): Promise<Shell> {
  const executablePath = electronBinary();
  if (executablePath === null) throw new Error("Electron's binary is not installed.");
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = await _electron.launch({
    executablePath,
    cwd: root,
    args: [...sandbox, `--user-data-dir=${options.dataFolder}/window`, 'out/main/electron.js', ...(options.args ?? [])],
    env: { ...(process.env as Record<string, string>), LATENT_LENS_HOME: options.dataFolder },
  });
  const { promise: exited, resolve: settle } = Promise.withResolvers<number | null>();
  electron.process().once('exit', settle);
  return {
    kind: 'electron',
    page: await electron.firstWindow(),
    evaluate: (deed, argument) => electron.evaluate(deed as never, argument as never),
    exited,
    close: async () => {
      await electron.close().catch(() => {});
      await exited;
    },
  };
}
