import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { chromiumOptions } from '../chromium.ts';
import { app } from './app.ts';

/**
 * Chromium knows no schemes of ours: `lens://app/x` is `https://app.lens.double.test/x` to it, answered by the handler that
 * the main process registered. Nothing goes to a network.
 */
const suffix = '.double.test';

export const outward = (url: string) =>
  url.replace(/^([a-z]+):\/\/([^/]*)/, (whole, scheme: string, host: string) =>
    protocolHandlers.has(scheme) ? `https://${host}.${scheme}${suffix}` : whole,
  );

export function inward(url: string): string {
  const { hostname, pathname, search, hash } = new URL(url);
  if (!hostname.endsWith(suffix)) return url;
  const parts = hostname.slice(0, -suffix.length).split('.');
  return `${parts.at(-1)}://${parts.slice(0, -1).join('.')}${pathname}${search}${hash}`;
}

const protocolHandlers = new Map<string, (request: Request) => Promise<Response>>();
export const protocol = {
  registerSchemesAsPrivileged(): void {},
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    protocolHandlers.set(scheme, handler);
  },
};

type Answer = (granted: boolean) => void;
type RequestHandler = (contents: unknown, permission: string, answer: Answer) => void;
let requestHandler: RequestHandler | null = null;
export const session = {
  defaultSession: {
    setPermissionRequestHandler(handler: RequestHandler): void {
      requestHandler = handler;
    },
    setPermissionCheckHandler(): void {},
    setDevicePermissionHandler(): void {},
  },
};

/** Electron grants what nobody refuses. */
export async function grantPermissions(context: BrowserContext): Promise<void> {
  const permission = 'geolocation';
  const granted = await new Promise<boolean>((answer) =>
    requestHandler ? requestHandler(null, permission, answer) : answer(true),
  );
  if (granted) await context.grantPermissions([permission]);
}

/** The answer of the main process to a request of a page, or null when the address is none of its schemes. */
export async function answer(url: string, method: string): Promise<Response | null> {
  const ours = inward(url);
  const handler = protocolHandlers.get(new URL(ours).protocol.slice(0, -1));
  return handler ? handler(new Request(ours, { method })) : null;
}

let running: BrowserContext | null = null;
const profile = () => join(app.getPath(), 'chromium');

export function browser(): BrowserContext {
  if (running === null) throw new Error('A window before the app is ready.');
  return running;
}

/** Where a test reaches the same browser. */
export function debuggingPort(): number {
  return Number(readFileSync(join(profile(), 'DevToolsActivePort'), 'utf8').split('\n')[0]);
}

app.launch = async () => {
  const { args, ...options } = chromiumOptions();
  running = await chromium.launchPersistentContext(profile(), { ...options, args: [...args, '--remote-debugging-port=0'] });
};
app.closeBrowser = async () => {
  await running?.close();
};
