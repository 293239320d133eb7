import type { ViewState } from '../shared/model/project.ts';

/** What a command can reach. The Lens and the frame together are one of these. */
export interface CommandContext {
  readonly hasData: boolean;
  readonly hasFit: boolean;
  /** The candidate shown has parameters, and labels. */
  readonly hasSolution: boolean;
  readonly hasSelection: boolean;
  readonly hasHidden: boolean;
  readonly hasExcluded: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Something runs that could be cancelled. */
  readonly busy: boolean;
  go(view: ViewState['view']): void;
  chooseTable(): void;
  chooseProject(): void;
  closeProject(): void;
  saveAs(): void;
  exportLabels(): void;
  exportModel(): void;
  exportProject(): void;
  exportReport(): void;
  exportScript(language: 'python' | 'r'): void;
  exportParquet(): void;
  exportChart(kind: 'png' | 'svg' | 'csv'): void;
  readSample(id: string): void;
  watchEm(): void;
  cancelJobs(): void;
  clearSelection(): void;
  invertSelection(): void;
  /** Something done to the states of rows. */
  rows(deed: RowDeed): void;
  open(dialog: DialogName): void;
  undo(): void;
  redo(): void;
  setTheme(theme: 'system' | 'light' | 'dark'): void;
  showPalette(): void;
}

export type RowDeed = 'all' | 'hide' | 'exclude' | 'only' | 'show all' | 'include all';
/** What is asked for in a window of its own. */
export type DialogName = 'where' | 'save rows' | 'save clusters' | 'settings';

export interface Command {
  readonly id: string;
  readonly title: string;
  /** Keys joined by '+'; Mod is Ctrl, or Cmd on a Mac. */
  readonly shortcut?: string;
  /** Without it the command is always there. */
  readonly when?: (context: CommandContext) => boolean;
  readonly run: (context: CommandContext) => void;
}

const hasData = (context: CommandContext) => context.hasData;
const hasSelection = (context: CommandContext) => context.hasSelection;
const hasFit = (context: CommandContext) => context.hasFit;
const hasSolution = (context: CommandContext) => context.hasFit && context.hasSolution;

