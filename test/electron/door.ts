import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
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
  await page.evaluate(listenInPage);
  void hear(page, events.record);
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

/** Runs in the page: keeps events until they are asked for. */
function listenInPage(): void {
  let heard: LensEvent[] = [];
  let asked: (() => void) | null = null;
  (Reflect.get(globalThis, 'lens') as Bridge).subscribe((event) => {
    heard.push(event);
    asked?.();
  });
  Reflect.set(globalThis, '__heard', async () => {
    if (heard.length === 0) await new Promise<void>((resolve) => (asked = resolve));
    const all = heard;
    heard = [];
    asked = null;
    return all;
  });
}

/** Asks the page for its events again and again, until it is gone. (A binding would be the double's own channel.) */
async function hear(page: Page, record: (event: LensEvent) => void): Promise<void> {
  for (;;) {
    const heard = await page
      .evaluate(() => (Reflect.get(globalThis, '__heard') as () => Promise<LensEvent[]>)())
      .catch(() => null);
    if (heard === null) return;
    heard.forEach(record);
  }
}
