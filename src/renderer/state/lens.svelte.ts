import { untrack } from 'svelte';
import type { CandidateKey, RowResults } from '../../shared/contract.ts';
import type { Appearance } from '../../shared/model/appearance.ts';
import type { ColumnCells } from '../../shared/model/column.ts';
import type { Job } from '../../shared/model/job.ts';
import type { CandidateDetail, Fit } from '../../shared/model/mixture.ts';
import type { Project, ViewState } from '../../shared/model/project.ts';
import type { Client } from '../client.ts';
import { Plots } from '../workers/plots.ts';
import { adoptedView, emptyProject, sameData } from './adopt.ts';
import { type CellCache, cellCache } from './cells.ts';
import { Clustering } from './clustering.svelte.ts';
import { Doubts } from './doubts.svelte.ts';
import { Files } from './files.svelte.ts';
import { Fitting } from './fitting.svelte.ts';
import { onTopOf } from './flags.ts';
import { Latents } from './latents.svelte.ts';
import { Line } from './line.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { type Picture, pictureOf } from './picture.ts';
import { Player } from './player.svelte.ts';
import { Preferences } from './preferences.svelte.ts';
import { PriorTrial } from './prior-trial.svelte.ts';
import { Remembering } from './remembering.svelte.ts';
import { patience, Results } from './results.svelte.ts';
import { lookOfRun } from './run-numbers.ts';
import { Scoreboards } from './scoreboards.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { type Shown, shownCandidate } from './shown.ts';
import { Theme } from './theme.svelte.ts';
import { Timeline } from './timeline.svelte.ts';
import type { Keeping } from './written.ts';

/** The application as one window sees it. One instance, made in main.ts and handed down by context. */
export class Lens {
  readonly client: Client;
  project: Project = $state.raw(emptyProject);
  view: ViewState = $state(emptyProject.view);
  readonly selection: Selection;
  readonly themes = new Theme();
  readonly preferences: Preferences;
  /** Paints and counts where rows are many. */
  readonly plots = new Plots();
  readonly notices = new Notices();
  readonly files: Files;
  readonly player = new Player(this);
  /** A Bayesian mixture under another concentration, in the place of the kept one. */
  readonly trial = new PriorTrial(this);
  readonly fitting = new Fitting(this);
  /** Views, row states, runs and trials, to be undone and redone. */
  readonly timeline = new Timeline(this);
  readonly clustering = new Clustering(this);
  readonly doubts: Doubts;
  readonly latents = new Latents(this);
  readonly scoreboards = new Scoreboards(this);
  readonly line = new Line(this);
  readonly #results: Results;
  readonly #cells: CellCache;
  readonly #remembering: Remembering;

  readonly shownCandidate: Shown | null = $derived(shownCandidate(this.project.fits, this.view.shown));
  /** Another one when the candidate shown has got better, or its fit has ended: what is known of it is to be read again. */
  readonly shownId: string = $derived.by(() => {
    if (!this.shownCandidate) return '';
    const { key, candidate, fit } = this.shownCandidate;
    return [...Object.values(key), candidate.logLikelihood, fit.status === 'running'].join('/');
  });
  readonly runningFit: Fit | null = $derived(this.project.fits.find((one) => one.status === 'running') ?? null);
  readonly reading: Job | null = $derived.by(() => this.jobs.find((one) => one.kind === 'read') ?? null);

  /** The player's run in the colours of the kept candidate. */
  readonly runLook: Appearance | null = $derived.by(() => {
    const { detail } = this.#results;
    return this.player.run && lookOfRun(this.player.run, this.shownCandidate, detail?.mixture ?? null, this.view.appearances);
  });

  /** What the views draw: the player's half-step while it is open, otherwise the candidate shown. */
  readonly picture: Picture = $derived.by(() => pictureOf(this.player, this.shownCandidate, this, this.view));

