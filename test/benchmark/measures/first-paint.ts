import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Line } from '../report.ts';
import { root, type Setting } from '../setting.ts';
import { inTurn } from '../statistics.ts';

/** Starts a browser, opens the address and answers when its first content has been painted. */
async function paint(executablePath: string, url: string): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    const page = await browser.newPage();
    await page.goto(url, { waitUntil: 'commit' });
    await page.evaluate(
      () =>
        new Promise<void>((painted) => {
          new PerformanceObserver((seen) => {
            if (seen.getEntriesByName('first-contentful-paint').length > 0) painted();
          }).observe({ type: 'paint', buffered: true } as never);
        }),
    );
  } finally {
    void browser.close();
  }
}

/** From `npm start`, installed and built, to the first content of the window. */
async function ours(executablePath: string, home: string): Promise<number> {
  const since = performance.now();
  const npm = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, LATENT_LENS_HOME: home, DISPLAY: '', WAYLAND_DISPLAY: '' },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  try {
    const url = await new Promise<string>((found, fail) => {
      let text = '';
      npm.stdout.setEncoding('utf8').on('data', (more: string) => {
        text += more;
        const match = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(text);
        if (match) found(match[0]);
      });
      npm.on('close', (code) => fail(new Error(`npm start ended with ${code}: ${text}`)));
    });
    await paint(executablePath, url);
    return (performance.now() - since) / 1000;
  } finally {
    const gone = new Promise((end) => npm.on('close', end));
    if (npm.pid) process.kill(-npm.pid, 'SIGINT');
    await gone;
  }
}

async function emptyPage(executablePath: string): Promise<number> {
  const server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<!doctype html><p>.</p>'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    const since = performance.now();
    await paint(executablePath, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return (performance.now() - since) / 1000;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** `npm start` to the first paint of the browser shell's window, against an empty page in the same browser; both start the browser. */
export async function firstPaint({ runs, folder, chromium: executable }: Setting): Promise<Line[]> {
  if (!executable) {
    process.stderr.write('No browser of the Chromium family was found, so the first paint is not measured.\n');
    return [];
  }
  const home = await mkdtemp(join(folder, 'paint-'));
  // What is not up to date is set up and built here, before anything is measured.
  await ours(executable, home);
  const values = await inTurn(runs, { ours: () => ours(executable, home), empty: () => emptyPage(executable) });
  await rm(home, { recursive: true, force: true });
  return [
    {
      what: '`npm start` to first paint (browser shell)',
      unit: 's',
      ours: values.ours,
      against: 'an empty page in the same browser',
      theirs: values.empty,
    },
  ];
}
