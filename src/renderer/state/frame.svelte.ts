import type { CommandContext, DialogName, RowDeed } from '../commands.ts';
import { chartInUse, exportEvent, type PictureKind } from './chart-files.ts';
import { editing } from './editing.ts';
import type { Lens } from './lens.svelte.ts';
import { whyNoExport } from './shown.ts';

/** The frame's own state, and commands over it and the Lens. */
export class Frame implements CommandContext {
  palette = $state(false);
  dialog: DialogName | null = $state(null);
  readonly #lens: Lens;

  constructor(lens: Lens) {
    this.#lens = lens;
  }

  get hasData(): boolean {
    return this.#lens.project.dataset !== null;
  }
  get hasFit(): boolean {
    return this.#lens.shownCandidate !== null;
  }
  get hasSolution(): boolean {
    const shown = this.#lens.shownCandidate;
    return shown !== null && whyNoExport(shown.candidate) === null;
  }
  get hasSelection(): boolean {
    return this.#lens.selection.count > 0;
  }
  get hasHidden(): boolean {
    return this.#lens.selection.counts.hidden > 0;
  }
  get hasExcluded(): boolean {
    return this.#lens.selection.counts.excluded > 0;
  }
  get canUndo(): boolean {
    return this.#lens.timeline.canUndo;
  }
  get canRedo(): boolean {
    return this.#lens.timeline.canRedo;
  }
  get busy(): boolean {
    return this.#lens.jobs.length > 0;
  }
  go: CommandContext['go'] = (view) => this.#lens.go(view);
  chooseTable = (): void => void this.#lens.files.choose('table');
  chooseProject = (): void => void this.#lens.files.choose('project');
  closeProject = (): void => void this.#lens.files.closeProject();
  exportLabels = (): void => void this.#lens.files.exportLabels();
  exportModel = (): void => void this.#lens.files.exportModel();
  exportProject = (): void => void this.#lens.files.exportProject();
  exportParquet = (): void => void this.#lens.files.exportLabels('parquet');
  exportReport = (): void => void this.#lens.files.exportReport();
  exportScript = (language: 'python' | 'r'): void => void this.#lens.files.exportScript(language);
  exportChart = (kind: PictureKind): void => {
    const chart = chartInUse();
    if (chart) chart.dispatchEvent(new CustomEvent<PictureKind>(exportEvent, { detail: kind }));
    else this.#lens.notices.done('There is no chart in this view.', 'Go to Distributions, Mixture or Dimensions.');
  };
  readSample = (id: string): void => void this.#lens.files.readSample(id, true);
  watchEm = (): void => {
    this.#lens.go('mixture');
    this.#lens.fitting.watch();
  };
  clearSelection = (): void => this.#lens.selection.clear();
  invertSelection = (): void => this.#lens.selection.invert();
  rows = (deed: RowDeed): void => {
    const { selection } = this.#lens;
    if (deed === 'all') selection.all();
    else if (deed === 'hide') selection.mark('hidden');
    else if (deed === 'exclude') selection.mark('excluded');
    else if (deed === 'only') selection.showOnly();
    else selection.reset(deed === 'show all' ? 'hidden' : 'excluded');
  };
  open = (dialog: DialogName): void => {
    this.dialog = dialog;
  };
  /** In a field of text that one has its own; elsewhere views and rows are undone. */
  undo = (): void => void (editing(document.activeElement) ? document.execCommand('undo') : this.#lens.timeline.undo());
  redo = (): void => void (editing(document.activeElement) ? document.execCommand('redo') : this.#lens.timeline.redo());
  setTheme: CommandContext['setTheme'] = (theme) => void this.#lens.setTheme(theme);
  cancelJobs = (): void => {
    for (const job of this.#lens.jobs) void this.#lens.cancel(job);
  };
  showPalette = (): void => {
    this.palette = true;
  };
  saveAs = (): void => void this.#lens.files.askSaveAs();
}
