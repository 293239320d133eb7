import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import type { FromDouble, ToDouble } from './double/remote.ts';
import type { LaunchOptions, Shell } from './shell.ts';

const root = resolve(import.meta.dirname, '..', '..');

/**
 * Starts the built main process under Node with a stand-in for the `electron` module, whose window is a page in Chromium.
 * It proves wiring only: there is no isolated world, no real sandbox, no native dialog.
 */
export async function launchDouble(options: LaunchOptions): Promise<Shell> {
  const profile = mkdtempSync(join(tmpdir(), 'latent-lens-double-'));
  const script = (name: string) => join(root, 'test', 'electron', 'double', name);
  const child = spawn(
    process.execPath,
    ['--import', script('register.ts'), join(root, 'out', 'main', 'electron.js'), ...(options.args ?? [])],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        LATENT_LENS_HOME: options.dataFolder,
        LENS_DOUBLE_PROFILE: profile,
      },
    },
  );
  const exited = new Promise<number | null>((settle) => child.once('exit', settle));
  const waiting = new Map<number, (answer: Extract<FromDouble, { kind: 'answer' }>) => void>();
  let lastId = 0;

  const port = await new Promise<number>((settle, fail) => {
    child.on('message', (message: FromDouble) => {
      if (message.kind === 'window') settle(message.port);
      else waiting.get(message.id)?.(message);
    });
    void exited.then((code) => fail(new Error(`The double ended with ${code} before there was a window.`)));
  });

  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser.contexts()[0]?.pages()[0] as Page;

  const evaluate: Shell['evaluate'] = (deed, argument) =>
    new Promise((settle, fail) => {
      const id = ++lastId;
      waiting.set(id, (answer) => {
        waiting.delete(id);
        if (answer.error === undefined) settle(answer.value as never);
        else fail(new Error(answer.error));
      });
      void exited.then(() => fail(new Error('The double has ended.')));
      child.send({ id, deed: String(deed), argument } satisfies ToDouble);
    });

  return {
    kind: 'double',
    page,
    evaluate,
    exited,
    async close() {
      if (child.exitCode === null && child.signalCode === null) {
        await evaluate(({ app }) => app.quit()).catch(() => {});
        await exited;
      }
      await browser.close().catch(() => {});
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
