import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';

const root = resolve(import.meta.dirname, '..', '..');

/** The built application behind its browser shell, as a person starts it: its own data folder, its own process. */
export interface Application {
  readonly url: string;
  readonly dataFolder: string;
  /** Ends the process at once, as a power cut would. */
  kill(): Promise<void>;
  /** A new process over the same data folder. */
  restart(): Promise<void>;
}

const printed = (child: ChildProcess, pattern: RegExp): Promise<string> =>
  new Promise((found, fail) => {
    let text = '';
    const hear = (bytes: Buffer) => {
      text += bytes;
      const match = pattern.exec(text);
      if (match) found(match[0]);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => fail(new Error(`The application ended with ${code}: ${text}`)));
  });

async function launch(dataFolder: string) {
  const child = spawn(process.execPath, [join(root, 'scripts', 'latent-lens.mjs'), 'serve', '--no-open'], {
    cwd: dataFolder,
    env: { ...process.env, LATENT_LENS_HOME: join(dataFolder, 'home') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const url = await printed(child, /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/);
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { url, kill };
}

/** What the browser says when the process behind the page is killed, as some tests do: before, or in the middle of an answer. */
const cutOff =
  /net::ERR_(CONNECTION_(REFUSED|RESET|CLOSED)|SOCKET_NOT_CONNECTED|EMPTY_RESPONSE|CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING)/;

export const test = base.extend<{ application: Application; lens: Page }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  application: async ({}, use) => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'latent-lens-e2e-'));
    let running = await launch(dataFolder);
    await use({
      get url() {
        return running.url;
      },
      dataFolder,
      kill: () => running.kill(),
      restart: async () => {
        await running.kill();
        running = await launch(dataFolder);
      },
    });
    await running.kill();
    rmSync(dataFolder, { recursive: true, force: true });
  },
  /** The page with the application open; an error of the page's scripts or of its security policy fails the test. */
  lens: async ({ page, application }, use) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && !cutOff.test(message.text()) && faults.push(message.text()));
    await page.goto(application.url);
    // What is pressed before the first look at the project is through would be taken back by it.
    await expect(heading(page, 'Latent Lens')).toBeVisible();
    await use(page);
    expect(faults).toEqual([]);
  },
});

export { expect };

/** Drops a file on the window, as a person does with the mouse. */
export async function drop(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  const bytes = [...(typeof content === 'string' ? new TextEncoder().encode(content) : content)];
  // As text, because these tests know no DOM.
  const dataTransfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(${JSON.stringify(bytes)})], ${JSON.stringify(name)}));
    return transfer;
  })()`);
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', type, { dataTransfer });
}

export const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

/** Errors and notices, as the application tells them. */
export const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });

/** A project in the list of recent ones. */
export const recent = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Recent projects' }).getByRole('button', { name }).first();

/** The line that says which candidate is shown. */
export const shown = (page: Page) => page.getByText(/^Shown: K = /);

/** All that is shown is in the project file. */
export const saved = (page: Page) => page.getByRole('contentinfo').getByText('saved', { exact: true });

/** A search over all K of the form takes seconds, on a machine with much else to do minutes. */
const patience = { timeout: 180_000 };

export const fitButton = (page: Page) => page.getByRole('button', { name: 'Fit', exact: true });

/** The components of the candidate shown, and what is known of it, are there as the fit left them. */
export async function settledFit(page: Page): Promise<void> {
  await expect(fitButton(page)).toBeEnabled(patience);
  await expect(page.getByRole('region', { name: /^Components:/ })).toHaveAttribute('aria-busy', 'false');
}

/** Presses Fit, which cannot be pressed again before the fit has ended, and waits for that. */
export async function pressFit(page: Page): Promise<void> {
  await fitButton(page).click();
  await expect(fitButton(page)).toBeEnabled(patience);
}

/** Chooses one of several by its label, as a person clicks it. */
export async function choose(page: Page, name: string | RegExp): Promise<void> {
  const radio = page.getByRole('radio', { name, exact: true });
  await page.locator('label').filter({ has: radio }).click();
  await expect(radio).toBeChecked();
}

/** Reads a sample by its card's title; Old Faithful is fitted at once. */
export async function openSample(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${title}`) }).click();
}

/** Old Faithful from the empty start to its fitted mixture. */
export async function fitOldFaithful(page: Page): Promise<void> {
  await openSample(page, 'Old Faithful');
  await settledFit(page);
  await expect(shown(page)).toContainText('K = 3, EEE');
}
