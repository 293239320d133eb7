/** The stand-in for the `electron` module: as much of it as the shell uses, over Playwright's Chromium. */
export { app } from './app.ts';
export { debuggingPort, protocol, session } from './chromium.ts';
export { dialog, Menu, nativeTheme, shell } from './desktop.ts';
export { ipcMain } from './ipc.ts';
export { BrowserWindow } from './window.ts';
