import { availableParallelism, homedir } from 'node:os';
import { app, type BrowserWindow, protocol, session } from 'electron';
import { type App, createApp } from '../../app.ts';
import { dataFolder } from '../../data-folder.ts';
import { scheme } from './address.ts';
import { serveAssets } from './assets.ts';
import { showError } from './dialogs.ts';
import { documentIn, openDocument } from './documents.ts';
import { guardSession } from './guard.ts';
import { connect, followTheme } from './ipc.ts';
import { keepMenu } from './keep-menu.ts';
import { places } from './places.ts';
import { openWindow } from './window.ts';

/** How long quitting waits for the application to close, milliseconds. The project file is sound without it, too. */
const patience = 10_000;

/** Runs the application in a window until it is quit. `built` is the folder of the built main process. */
export function start(built: string): void {
  const where = places(built);
  let lens: App | null = null;
  let window: BrowserWindow | null = null;
  /** A file to open as soon as there is a window to show it in. */
  let waiting = documentIn(process.argv, process.cwd(), app.isPackaged);

  const open = async (path: string) => {
    show();
    if (lens === null || window === null || window.webContents.isLoading()) {
      waiting = path;
      return;
    }
    const error = await openDocument(lens, path);
    if (error) await showError(window, error);
  };

  const show = () => {
    if (lens === null || window !== null) return;
    window = openWindow(where.preload, where.icon);
    window.on('closed', () => {
      window = null;
    });
    window.webContents.on('did-finish-load', () => {
      const path = waiting;
      waiting = null;
      if (path !== null) void open(path);
    });
  };

  app.on('open-file', (event, path) => {
    event.preventDefault();
    void open(path);
  });
  app.on('second-instance', (_event, argv, folder) => {
    show();
    if (window?.isMinimized()) window.restore();
    window?.focus();
    const path = documentIn(argv, folder, app.isPackaged);
    if (path !== null) void open(path);
  });
  app.on('activate', show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    if (lens === null) return;
    event.preventDefault();
    const closing = lens.close();
    lens = null;
    const late = new Promise((resolve) => setTimeout(resolve, patience));
    void Promise.race([closing, late])
      .catch((thrown: unknown) => console.error(thrown))
      .then(() => app.exit());
  });

  void app.whenReady().then(async () => {
    guardSession(session.defaultSession);
    protocol.handle(scheme, serveAssets(where.renderer));
    lens = createApp({
      dataFolder: dataFolder(process.env, process.platform, homedir()),
      samplesFolder: where.samples,
      version: where.version,
      threads: availableParallelism(),
      worker: where.worker,
      memory: false,
    });
    connect(lens, () => window);
    await followTheme(lens);
    keepMenu(lens, { window: () => window, open, version: where.version });
    show();
  });
}
