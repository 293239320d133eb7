import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../src/main/shells/electron/menu.ts';
import { available, type CommandContext, commandFor, commands, matching, printed } from '../../../src/renderer/commands.ts';

const context = (change: Partial<CommandContext> = {}): CommandContext => ({
  hasData: true,
  hasFit: true,
  hasSolution: true,
  hasSelection: true,
  hasHidden: true,
  hasExcluded: true,
  canUndo: true,
  canRedo: true,
  busy: true,
  go: () => {},
  chooseTable: () => {},
  chooseProject: () => {},
  closeProject: () => {},
  saveAs: () => {},
  exportLabels: () => {},
  exportParquet: () => {},
  exportReport: () => {},
  exportScript: () => {},
  exportChart: () => {},
  exportModel: () => {},
  exportProject: () => {},
  readSample: () => {},
  watchEm: () => {},
  cancelJobs: () => {},
  clearSelection: () => {},
  invertSelection: () => {},
  rows: () => {},
  open: () => {},
  undo: () => {},
  redo: () => {},
  setTheme: () => {},
  showPalette: () => {},
  ...change,
});
const keys = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});
const twice = (values: readonly string[]) => values.filter((one, i) => values.indexOf(one) !== i);

describe('the table of commands', () => {
  it('names each command once', () => {
    expect(twice(commands.map((one) => one.id))).toEqual([]);
    expect(twice(commands.map((one) => one.title))).toEqual([]);
  });

  it('gives each shortcut to one command', () => {
    expect(twice(commands.flatMap((one) => one.shortcut ?? []))).toEqual([]);
  });

  it('knows every command that the menu of the Electron window asks for', () => {
    const asked: string[] = [];
    const items = menuTemplate('linux', {
      recent: [],
      command: (id) => asked.push(id),
      openRecent: () => {},
      showProjects: () => {},
    });
    const press = (all: typeof items) => {
      for (const item of all) {
        if (Array.isArray(item.submenu)) press(item.submenu);
        else if (item.click && item.id !== 'projects.show') (item.click as () => void)();
      }
    };
    press(items);
    expect(asked.length).toBeGreaterThan(10);
    const known = new Set(commands.map((one) => one.id));
    expect(asked.filter((id) => !known.has(id))).toEqual([]);
  });

  it('offers exports only when there is a fit', () => {
    const ids = available(context({ hasFit: false })).map((one) => one.id);
    expect(ids).not.toContain('export.labels');
    expect(ids).toContain('table.open');
  });

  it('finds a command by its keys, in either case of the letter', () => {
    expect(commandFor(keys('k', { ctrlKey: true }), context(), false)?.id).toBe('palette.open');
    expect(commandFor(keys('S', { ctrlKey: true, shiftKey: true }), context(), false)?.id).toBe('project.saveAs');
    expect(commandFor(keys('k', { metaKey: true }), context(), true)?.id).toBe('palette.open');
  });

  it('leaves keys alone that are not a shortcut, or not now', () => {
    expect(commandFor(keys('k'), context(), false)).toBeNull();
    expect(commandFor(keys('k', { metaKey: true }), context(), false)).toBeNull();
    expect(commandFor(keys('k', { ctrlKey: true, altKey: true }), context(), false)).toBeNull();
    expect(commandFor(keys('e', { ctrlKey: true }), context({ hasFit: false }), false)).toBeNull();
  });

  it('is searched by words in any order', () => {
    expect(matching('csv labels', context()).map((one) => one.id)).toEqual(['export.labels']);
    expect(matching('', context()).length).toBe(commands.length);
    expect(matching('no such thing', context())).toEqual([]);
  });

  it('prints shortcuts as the platform writes them', () => {
    expect(printed('Mod+Shift+S', false)).toBe('Ctrl+Shift+S');
    expect(printed('Mod+Shift+S', true)).toBe('⇧⌘S');
  });
});

it('offers no export of a candidate without a solution', () => {
  const ids = available(context({ hasSolution: false })).map(({ id }) => id);
  expect(ids.filter((id) => id.startsWith('export.'))).toEqual(['export.project']);
});
