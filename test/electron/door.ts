import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronBinary } from '../../src/main/electron-binary.ts';
import type { LensEvent, Result } from '../../src/shared/contract.ts';
import { createEventLog, type Door } from '../contract/door.ts';
import { launchDouble } from './double.ts';
import { launchReal } from './real.ts';

interface Bridge {
  call(name: string, input: unknown): Promise<Result<unknown>>;
  subscribe(listener: (event: LensEvent) => void): () => void;
}

/**
 * The contract over IPC, through the built main process and preload: in Electron where its binary is installed, over the
 * double elsewhere. The page is one of ours that has no scripts, so that nobody else calls meanwhile.
 */
export async function electronDoor(): Promise<Door> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'latent-lens-door-'));
  const shell = await (electronBinary() === null ? launchDouble : launchReal)({ dataFolder });
  const { page } = shell;
  await shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.loadURL('lens://app/quiet'));
  await page.waitForFunction(() => Reflect.has(globalThis, 'lens') && !Reflect.get(globalThis, 'document').scripts.length);
  const events = createEventLog();
  await page.exposeFunction('__heard', events.record);
  await page.evaluate(() => {
    const heard = Reflect.get(globalThis, '__heard') as (event: LensEvent) => void;
    (Reflect.get(globalThis, 'lens') as Bridge).subscribe((event) => heard(event));
  });
  return {
    call: (name, input) =>
      page.evaluate(([n, i]) => (Reflect.get(globalThis, 'lens') as Bridge).call(n, i), [name, input] as [string, unknown]),
    next: events.next,
    async close() {
      await shell.close();
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
