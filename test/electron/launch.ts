import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchOptions, Shell } from './shell.ts';

export type Launch = (options: LaunchOptions) => Promise<Shell>;

/** Runs a deed in a shell of its own, over a data folder of its own, and clears both away. */
export async function within(launch: Launch, args: readonly string[], deed: (shell: Shell, dataFolder: string) => Promise<void>) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'latent-lens-electron-'));
  const shell = await launch({ dataFolder, args });
  try {
    await deed(shell, dataFolder);
  } finally {
    await shell.close();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Bridge {
  call(name: string, input: unknown): Promise<{ ok: boolean; value?: unknown; error?: { code: string; message: string } }>;
}

/** A call over the preload's bridge, past the renderer. */
export const call = (shell: Shell, name: string, input: unknown = {}) =>
  shell.page.evaluate(([n, i]) => (Reflect.get(globalThis, 'lens') as Bridge).call(n, i), [name, input] as [string, unknown]);

/** Chooses an item of the menu as a person would. */
export const choose = (shell: Shell, id: string) =>
  shell.evaluate(({ Menu }, item) => {
    const found = Menu.getApplicationMenu()?.getMenuItemById(item);
    if (!found) throw new Error(`There is no menu item '${item}'.`);
    found.click();
  }, id);
