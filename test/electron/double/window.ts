import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Frame, Page, Route } from '@playwright/test';
import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import { app, forbiddable } from './app.ts';
import { answer, browser, grantPermissions, inward, outward } from './chromium.ts';
import { crossed, invoke } from './ipc.ts';
import { runtime } from './runtime.ts';

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

class WebContents extends EventEmitter {
  readonly mainFrame = { url: '' };
  readonly #preferences: WebPreferences;
  openHandler: OpenHandler = () => ({ action: 'allow' });
  page: Page | null = null;
  loading = false;

  constructor(preferences: WebPreferences) {
    super();
    this.#preferences = preferences;
  }
  getLastWebPreferences(): WebPreferences {
    return this.#preferences;
  }
  getURL(): string {
    return this.mainFrame.url;
  }
  isLoading(): boolean {
    return this.loading;
  }
  isDestroyed(): boolean {
    return this.page?.isClosed() ?? true;
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
  send(channel: string, ...args: unknown[]): void {
    const message = [channel, crossed(args)] as const;
    // A page that is just going elsewhere hears nothing, as in Electron.
    void this.page
      ?.evaluate(([name, values]) => Reflect.get(globalThis, '__electronDeliver')?.(name, values), message)
      .catch(() => {});
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly #all = new Set<BrowserWindow>();
  readonly webContents: WebContents;
  readonly #options: BrowserWindowConstructorOptions;
  #expected = '';
  #visible = false;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.#options = options;
    this.#visible = options.show !== false;
    this.webContents = new WebContents(options.webPreferences ?? {});
    BrowserWindow.#all.add(this);
  }
  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.#all];
  }
  isMinimized(): boolean {
    return false;
  }
  isVisible(): boolean {
    return this.#visible;
  }
  restore(): void {}
  focus(): void {}
  show(): void {
    this.#visible = true;
  }
  close(): void {
    void this.webContents.page?.close();
  }

  async loadURL(url: string): Promise<void> {
    const contents = this.webContents;
    contents.loading = true;
    contents.page ??= await this.#openPage();
    this.#expected = outward(url);
    await contents.page.goto(this.#expected, { waitUntil: 'load' });
    contents.loading = false;
    contents.emit('did-finish-load');
    this.emit('ready-to-show');
    app.emit('browser-window-loaded');
  }

  async #openPage(): Promise<Page> {
    const context = browser();
    const contents = this.webContents;
    const blank = context.pages().find((page) => page.url() === 'about:blank' && !BrowserWindow.#shows(page));
    const page = blank ?? (await context.newPage());
    await page.setViewportSize({ width: this.#options.width ?? 800, height: this.#options.height ?? 600 });
    await grantPermissions(context);
    await page.exposeBinding('__electronInvoke', ({ frame }, channel: string, args: unknown[]) => {
      const senderFrame = frame === page.mainFrame() ? contents.mainFrame : { url: inward(frame.url()) };
      return invoke({ sender: contents, senderFrame }, channel, args);
    });
    await page.exposeBinding('__electronOpen', async (_source, url: string) => {
      if (contents.openHandler({ url }).action === 'allow') await new BrowserWindow({}).loadURL(url);
    });
    const { preload } = contents.getLastWebPreferences();
    if (preload) await page.addInitScript({ content: runtime(readFileSync(preload, 'utf8'), process.platform) });
    await page.route('**', (route) => this.#answer(page, route));
    page.on('framenavigated', (frame: Frame) => {
      if (frame === page.mainFrame()) contents.mainFrame.url = inward(frame.url());
    });
    page.on('popup', (popup) => void popup.close());
    page.on('close', () => {
      BrowserWindow.#all.delete(this);
      this.emit('closed');
      if (BrowserWindow.#all.size === 0) app.emit('window-all-closed');
    });
    return page;
  }

  static #shows(page: Page): boolean {
    return BrowserWindow.getAllWindows().some((window) => window.webContents.page === page);
  }

  async #answer(page: Page, route: Route): Promise<void> {
    const request = route.request();
    const url = request.url();
    if (request.isNavigationRequest() && !this.#mayGo(page, request.frame(), url)) return route.abort('aborted');
    const response = await answer(url, request.method());
    // There is no network: whatever lies elsewhere is an empty page.
    if (response === null) return route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>' });
    const body = Buffer.from(await response.arrayBuffer());
    return route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body });
  }

  /** Asks as Electron does: not when the main process loads an address, and not on a reload. */
  #mayGo(page: Page, frame: Frame, url: string): boolean {
    const isMainFrame = frame === page.mainFrame();
    if (isMainFrame && (url === this.#expected || url === page.url())) return true;
    const event = { ...forbiddable(), url: inward(url), isMainFrame };
    event.preventDefault = () => {
      event.defaultPrevented = true;
    };
    this.webContents.emit('will-frame-navigate', event);
    if (isMainFrame) this.webContents.emit('will-navigate', event, event.url);
    return !event.defaultPrevented;
  }
}

app.closeWindows = async () => {
  for (const window of BrowserWindow.getAllWindows()) await window.webContents.page?.close();
};
