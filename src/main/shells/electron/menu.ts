import type { MenuItemConstructorOptions } from 'electron';
import type { RecentProject } from '../../../shared/model/project.ts';

/** What the menu needs to know and may do. Commands are the renderer's: src/renderer/commands.ts says what each id does. */
export interface MenuDeeds {
  readonly recent: readonly RecentProject[];
  command(id: string): void;
  openRecent(path: string): void;
  showProjects(): void;
}

type Item = MenuItemConstructorOptions;
const line: Item = { type: 'separator' };

/** The application's menu, from commands and standard roles. */
export function menuTemplate(platform: NodeJS.Platform, deeds: MenuDeeds): Item[] {
  const mac = platform === 'darwin';
  const command = (id: string, label: string, accelerator?: string): Item => ({
    id,
    label,
    ...(accelerator ? { accelerator } : {}),
    click: () => deeds.command(id),
  });
  const recent: Item[] = deeds.recent.map(({ name, path }) => ({
    id: `recent:${path}`,
    // An ampersand would mark an access key.
    label: name.replaceAll('&', '&&'),
    toolTip: path,
    click: () => deeds.openRecent(path),
  }));
  const none: Item = { label: 'No projects yet', enabled: false };

  const file: Item[] = [
    command('project.close', 'New project'),
    command('table.open', 'Open table…', 'CmdOrCtrl+O'),
    command('project.open', 'Open project…', 'CmdOrCtrl+Shift+O'),
    { label: 'Open recent', id: 'recent', submenu: recent.length > 0 ? recent : [none] },
    line,
    command('project.saveAs', 'Save project as…', 'CmdOrCtrl+Shift+S'),
    command('export.labels', 'Export labels…', 'CmdOrCtrl+E'),
    command('export.model', 'Export model…', 'CmdOrCtrl+Shift+E'),
    command('export.report', 'Export a report…'),
    command('chart.png', 'Export this chart…'),
    command('export.project', 'Export a copy of the project…'),
    line,
    { role: mac ? 'close' : 'quit' },
  ];
  const edit: Item[] = [
    command('edit.undo', 'Undo', 'CmdOrCtrl+Z'),
    command('edit.redo', 'Redo', 'CmdOrCtrl+Shift+Z'),
    line,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
    line,
    command('settings.open', 'Settings…', 'CmdOrCtrl+,'),
  ];
  const rows: Item[] = [
    command('rows.where', 'Select where…', 'CmdOrCtrl+Shift+F'),
    command('rows.all', 'Select all rows'),
    command('selection.invert', 'Invert the selection', 'CmdOrCtrl+I'),
    command('selection.clear', 'Clear the selection'),
    line,
    command('rows.hide', 'Hide', 'CmdOrCtrl+Shift+H'),
    command('rows.exclude', 'Exclude', 'CmdOrCtrl+Shift+X'),
    command('rows.only', 'Show only the selected'),
    line,
    command('rows.show', 'Show all again'),
    command('rows.include', 'Include all again'),
    line,
    command('rows.save', 'Save the selection as a column…'),
    command('clusters.save', 'Save the clusters as a column…'),
  ];
  const view: Item[] = [
    command('view.welcome', 'Welcome', 'CmdOrCtrl+1'),
    command('view.data', 'Data', 'CmdOrCtrl+2'),
    command('view.distributions', 'Distributions', 'CmdOrCtrl+3'),
    command('view.mixture', 'Mixture', 'CmdOrCtrl+4'),
    command('view.dimensions', 'Dimensions', 'CmdOrCtrl+5'),
    command('view.rows', 'Rows', 'CmdOrCtrl+6'),
    command('view.latent', 'Latent', 'CmdOrCtrl+7'),
    command('view.scoreboard', 'Scoreboard', 'CmdOrCtrl+8'),
    command('view.export', 'Export', 'CmdOrCtrl+9'),
    command('view.ideas', 'Ideas', 'CmdOrCtrl+/'),
    line,
    command('palette.open', 'All commands…', 'CmdOrCtrl+K'),
    {
      label: 'Theme',
      submenu: [command('theme.system', 'As the system'), command('theme.light', 'Light'), command('theme.dark', 'Dark')],
    },
    line,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    { role: 'toggleDevTools' },
  ];
  const help: Item[] = [
    command('sample.old-faithful', 'Fit a sample: Old Faithful'),
    { id: 'projects.show', label: 'Show the projects folder', click: () => deeds.showProjects() },
    { role: 'about' },
  ];
  return [
    ...(mac ? [{ role: 'appMenu' } satisfies Item] : []),
    { label: 'File', submenu: file },
    { label: 'Edit', submenu: edit },
    { label: 'Rows', submenu: rows },
    { label: 'View', submenu: view },
    { role: 'windowMenu' },
    { role: 'help', submenu: help },
  ];
}
