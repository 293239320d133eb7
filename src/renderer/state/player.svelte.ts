import type { RowResults } from '../../shared/contract.ts';
import { assignmentMixture } from '../../shared/geometry/assignment.ts';
import { rowPosterior } from '../../shared/geometry/responsibilities.ts';
import type { ColumnCells } from '../../shared/model/column.ts';
import type { CandidateDetail, FamilyCode, GaussianMixture } from '../../shared/model/mixture.ts';
import type { Method } from '../../shared/model/variational.ts';
import type { Client } from '../client.ts';
import { Playback } from './playback.svelte.ts';
import { completeRows, type Effect, effectAt, heldAt, mixtureAt, portion, type Run, withMean } from './player-run.ts';
import { numberedRun } from './run-numbers.ts';
import { type Asked, askRun, grown } from './run-portions.ts';
import { RunShelf } from './run-shelf.ts';
import type { Shown } from './shown.ts';

/** What the player needs of the application. */
export interface PlayerHost {
  readonly client: Client;
  /** States of the rows: those excluded are not watched. */
  readonly selection: { readonly rows: Uint8Array };
  /** Writes what is still waiting to be remembered. */
  flush(): Promise<void>;
  cells(column: string): Promise<ColumnCells>;
  /** The candidate shown, as it is kept: what ends near it has its numbers. */
  readonly shownCandidate: Shown | null;
  readonly kept: { readonly detail: CandidateDetail | null };
  attempt<T>(run: () => Promise<T>): Promise<T | null>;
}

/** EM, or variational inference, on the person's own data, half-step by half-step: one run, and where in it we are. */
export class Player {
  /** While the player is open, the views draw its half-step in place of the candidate shown. */
  open = $state(false);
  /** The run as it was asked for. */
  #own: Run | null = $state.raw(null);
  readonly run: Run | null = $derived.by(() => {
    const { shownCandidate, kept } = this.#host;
    return this.#own && numberedRun(this.#own, shownCandidate, kept.detail?.mixture ?? null);
  });
  readonly playback = new Playback(() => this.run);
  /** What the next run is asked with. */
  method: Method = $state('em');
  k = $state(3);
  family: FamilyCode = $state('VVV');
  seed = $state(1);
  /** True while the first half-steps are on their way. */
  starting = $state(false);
  /** A mixture whose mean is being dragged: shown with its own responsibilities until it is let go. */
  draft: GaussianMixture | null = $state.raw(null);
  /** Rows with a value in each of the run's columns. */
  count = $state(0);
  /** Which of the runs begun is shown, from 1, 0: none: a step of undo each. */
  number = $state(0);
  #values: readonly Float64Array[] = $state.raw([]);
  #begun = 0;
  readonly #shelf = new RunShelf();
  #turn = 0;
  readonly #host: PlayerHost;

  readonly step = $derived(this.run?.steps[this.playback.at] ?? null);
  readonly effect: Effect | null = $derived(this.run && effectAt(this.run, this.playback.at));
  readonly mixture: GaussianMixture | null = $derived(this.draft ?? (this.run && mixtureAt(this.run, this.playback.at)));
  readonly #held: GaussianMixture | null = $derived(this.draft ?? (this.run && heldAt(this.run, this.playback.at)));
  /** What the responsibilities that hold now say of each row; null before the first E-step. */
  readonly rows: RowResults | null = $derived(
    this.open && this.#held && this.#values.length > 0 ? rowPosterior(this.#values, assignmentMixture(this.#held)) : null,
  );

  constructor(host: PlayerHost) {
    this.#host = host;
  }

  /** Begins anew and stops at half-step `at`. What was there stays in sight until the first half-steps are known. */
  async begin(asked: Asked, at = 0): Promise<void> {
    const turn = ++this.#turn;
    this.playback.stop();
    this.starting = true;
    await this.#host.attempt(async () => {
      // Which rows are excluded is read from the project.
      await this.#host.flush();
      const { k, family, method, bayesian } = asked;
      const names = [...asked.columns];
      const cells = await Promise.all(names.map((name) => this.#host.cells(name)));
      const values = cells.flatMap((one) => (one.kind === 'values' ? [one.values] : []));
      const limit = portion(values[0]?.length ?? 0, k, names.length);
      const first = await askRun(this.#host.client, { ...asked, columns: names }, limit);
      if (turn !== this.#turn) return;
      this.#leave();
      this.number = ++this.#begun;
      this.#values = values;
      this.count = completeRows(values, this.#host.selection.rows);
      const ordered = asked.start.kind === 'mixture' || asked.start.kind === 'group';
      this.#own = { columns: names, k, family, method, bayesian, ordered, ...first };
      this.playback.stop(at);
      this.draft = null;
      this.starting = false;
      await this.#goOn(turn);
    });
    // It failed, and the failure was told: what was there before stays.
    if (turn === this.#turn && this.starting) {
      this.starting = false;
      this.draft = null;
    }
  }

  #leave(): void {
    const { count } = this;
    if (this.#own) this.#shelf.put(this.number, { run: this.#own, at: this.playback.at, count, values: this.#values });
  }

  /** Back to a run that was left, or on to it, where it was left; 0: before the first. One that is no longer kept cannot be shown. */
  restore(number: number): void {
    this.#leave();
    const turn = ++this.#turn;
    this.playback.stop();
    this.starting = false;
    this.draft = null;
    this.number = number;
    const kept = this.#shelf.get(number);
    if (!kept && number > 0) return;
    this.#own = kept?.run ?? null;
    this.playback.stop(kept?.at ?? 0);
    this.#values = kept?.values ?? [];
    this.count = kept?.count ?? 0;
    // What is undone must be seen.
    if (kept) this.open = true;
    if (kept) void this.#host.attempt(() => this.#goOn(turn));
  }

  /** Asks for the rest of the run as long as the player is open. */
  async #goOn(turn: number): Promise<void> {
    if (!this.open || !this.#own) return;
    for await (const run of grown(this.#host.client, this.#own, this.seed, this.count)) {
      if (turn !== this.#turn) return;
      this.#own = run;
      if (!this.open) return;
    }
  }

  /** The views draw the player's half-step from now on, or no more. */
  show(open: boolean): void {
    if (open === this.open) return;
    this.open = open;
    this.playback.stop();
    this.draft = null;
    if (!open || this.starting) return;
    // A portion that was on its way when the player was closed is not waited for.
    const turn = ++this.#turn;
    void this.#host.attempt(() => this.#goOn(turn));
  }

  /** One component's mean to another place, in some of the columns (by index): shown at once, nothing is run. */
  drag(component: number, places: Readonly<Record<number, number>>): void {
    const { mixture } = this;
    if (!mixture) return;
    this.playback.stop();
    this.draft = withMean(mixture, component, places);
  }

  /** Runs again from the mixture as it was dragged, and shows it after its first E-step. */
  async drop(): Promise<void> {
    const { run, draft } = this;
    if (!run || !draft) return;
    await this.begin({ ...run, seed: this.seed, start: { kind: 'mixture', mixture: draft } }, 1);
  }

  release(): void {
    this.draft = null;
  }

  /** Another data set: nothing of this holds any more. */
  reset(): void {
    this.#turn++;
    this.open = false;
    this.playback.stop(0);
    this.starting = false;
    this.#own = null;
    this.draft = null;
    this.#values = [];
    this.number = 0;
    this.#shelf.clear();
  }
}
