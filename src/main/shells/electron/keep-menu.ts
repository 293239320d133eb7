import { app, type BrowserWindow, Menu, shell } from 'electron';
import type { App } from '../../app.ts';
import { channels } from './channels.ts';
import { menuTemplate } from './menu.ts';

interface Desk {
  window(): BrowserWindow | null;
  open(path: string): Promise<void>;
  readonly version: string;
}

/** Sets the menu, and again whenever another project is open: recent projects are part of it. */
export function keepMenu(lens: App, desk: Desk): void {
  app.setAboutPanelOptions({ applicationName: 'Latent Lens', applicationVersion: desk.version });

  const set = async () => {
    const recent = await lens.call('project.recent', {});
    const template = menuTemplate(process.platform, {
      recent,
      command: (id) => desk.window()?.webContents.send(channels.command, id),
      openRecent: (path) => void desk.open(path),
      showProjects: () => void shell.openPath(lens.folders.projects),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };

  let shown: string | null = null;
  lens.subscribe((event) => {
    if (event.name !== 'project') return;
    const { path } = event.value;
    if (path !== null && path !== shown) app.addRecentDocument(path);
    shown = path;
    void set();
  });
  void set();
}