  constructor(client: Client) {
    this.client = client;
    const report = (thrown: unknown) => this.notices.report(thrown);
    this.#results = new Results(client, report, (key) => this.clustering.dress(key));
    this.doubts = new Doubts(client, report);
    this.files = new Files(this);
    this.preferences = new Preferences((settings) => this.attempt(() => client.call('settings.write', settings)));
    this.#cells = cellCache(async (columns) => (await client.call('dataset.cells', { columns })).cells);
    this.selection = new Selection(() => this.#remembering.noteRows());
    this.#remembering = new Remembering(
      () => {
        const { path, dataset } = this.project;
        return { of: { path, dataset: dataset?.id ?? null }, view: this.view, rows: this.selection.rows };
      },
      async (name, input) => (await this.attempt(() => client.call(name, input))) !== null,
    );
    this.#remembering.begin();
    this.line.open();
    $effect.root(() => {
      $effect(() => {
        // Only another one loads anew: a fit that grows must not put the wait off again and again.
        void this.shownId;
        untrack(() => {
          this.trial.follow();
          this.#results.load(this.shownCandidate?.key ?? null, this.runningFit ? patience(this.project.dataset?.rows ?? 0) : 0);
        });
      });
      $effect(() => {
        const { now } = this.timeline;
        untrack(() => this.timeline.note(now));
      });
      $effect(() => this.#remembering.noteView());
    });
  }

  get keeping(): Keeping {
    return this.#remembering.keeping;
  }
  get jobs(): readonly Job[] {
    return this.line.jobs.live;
  }
  get detail(): CandidateDetail | null {
    return this.trial.detail ?? this.#results.detail;
  }
  get rowResults(): RowResults | null {
    return this.trial.detail ? this.trial.rows : this.#results.rows;
  }
  /** The candidate shown as it is kept, whatever is tried of it: what exports are made of. */
  get kept(): { readonly detail: CandidateDetail | null; readonly rows: RowResults | null } {
    return this.#results;
  }
  /** True while detail and rowResults are on their way for another candidate. */
  get loadingResults(): boolean {
    return this.#results.loading;
  }
  get theme(): 'light' | 'dark' {
    return this.themes.resolved;
  }

  cells(column: string): Promise<ColumnCells> {
    return this.#cells.get(column);
  }
  ended(job: number): Promise<Job> {
    return this.line.jobs.ended(job);
  }

  go(view: ViewState['view']): void {
    this.view.view = view;
  }
  show(key: CandidateKey): void {
    this.view.shown = key;
  }

  async cancel(job: Job | number): Promise<void> {
    await this.attempt(async () =>
      this.line.jobs.apply(await this.client.call('jobs.cancel', { job: typeof job === 'number' ? job : job.id })),
    );
  }
  async setTheme(theme: 'system' | 'light' | 'dark'): Promise<void> {
    this.themes.choice = theme;
    await this.preferences.change({ theme });
  }

  /** Runs it; what it throws is told to the person. */
  async attempt<T>(run: () => Promise<T>): Promise<T | null> {
    try {
      return await run();
    } catch (thrown) {
      this.notices.report(thrown);
      return null;
    }
  }

  flush(): Promise<void> {
    return this.#remembering.flush();
  }
  /** The states of the rows, before the main process reads them. */
  flushRows(): Promise<void> {
    return this.#remembering.flushRows();
  }

  adopt(project: Project): void {
    const same = this.line.ready && sameData(this.project, project);
    const told = same ? this.project.notices : [];
    for (const notice of project.notices) if (!told.includes(notice)) this.notices.info(notice);
    this.project = project;
    if (same) return;
    this.#cells.clear();
    this.player.reset();
    this.doubts.forget();
    this.latents.forget();
    this.scoreboards.forget();
    this.fitting.forget();
    this.view = adoptedView(project);
    this.#remembering.begin();
    this.selection.load(project.dataset?.rows ?? 0, new Uint8Array(0));
    this.timeline.begin();
    if (project.dataset) void this.#loadSelection(project);
  }

  async #loadSelection(project: Project): Promise<void> {
    await this.attempt(async () => {
      const { rows } = await this.client.call('selection.read', {});
      if (!sameData(project, this.project) || rows.length === 0) return;
      // Who selected rows before these were there has not included again what was excluded.
      if (this.selection.rows.length === 0) this.selection.load(this.selection.size, rows);
      else this.selection.restore(onTopOf(rows, this.selection.rows));
      this.timeline.begin();
    });
  }
}
