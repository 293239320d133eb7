import { untrack } from 'svelte';
import type { CandidateKey, Input, LensEvent, RowResults } from '../../shared/contract.ts';
import type { Appearance } from '../../shared/model/appearance.ts';
import type { ColumnCells } from '../../shared/model/column.ts';
import type { Job } from '../../shared/model/job.ts';
import type { CandidateDetail, Fit } from '../../shared/model/mixture.ts';
import type { Project, ViewState } from '../../shared/model/project.ts';
import type { Client, Connection } from '../client.ts';
import { Plots } from '../workers/plots.ts';
import { adoptedView, emptyProject, sameData } from './adopt.ts';
import { type CellCache, cellCache } from './cells.ts';
import { Clustering } from './clustering.svelte.ts';
import { Doubts } from './doubts.svelte.ts';
import { Files } from './files.svelte.ts';
import { Jobs } from './jobs.svelte.ts';
import { Latents } from './latents.svelte.ts';
import { type Notice, Notices } from './notices.svelte.ts';
import { type Picture, pictureOf } from './picture.ts';
import { Player } from './player.svelte.ts';
import { Preferences } from './preferences.svelte.ts';
import { PriorTrial } from './prior-trial.svelte.ts';
import { Remembering } from './remembering.svelte.ts';
import { Results } from './results.svelte.ts';
import { lookOfRun } from './run-numbers.ts';
import { Scoreboards } from './scoreboards.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { endedInVain, type Shown, shownCandidate, toSee, withFit } from './shown.ts';
import { Theme } from './theme.svelte.ts';
import { type Moment, Timeline } from './timeline.svelte.ts';
import type { Keeping } from './written.ts';

type Live = Extract<LensEvent, { name: 'trace' }>['value'];

/** The application as one window sees it. One instance, made in main.ts and handed down by context. */
export class Lens {
  readonly client: Client;
  project: Project = $state.raw(emptyProject);
  view: ViewState = $state(emptyProject.view);
  connection: Connection = $state('connecting');
  /** False until the first look at the project is through. */
  ready = $state(false);
  /** The start that runs just now. */
  live: Live | null = $state.raw(null);
  readonly selection: Selection;
  readonly themes = new Theme();
  readonly preferences: Preferences;
  /** Paints and counts where rows are many. */
  readonly plots = new Plots();
  /** Views and row states, to be undone and redone. */
  readonly timeline = new Timeline();
  readonly notices = new Notices();
  readonly files: Files;
  readonly player = new Player(this);
  /** A Bayesian mixture under another concentration, in the place of the kept one. */
  readonly trial = new PriorTrial(this);
  readonly clustering = new Clustering(this);
  readonly doubts: Doubts;
  readonly latents = new Latents(this);
  readonly scoreboards = new Scoreboards(this);
  readonly #jobs: Jobs;
  readonly #results: Results;
  readonly #cells: CellCache;
  readonly #remembering: Remembering;

