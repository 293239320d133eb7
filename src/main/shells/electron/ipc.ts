import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain, nativeTheme } from 'electron';
import type { Result } from '../../../shared/contract.ts';
import { toErrorValue } from '../../../shared/errors.ts';
import type { App } from '../../app.ts';
import { dispatch } from '../../dispatch.ts';
import { channels } from './channels.ts';
import { chooseOpen, chooseSave } from './dialogs.ts';
import { portable } from './portable.ts';
import { isFromOurWindow } from './sender.ts';

const refused: Result<never> = {
  ok: false,
  error: {
    code: 'usage',
    message: 'This page may not speak to Latent Lens.',
    hint: 'Only the window of Latent Lens itself may. Restart it if this is that window.',
  },
};

/** The contract over IPC. Answers with values, never with a throw: errors lose their fields between processes. */
export function connect(app: App, window: () => BrowserWindow | null): () => void {
  const isOurs = (event: IpcMainInvokeEvent) => isFromOurWindow(event, window()?.webContents ?? null);

  ipcMain.handle(channels.contract, async (event, name: unknown, input: unknown) => {
    if (!isOurs(event)) return refused;
    try {
      const result = await dispatch(app, String(name), input);
      if (name === 'settings.write' && result.ok) await followTheme(app);
      return portable(result);
    } catch (thrown) {
      return { ok: false, error: toErrorValue(thrown) };
    }
  });

  ipcMain.handle(channels.choose, async (event, dialog: unknown, subject: unknown) => {
    const ours = window();
    if (!isOurs(event) || ours === null || typeof subject !== 'string') return null;
    return dialog === 'save' ? chooseSave(ours, subject) : chooseOpen(ours, subject);
  });

  return app.subscribe((event) => {
    const contents = window()?.webContents;
    if (contents && !contents.isDestroyed()) contents.send(channels.event, portable(event));
  });
}

/** Native parts (menus, dialogs, title bar) wear the theme that the person chose. */
export async function followTheme(app: App): Promise<void> {
  nativeTheme.themeSource = (await app.call('settings.read', {})).theme;
}
