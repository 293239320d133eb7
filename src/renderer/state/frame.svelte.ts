import type { CommandContext } from '../commands.ts';
import type { Lens } from './lens.svelte.ts';

/** The frame's own state, and commands over it and the Lens. */
export class Frame implements CommandContext {
  palette = $state(false);
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
  get hasSelection(): boolean {
    return this.#lens.selection.count > 0;
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
  readSample = (id: string): void => void this.#lens.files.readSample(id, true);
  watchEm = (): void => {
    this.#lens.go('mixture');
    this.#lens.watchEm();
  };
  clearSelection = (): void => this.#lens.selection.clear();
  invertSelection = (): void => this.#lens.selection.invert();
  setTheme: CommandContext['setTheme'] = (theme) => void this.#lens.setTheme(theme);
  cancelJobs = (): void => {
    for (const job of this.#lens.jobs) void this.#lens.cancel(job);
  };
  showPalette = (): void => {
    this.palette = true;
  };
  saveAs = (): void => void this.#lens.files.askSaveAs();
}
