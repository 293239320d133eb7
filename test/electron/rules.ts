import { cpSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { call, choose, type Launch, within } from './launch.ts';

const samples = resolve(import.meta.dirname, '..', '..', 'resources', 'samples');

/** What holds for the window, whichever Electron it runs in. */
export function windowRules(launch: Launch): void {
  test('the window shows the application, and the menu steers it', async () => {
    await within(launch, [], async (shell) => {
      const { page } = shell;
      await expect(page).toHaveTitle(/Latent Lens/);
      await choose(shell, 'sample.old-faithful');
      await expect.poll(async () => projectOf(await call(shell, 'project.read')).rows).toBe(272);
      await choose(shell, 'view.data');
      await expect(page.getByText('272').first()).toBeVisible();
    });
  });

  test('a table is opened through the menu and the native dialog', async () => {
    await within(launch, [], async (shell) => {
      const path = join(samples, 'iris.csv');
      await shell.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [chosen] })) as never;
      }, path);
      await choose(shell, 'table.open');
      await expect.poll(async () => projectOf(await call(shell, 'project.read')).rows).toBe(150);
    });
  });

  test('a file named on the command line is opened, and so is one from a second start', async () => {
    await within(launch, [join(samples, 'wine.csv')], async (shell, folder) => {
      await expect.poll(async () => projectOf(await call(shell, 'project.read')).rows).toBe(178);
      cpSync(join(samples, 'iris.csv'), join(folder, 'second.csv'));
      await shell.evaluate(({ app }, cwd) => {
        app.emit('second-instance', {}, ['electron', 'out/main/electron.js', 'second.csv'], cwd);
      }, folder);
      await expect.poll(async () => projectOf(await call(shell, 'project.read')).rows).toBe(150);
    });
  });

  test('a file that cannot be opened is named in a message', async () => {
    await within(launch, [], async (shell, folder) => {
      await shell.evaluate(({ app, dialog }, cwd) => {
        const shown: unknown[] = [];
        Reflect.set(globalThis, 'shown', shown);
        dialog.showMessageBox = (async (_window: unknown, options: unknown) => {
          shown.push(options);
          return { response: 0 };
        }) as never;
        app.emit('second-instance', {}, ['electron', 'out/main/electron.js', 'none.lens'], cwd);
      }, folder);
      const shown = () => shell.evaluate(() => Reflect.get(globalThis, 'shown') as { message: string; detail: string }[]);
      await expect.poll(async () => (await shown())[0]?.message).toContain('none.lens');
    });
  });

  test('recent projects are in the menu and open from there', async () => {
    await within(launch, [join(samples, 'wine.csv')], async (shell) => {
      await expect.poll(async () => projectOf(await call(shell, 'project.read')).rows).toBe(178);
      const { path } = projectOf(await call(shell, 'project.read'));
      await choose(shell, 'project.close');
      await expect.poll(async () => projectOf(await call(shell, 'project.read')).rows).toBe(0);
      await choose(shell, `recent:${path}`);
      await expect.poll(async () => projectOf(await call(shell, 'project.read')).rows).toBe(178);
    });
  });

  test('columns arrive as typed arrays of the same values', async () => {
    await within(launch, [join(samples, 'old-faithful.csv')], async (shell) => {
      await expect.poll(async () => projectOf(await call(shell, 'project.read')).rows).toBe(272);
      const columns = projectOf(await call(shell, 'project.read')).columns;
      const answer = await call(shell, 'dataset.cells', { columns: columns.slice(0, 1) });
      const [cells] = (answer.value as { cells: { values: Float64Array }[] }).cells;
      expect(cells?.values).toBeInstanceOf(Float64Array);
      expect(cells?.values.slice(0, 2)).toEqual(new Float64Array([3.6, 1.8]));
    });
  });

  test('the page is isolated from Node: context isolation and sandbox on, Node off', async () => {
    await within(launch, [], async (shell) => {
      const preferences = await shell.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents as { getLastWebPreferences?(): object } | undefined;
        return contents?.getLastWebPreferences?.() as Record<string, unknown>;
      });
      expect(preferences).toMatchObject({
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
      });
      const found = await shell.page.evaluate(() =>
        ['require', 'process', 'Buffer', 'module'].filter((name) => name in globalThis),
      );
      expect(found).toEqual([]);
      const bridge = await shell.page.evaluate(() => Object.keys(Reflect.get(globalThis, 'lens') as object).sort());
      expect(bridge).toEqual(['call', 'chooseOpen', 'chooseSave', 'onCommand', 'pathForFile', 'platform', 'subscribe']);
    });
  });

  test('the page runs no code from text and loads nothing from elsewhere', async () => {
    await within(launch, [], async (shell) => {
      const { page } = shell;
      const header = (name: string) => page.evaluate<string | null>(`fetch(location.href).then((a) => a.headers.get('${name}'))`);
      const policy = (await header('content-security-policy')) ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe-(inline|eval)/);
      const ran = await page.evaluate<string[]>(`(() => {
        const script = document.createElement('script');
        script.textContent = 'globalThis.inlineRan = true';
        document.head.append(script);
        const button = document.createElement('button');
        button.setAttribute('onclick', 'globalThis.handlerRan = true');
        button.click();
        return ['inlineRan', 'handlerRan'].filter((name) => name in globalThis);
      })()`);
      expect(ran).toEqual([]);
      const fetched = await page.evaluate(() =>
        fetch('https://elsewhere.example/').then(
          () => 'fetched',
          () => 'refused',
        ),
      );
      expect(fetched).toBe('refused');
      expect(await header('cross-origin-opener-policy')).toBe('same-origin');
      expect(await header('cross-origin-embedder-policy')).toBe('require-corp');
      // Some versions of Electron do not isolate a scheme of one's own in spite of these headers; nothing here depends on it.
      if (shell.kind === 'double') expect(await page.evaluate('crossOriginIsolated')).toBe(true);
    });
  });

  test('the window goes nowhere else', async () => {
    await within(launch, [], async (shell) => {
      const { page } = shell;
      const before = page.url();
      await page.evaluate(`void (location.href = 'https://elsewhere.example/')`);
      // Answered by the page that is still there.
      expect((await call(shell, 'app.about')).ok).toBe(true);
      await page.evaluate(() => new Promise((settle) => setTimeout(settle, 500)));
      expect(page.url()).toBe(before);
      await expect(page).toHaveTitle(/Latent Lens/);
    });
  });

  test('the window opens no other', async () => {
    await within(launch, [], async (shell) => {
      expect(await shell.page.evaluate(`window.open('https://elsewhere.example/') === null`)).toBe(true);
      expect((await call(shell, 'app.about')).ok).toBe(true);
      expect(await shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    });
  });

  test('nothing is permitted that a page may ask for', async () => {
    await within(launch, [], async (shell) => {
      const state = await shell.page.evaluate<string>(
        `navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)`,
      );
      expect(state).not.toBe('granted');
    });
  });

  test('a page that is not ours is refused, even in our window', async () => {
    await within(launch, [], async (shell) => {
      await shell.evaluate(({ dialog }) => {
        dialog.showSaveDialog = (async () => ({ canceled: false, filePath: '/somewhere.csv' })) as never;
      });
      expect((await call(shell, 'app.about')).ok).toBe(true);
      expect(await chooseSave(shell.page)).toBe('/somewhere.csv');
      await shell.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.loadURL('data:text/html,<title>Not ours</title>'),
      );
      await expect(shell.page).toHaveTitle('Not ours');
      const answer = await call(shell, 'app.about');
      expect(answer.ok).toBe(false);
      expect(answer.error?.message).toContain('may not speak');
      expect(await chooseSave(shell.page)).toBeNull();
    });
  });

  test('closing the window closes the application, with the project sound on the disk', async () => {
    await within(launch, [join(samples, 'iris.csv')], async (shell) => {
      await expect.poll(async () => projectOf(await call(shell, 'project.read')).rows).toBe(150);
      const { path } = projectOf(await call(shell, 'project.read'));
      await shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
      expect(await shell.exited).toBe(0);
      expect(existsSync(path ?? '')).toBe(true);
      // A project that was closed in order has no write-ahead log beside it.
      expect(existsSync(`${path}-wal`)).toBe(false);
    });
  });
}

const chooseSave = (page: Page) =>
  page.evaluate(() =>
    (Reflect.get(globalThis, 'lens') as { chooseSave(name: string): Promise<string | null> }).chooseSave('x.csv'),
  );

function projectOf(answer: { value?: unknown }): { path: string | null; rows: number; columns: string[] } {
  const project = answer.value as { path: string | null; dataset: { rows: number; columns: { name: string }[] } | null };
  return {
    path: project.path,
    rows: project.dataset?.rows ?? 0,
    columns: project.dataset?.columns.map(({ name }) => name) ?? [],
  };
}
