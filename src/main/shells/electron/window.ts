import { BrowserWindow, nativeTheme } from 'electron';
import { home } from './address.ts';
import { guardContents } from './guard.ts';

/** The colours behind the page until it has painted. */
const background = { light: '#ffffff', dark: '#16181d' } as const;

/** The one window: a sandboxed page that reaches the application through the preload's bridge only. */
export function openWindow(preload: string, icon: string): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Latent Lens',
    width: 1360,
    height: 860,
    minWidth: 900,
    minHeight: 600,
    show: false,
    icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  guardContents(window.webContents);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(home);
  return window;
}
