import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { type MenuDeeds, menuTemplate } from '../../../../src/main/shells/electron/menu.ts';
import { commands } from '../../../../src/renderer/commands.ts';

type Item = MenuItemConstructorOptions;

const flat = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);

function menu(platform: NodeJS.Platform, recent: MenuDeeds['recent'] = []) {
  const done: string[] = [];
  const deeds: MenuDeeds = {
    recent,
    command: (id) => done.push(id),
    openRecent: (path) => done.push(`recent ${path}`),
    showProjects: () => done.push('projects'),
  };
  const items = flat(menuTemplate(platform, deeds));
  const click = (id: string) => {
    const item = items.find((candidate) => candidate.id === id);
    item?.click?.(undefined as never, undefined as never, undefined as never);
  };
  return { items, done, click };
}

describe('the menu', () => {
  it('sends the id of the command that was chosen', () => {
    const { click, done } = menu('linux');
    click('table.open');
    click('theme.dark');
    expect(done).toEqual(['table.open', 'theme.dark']);
  });

  it('asks for commands that there are, by the keys that they have', () => {
    const { items, done } = menu('linux');
    for (const { id, accelerator, click } of items) {
      const before = done.length;
      click?.(undefined as never, undefined as never, undefined as never);
      if (done.length === before || done.at(-1) !== id) continue;
      const command = commands.find((candidate) => candidate.id === id);
      expect(command, `a command '${id}'`).toBeDefined();
      expect(`${id} ${accelerator?.toString().replace('CmdOrCtrl', 'Mod')}`).toBe(`${id} ${command?.shortcut}`);
    }
    expect(done).toContain('export.labels');
  });

  it('gives no key to two items, and no id to two', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const { items } = menu(platform);
      const keys = items.map(({ accelerator }) => accelerator).filter(Boolean);
      const ids = items.map(({ id }) => id).filter(Boolean);
      expect(new Set(keys).size).toBe(keys.length);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('lists recent projects by name and opens them by path', () => {
    const { items, click, done } = menu('linux', [{ path: '/p/a.lens', name: 'Fish & chips', modified: '', bytes: 1 }]);
    expect(items.find(({ id }) => id === 'recent:/p/a.lens')?.label).toBe('Fish && chips');
    click('recent:/p/a.lens');
    expect(done).toEqual(['recent /p/a.lens']);
  });

  it('says so when there are no recent projects', () => {
    expect(menu('linux').items.some(({ label, enabled }) => label === 'No projects yet' && enabled === false)).toBe(true);
  });

  it('has the application’s own menu on macOS only', () => {
    expect(menu('darwin').items.some(({ role }) => role === 'appMenu')).toBe(true);
    expect(menu('linux').items.some(({ role }) => role === 'appMenu')).toBe(false);
  });
});
