import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { LensEvent, Result } from '../../../shared/contract.ts';
import { channels } from './channels.ts';

/** Listens until told to stop; the listener gets the message, never Electron's event. */
function listen<T>(channel: string, listener: (value: T) => void): () => void {
  const heard = (_event: unknown, value: T) => listener(value);
  ipcRenderer.on(channel, heard);
  return () => {
    ipcRenderer.off(channel, heard);
  };
}

/** All that the page may do beyond a page's own means. */
contextBridge.exposeInMainWorld('lens', {
  call: (name: string, input: unknown): Promise<Result<unknown>> => ipcRenderer.invoke(channels.contract, name, input),
  subscribe: (listener: (event: LensEvent) => void): (() => void) => listen(channels.event, listener),
  pathForFile: (file: File): string => webUtils.getPathForFile(file),
  chooseOpen: (kind: 'table' | 'project' | 'model'): Promise<string | null> => ipcRenderer.invoke(channels.choose, 'open', kind),
  chooseSave: (name: string): Promise<string | null> => ipcRenderer.invoke(channels.choose, 'save', name),
  onCommand: (listener: (id: string) => void): (() => void) => listen(channels.command, listener),
  platform: process.platform,
});