  readonly shownCandidate: Shown | null = $derived(shownCandidate(this.project.fits, this.view.shown));
  /** Another one when the candidate shown has got better, or its fit has ended: what is known of it is to be read again. */
  readonly #shownKey: string = $derived.by(() => {
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
    this.#jobs = new Jobs((job) => this.#jobEnded(job));
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
    client.subscribe((event) => this.#hear(event));
    client.watchConnection((connection) => {
      this.connection = connection;
      if (connection === 'open') void this.#look();
    });
    $effect.root(() => {
      $effect(() => {
        const key = this.#shownKey;
        untrack(() => this.trial.forget());
        if (key === '') return this.#results.load(null, 0);
        // Only another key loads anew: a fit that grows must not put the wait off again and again.
        untrack(() => this.#results.load(this.shownCandidate!.key, this.runningFit ? this.#patience : 0));
      });
      $effect(() => {
        const now = this.#moment();
        untrack(() => this.timeline.note(now));
      });
      $effect(() => this.#remembering.noteView());
    });
  }

  /** How long, while a fit grows, to see whether another candidate takes the shown one's place: many rows take long. */
  get #patience(): number {
    return (this.project.dataset?.rows ?? 0) > 200_000 ? 2000 : 300;
  }
  get keeping(): Keeping {
    return this.#remembering.keeping;
  }
  get jobs(): readonly Job[] {
    return this.#jobs.live;
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
  get errors(): readonly Notice[] {
    return this.notices.all.filter((one) => one.kind === 'error');
  }

  cells(column: string): Promise<ColumnCells> {
    return this.#cells.get(column);
  }
  ended(job: number): Promise<Job> {
    return this.#jobs.ended(job);
  }

  go(view: ViewState['view']): void {
    this.view.view = view;
  }
  show(key: CandidateKey): void {
    this.view.shown = key;
  }

  /** The player, with the K and family of the candidate shown until it has a run of its own. */
  watchEm(): void {
    const shown = this.shownCandidate;
    if (!this.player.run && shown) {
      const { k, family } = shown.candidate;
      Object.assign(this.player, { k, family, method: shown.fit.options.method });
    }
    this.player.show(true);
  }

  async startFit(options: Input<'fit.start'>): Promise<void> {
    const view = this.view.view === 'distributions' ? 'distributions' : 'mixture';
    this.notices.closeErrors();
    this.player.show(false);
    await this.attempt(async () => {
      // Which rows are excluded is read from the project.
      await this.#remembering.flushRows();
      const { fit } = await this.client.call('fit.start', options);
      // A search that was done before is not the newest: its best has to be asked for.
      const known = this.project.fits.find(({ id }) => id === fit);
      Object.assign(this.view, { shown: this.shownCandidate && toSee(known), view });
    });
  }
  async cancel(job: Job | number): Promise<void> {
    await this.attempt(async () =>
      this.#jobs.apply(await this.client.call('jobs.cancel', { job: typeof job === 'number' ? job : job.id })),
    );
  }
  async setTheme(theme: 'system' | 'light' | 'dark'): Promise<void> {
    this.themes.choice = theme;
    await this.preferences.change({ theme });
  }
  read: Files['read'] = (source, options) => this.files.read(source, options);
  exportLabels = (): Promise<void> => this.files.exportLabels();
  exportModel = (): Promise<void> => this.files.exportModel();

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

  undo(): void {
    this.#restore(this.timeline.undo());
  }
  redo(): void {
    this.#restore(this.timeline.redo());
  }

  /** A column of the project's own, from the states of rows or from the candidate shown. */
  async addColumn(name: string, from: Input<'column.add'>['from']): Promise<boolean> {
    const added = await this.attempt(async () => {
      await this.#remembering.flushRows();
      return this.client.call('column.add', { name, from });
    });
    if (added) this.notices.done(`Column '${name}' added.`, 'It is in the table, in exports, and can be compared with clusters.');
    return added !== null;
  }

  #moment(): Moment {
    // Colours follow what is shown; they are no step of their own.
    return { view: JSON.stringify({ ...this.view, appearances: [] }), rows: this.selection.rows, run: this.player.number };
  }

  #restore(to: Moment | null): void {
    if (!to) return;
    this.view = { ...JSON.parse(to.view), appearances: this.view.appearances };
    if (to.rows !== this.selection.rows) this.selection.restore(to.rows);
    if (to.run !== this.player.number) this.player.restore(to.run);
  }

  adopt(project: Project): void {
    const same = this.ready && sameData(this.project, project);
    const told = same ? this.project.notices : [];
    for (const notice of project.notices) if (!told.includes(notice)) this.notices.info(notice);
    this.project = project;
    if (same) return;
    this.#cells.clear();
    this.player.reset();
    this.doubts.forget();
    this.latents.forget();
    this.scoreboards.forget();
    this.live = null;
    this.view = adoptedView(project);
    this.#remembering.begin();
    this.selection.load(project.dataset?.rows ?? 0, new Uint8Array(0));
    this.timeline.begin(this.#moment());
    if (project.dataset) void this.#loadSelection(project.dataset.id);
  }

  async #loadSelection(dataset: number): Promise<void> {
    await this.attempt(async () => {
      const { rows } = await this.client.call('selection.read', {});
      if (this.project.dataset?.id === dataset && this.selection.rows.length === 0) {
        this.selection.load(this.selection.size, rows);
        this.timeline.begin(this.#moment());
      }
    });
  }

  /** At the start, and again whenever the line was mended. */
  async #look(): Promise<void> {
    await this.attempt(async () => {
      const [project, settings, jobs] = await Promise.all([
        this.client.call('project.read', {}),
        this.client.call('settings.read', {}),
        this.client.call('jobs.list', {}),
      ]);
      this.preferences.load(settings);
      this.themes.choice = settings.theme;
      this.#jobs.resync(jobs);
      // What was assessed while the line was down was not heard.
      this.doubts.forget();
      this.latents.forget();
      this.scoreboards.forget();
      this.adopt(project);
      // What could not be written while the line was down.
      await this.#remembering.flush();
    });
    this.ready = true;
  }

  #hear(event: LensEvent): void {
    if (event.name === 'job') this.#jobs.apply(event.value);
    else if (event.name === 'project') this.adopt(event.value);
    else if (event.name === 'trace') this.live = event.value;
    else if (event.name === 'doubt') this.doubts.hear(event.value);
    else if (event.name === 'latent' || event.name === 'epochs') this.latents.hear(event);
    else if (event.name === 'scoreboard') this.scoreboards.hear(event.value);
    else {
      // With none picked an older fit would be shown again, as if nothing had been done.
      if (this.shownCandidate && endedInVain(this.project.fits, event.value)) this.view.shown ??= toSee(event.value);
      this.project = { ...this.project, fits: withFit(this.project.fits, event.value) };
      if (event.value.status !== 'running' && this.live?.fit === event.value.id) this.live = null;
    }
  }

  #jobEnded(job: Job): void {
    if (job.kind === 'fit') this.live = null;
    if (job.status === 'failed' && job.error) this.notices.error(job.error);
    for (const note of job.notes ?? []) this.notices.info(note);
  }
}