/** Every command once. Feeds the shortcuts, the palette and (by id) the menu of Electron's shell. */
export const commands: readonly Command[] = [
  { id: 'palette.open', title: 'All commands…', shortcut: 'Mod+K', run: (c) => c.showPalette() },
  { id: 'table.open', title: 'Open a table…', shortcut: 'Mod+O', run: (c) => c.chooseTable() },
  { id: 'edit.undo', title: 'Undo', shortcut: 'Mod+Z', when: (c) => c.canUndo, run: (c) => c.undo() },
  { id: 'edit.redo', title: 'Redo', shortcut: 'Mod+Shift+Z', when: (c) => c.canRedo, run: (c) => c.redo() },
  { id: 'project.open', title: 'Open a project…', shortcut: 'Mod+Shift+O', run: (c) => c.chooseProject() },
  { id: 'project.saveAs', title: 'Save project as…', shortcut: 'Mod+Shift+S', when: hasData, run: (c) => c.saveAs() },
  { id: 'project.close', title: 'New project (this one stays in its file)', when: hasData, run: (c) => c.closeProject() },
  { id: 'export.project', title: 'Export a copy of the project…', when: hasData, run: (c) => c.exportProject() },
  { id: 'export.labels', title: 'Export labels as CSV…', shortcut: 'Mod+E', when: hasSolution, run: (c) => c.exportLabels() },
  {
    id: 'export.model',
    title: 'Export the model as JSON…',
    shortcut: 'Mod+Shift+E',
    when: hasSolution,
    run: (c) => c.exportModel(),
  },
  { id: 'export.parquet', title: 'Export labels as Parquet…', when: hasSolution, run: (c) => c.exportParquet() },
  { id: 'export.report', title: 'Export a report (HTML)…', when: hasSolution, run: (c) => c.exportReport() },
  {
    id: 'export.python',
    title: 'Export a script for scikit-learn (Python)…',
    when: hasSolution,
    run: (c) => c.exportScript('python'),
  },
  { id: 'export.r', title: 'Export a script for mclust (R)…', when: hasSolution, run: (c) => c.exportScript('r') },
  { id: 'chart.png', title: 'Export this chart as a picture (PNG)…', when: hasData, run: (c) => c.exportChart('png') },
  { id: 'chart.svg', title: 'Export this chart as a drawing (SVG)…', when: hasData, run: (c) => c.exportChart('svg') },
  { id: 'chart.csv', title: 'Export the data of this chart (CSV)…', when: hasData, run: (c) => c.exportChart('csv') },
  { id: 'view.welcome', title: 'Go to Welcome', shortcut: 'Mod+1', run: (c) => c.go('welcome') },
  { id: 'view.data', title: 'Go to Data', shortcut: 'Mod+2', run: (c) => c.go('data') },
  { id: 'view.distributions', title: 'Go to Distributions', shortcut: 'Mod+3', run: (c) => c.go('distributions') },
  { id: 'view.mixture', title: 'Go to Mixture', shortcut: 'Mod+4', run: (c) => c.go('mixture') },
  { id: 'view.dimensions', title: 'Go to Dimensions', shortcut: 'Mod+5', run: (c) => c.go('dimensions') },
  { id: 'view.rows', title: 'Go to Rows', shortcut: 'Mod+6', run: (c) => c.go('rows') },
  { id: 'view.latent', title: 'Go to Latent', shortcut: 'Mod+7', run: (c) => c.go('latent') },
  { id: 'view.scoreboard', title: 'Go to Scoreboard', shortcut: 'Mod+8', run: (c) => c.go('scoreboard') },
  { id: 'view.export', title: 'Go to Export', shortcut: 'Mod+9', run: (c) => c.go('export') },
  { id: 'view.ideas', title: 'Go to Ideas', shortcut: 'Mod+/', run: (c) => c.go('ideas') },
  { id: 'player.open', title: 'Watch EM half-step by half-step', when: hasData, run: (c) => c.watchEm() },
  { id: 'rows.where', title: 'Select rows where…', shortcut: 'Mod+Shift+F', when: hasData, run: (c) => c.open('where') },
  { id: 'rows.all', title: 'Select all rows', when: hasData, run: (c) => c.rows('all') },
  { id: 'selection.clear', title: 'Clear the selection', when: hasSelection, run: (c) => c.clearSelection() },
  { id: 'selection.invert', title: 'Invert the selection', shortcut: 'Mod+I', when: hasData, run: (c) => c.invertSelection() },
  { id: 'rows.hide', title: 'Hide the selected rows', shortcut: 'Mod+Shift+H', when: hasSelection, run: (c) => c.rows('hide') },
  {
    id: 'rows.exclude',
    title: 'Exclude the selected rows',
    shortcut: 'Mod+Shift+X',
    when: hasSelection,
    run: (c) => c.rows('exclude'),
  },
  { id: 'rows.only', title: 'Show only the selected rows', when: hasSelection, run: (c) => c.rows('only') },
  { id: 'rows.show', title: 'Show all rows again', when: (c) => c.hasHidden, run: (c) => c.rows('show all') },
  { id: 'rows.include', title: 'Include all rows again', when: (c) => c.hasExcluded, run: (c) => c.rows('include all') },
  { id: 'rows.save', title: 'Save the selection as a column…', when: hasSelection, run: (c) => c.open('save rows') },
  { id: 'clusters.save', title: 'Save the clusters as a column…', when: hasFit, run: (c) => c.open('save clusters') },
  { id: 'jobs.cancel', title: 'Cancel what is running', shortcut: 'Mod+.', when: (c) => c.busy, run: (c) => c.cancelJobs() },
  { id: 'sample.old-faithful', title: 'Sample: fit Old Faithful', run: (c) => c.readSample('old-faithful') },
  { id: 'settings.open', title: 'Settings…', shortcut: 'Mod+,', run: (c) => c.open('settings') },
  { id: 'theme.system', title: 'Theme: as the system', run: (c) => c.setTheme('system') },
  { id: 'theme.light', title: 'Theme: light', run: (c) => c.setTheme('light') },
  { id: 'theme.dark', title: 'Theme: dark', run: (c) => c.setTheme('dark') },
];

/** The keys of an event. */
export interface Keys {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const normal = (key: string) => (key.length === 1 ? key.toUpperCase() : key);

/** The command that these keys ask for, if it can run now. */
export function commandFor(keys: Keys, context: CommandContext, mac: boolean): Command | null {
  const mod = mac ? keys.metaKey : keys.ctrlKey;
  const other = mac ? keys.ctrlKey : keys.metaKey;
  if (other || keys.altKey) return null;
  const pressed = [mod && 'Mod', keys.shiftKey && 'Shift', normal(keys.key)].filter(Boolean).join('+');
  return available(context).find((one) => one.shortcut === pressed) ?? null;
}

export const available = (context: CommandContext): readonly Command[] => commands.filter((one) => one.when?.(context) ?? true);

/** Commands whose title holds every word of the query, in the table's order. */
export function matching(query: string, context: CommandContext): readonly Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return available(context).filter((one) => words.every((word) => one.title.toLowerCase().includes(word)));
}

/** As printed beside the command: 'Ctrl+Shift+S', on a Mac '⇧⌘S'. */
export function printed(shortcut: string, mac: boolean): string {
  if (!mac) return shortcut.replace('Mod', 'Ctrl');
  const parts = shortcut.split('+');
  return `${parts.includes('Shift') ? '⇧' : ''}${parts.includes('Mod') ? '⌘' : ''}${parts.at(-1)}`;
}
