import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../../../../src/main/shells/browser/serve.ts';
import { chromiumOptions } from '../../../electron/chromium.ts';
import { type FakeApp, fakeApp, type House, makeHouse } from './fake-app.ts';

/** The rules as a browser understands them: what our page can do, and what a page of another port cannot. */

const ourPage = `<!doctype html><title>ours</title>
<style>body { color: rgb(1, 2, 3) }</style>
<script>window.inline = true</script>
<script src="/ours.js"></script>`;

const ourScript = `
window.own = true;
try { eval('window.evaluated = true'); } catch {}
window.wasm = WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)).then(() => true, () => false);`;

/** Tries to speak over a WebSocket; tells how that went. */
const tryContract = (address: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = new WebSocket(address);
    socket.onopen = () => {
      socket.close();
      resolve('open');
    };
    socket.onerror = () => resolve('refused');
  });

let house: House;
let app: FakeApp;
let served: Served;
let browser: Browser;
let context: BrowserContext;
let foreign: Server;
const cookiesSeen: string[] = [];
const ours = () => `127.0.0.1:${served.port}`;
const foreignAddress = () => `http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`;

beforeAll(async () => {
  house = makeHouse();
  writeFileSync(join(house.renderer, 'index.html'), ourPage);
  writeFileSync(join(house.renderer, 'ours.js'), ourScript);
  app = fakeApp(house.folders);
  served = await serve(app, { port: 0, rendererFolder: house.renderer });
  foreign = createServer((request, response) => {
    cookiesSeen.push(request.headers.cookie ?? '');
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>foreign</title>');
  });
  foreign.listen(0, '127.0.0.1');
  await once(foreign, 'listening');
  browser = await chromium.launch(chromiumOptions());
  context = await browser.newContext();
});
afterAll(async () => {
  await browser?.close();
  foreign?.close();
  await served?.close();
  house.remove();
});

describe('in a browser', () => {
  it('our page runs its own scripts and nothing inline, isolated, and reaches the contract', async () => {
    const page = await context.newPage();
    await page.goto(served.url);
    expect(page.url()).toBe(`http://${ours()}/`);
    const seen = await page.evaluate(async () => ({
      own: Reflect.get(globalThis, 'own'),
      inline: Reflect.get(globalThis, 'inline'),
      evaluated: Reflect.get(globalThis, 'evaluated'),
      wasm: await Reflect.get(globalThis, 'wasm'),
      isolated: Reflect.get(globalThis, 'crossOriginIsolated'),
    }));
    expect(seen).toEqual({ own: true, inline: undefined, evaluated: undefined, wasm: true, isolated: true });
    expect(await page.locator('body').evaluate((body) => body.ownerDocument.defaultView?.getComputedStyle(body).color)).not.toBe(
      'rgb(1, 2, 3)',
    );
    expect(await page.evaluate(tryContract, `ws://${ours()}/contract`)).toBe('open');
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  });

  it('a page of another port has our cookie and gets nothing by it', async () => {
    const page = await context.newPage();
    await page.goto(foreignAddress());
    // The danger is real: the browser hands the cookie to any port of this host.
    expect(cookiesSeen.some((cookie) => cookie.includes(String(served.port)))).toBe(true);

    expect(await page.evaluate(tryContract, `ws://${ours()}/contract`)).toBe('refused');
    const uploaded = await page.evaluate(
      (url) =>
        fetch(url, { method: 'POST', body: 'foreign', mode: 'no-cors', credentials: 'include' }).then(
          () => 'sent',
          () => 'failed',
        ),
      `http://${ours()}/upload?name=a.csv`,
    );
    expect(['sent', 'failed']).toContain(uploaded);
    expect(readdirSync(house.folders.inbox)).toEqual([]);

    const read = await page.evaluate(
      (url) =>
        fetch(url, { credentials: 'include' }).then(
          (response) => response.text(),
          () => 'refused',
        ),
      `http://${ours()}/`,
    );
    expect(read).toBe('refused');
    const script = page.addScriptTag({ url: `http://${ours()}/ours.js` });
    await expect(script).rejects.toThrow('Failed to load script');
    await page.setContent(`<iframe src="http://${ours()}/"></iframe>`);
    await expect.poll(() => page.frames().length).toBe(2);
    await expect.poll(() => page.frames()[1]!.url()).toMatch(/^chrome-error:/);
    expect(app.listeners.size).toBeLessThanOrEqual(1);
  });

  it('a name that points here is refused', async () => {
    const rebound = await chromium.launch({
      ...chromiumOptions(),
      args: [...chromiumOptions().args, '--host-resolver-rules=MAP rebound.example 127.0.0.1'],
    });
    const page = await rebound.newPage();
    const { search } = new URL(served.url);
    const response = await page.goto(`http://rebound.example:${served.port}/${search}`);
    expect(response!.status()).toBe(403);
    await rebound.close();
  });
});
