import { type BrowserWindow, dialog } from 'electron';
import type { ErrorValue } from '../../../shared/errors.ts';
import { openFilters, saveFilters } from './file-kinds.ts';

export async function chooseOpen(window: BrowserWindow, kind: string): Promise<string | null> {
  const kinds = openFilters(kind);
  if (kinds === null) return null;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters: kinds });
  return canceled ? null : (filePaths[0] ?? null);
}

export async function chooseSave(window: BrowserWindow, name: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name, filters: saveFilters(name) });
  return canceled || filePath === '' ? null : filePath;
}

export async function showError(window: BrowserWindow | null, error: ErrorValue): Promise<void> {
  const options = { type: 'error' as const, message: error.message, detail: error.hint, buttons: ['OK'] };
  await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
}
