import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { LensError, toErrorValue } from '../../../../shared/errors.ts';
import { openInBrowser } from '../../browser/open.ts';
import { serve as serveBrowser } from '../../browser/serve.ts';
import { readTable } from '../client.ts';
import type { Console } from '../console.ts';
import { errorLine } from '../exit-code.ts';
import { places } from '../places.ts';
import { type Running, withApp } from '../with-app.ts';

export interface ServeFlags {
  readonly port: number;
  readonly open: boolean;
}

export function requireFile(file: string | undefined): void {
  if (file !== undefined && !existsSync(file))
    throw new LensError('missing', `There is no file ${file}.`, 'Check the path; `latent-lens --help` lists the commands.');
}

function requireRenderer(folder: string): void {
  if (!existsSync(folder))
    throw new LensError('missing', `The window's files are not built (${folder}).`, 'Run `npm run build` first.');
}

/** A project is open before the first page asks; a table is read while the window opens, and the window shows how it goes. */
async function openFile({ client, signal }: Running, file: string, console: Console): Promise<void> {
  const path = resolve(file);
  if (path.toLowerCase().endsWith('.lens')) {
    await client.call('project.open', { path });
    return;
  }
  readTable(client, path, {}).catch((thrown: unknown) => {
    if (!signal.aborted) console.err.write(errorLine(toErrorValue(thrown)));
  });
}

const whenAborted = (signal: AbortSignal): Promise<void> =>
  signal.aborted ? Promise.resolve() : new Promise((end) => signal.addEventListener('abort', () => end(), { once: true }));

const forever = new Promise<never>(() => {});

/** Ends when the person closes the application's own window. A window that fails leaves the address to be opened by hand. */
async function showWindow(url: string, console: Console): Promise<void> {
  const { promise: closed, resolve: close } = Promise.withResolvers<void>();
  const opened = await openInBrowser(url, {
    exited: (code) => {
      if (code === 0) close();
      else console.err.write('The window ended by itself; the address above is still served.\n');
    },
  });
  if (opened === 'none') console.out.write('There is no display here; open the address in a browser.\n');
  await closed;
}

/** Serves the application to this machine's browsers until Ctrl-C, or until its own window is closed. */
export function serve(file: string | undefined, flags: ServeFlags, console: Console): Promise<number> {
  requireFile(file);
  const { renderer: rendererFolder } = places();
  requireRenderer(rendererFolder);
  return withApp({ memory: false }, console, async (running) => {
    if (file !== undefined) await openFile(running, file, console);
    const served = await serveBrowser(running.app, { port: flags.port, rendererFolder });
    try {
      console.out.write(`Latent Lens is at ${served.url} (Ctrl-C ends it)\n`);
      await Promise.race([whenAborted(running.signal), flags.open ? showWindow(served.url, console) : forever]);
      return 0;
    } finally {
      await served.close();
    }
  });
}
