import type { RowResults } from '../../shared/contract.ts';
import { assignmentMixture } from '../../shared/geometry/assignment.ts';
import { rowPosterior } from '../../shared/geometry/responsibilities.ts';
import type { ColumnCells } from '../../shared/model/column.ts';
import type { FamilyCode, GaussianMixture } from '../../shared/model/mixture.ts';
import type { Play, PlayStart } from '../../shared/model/player.ts';
import type { Method, PriorOptions } from '../../shared/model/variational.ts';
import type { Client } from '../client.ts';
import {
  completeRows,
  type Effect,
  effectAt,
  heldAt,
  isOpen,
  joined,
  mixtureAt,
  mostIterations,
  portion,
  type Run,
  withMean,
} from './player-run.ts';
import { RunShelf } from './run-shelf.ts';

/** What the player needs of the application. */
export interface PlayerHost {
  readonly client: Client;
  /** States of the rows: those excluded are not watched. */
  readonly selection: { readonly rows: Uint8Array };
  /** Writes what is still waiting to be remembered. */
  flush(): Promise<void>;
  cells(column: string): Promise<ColumnCells>;
  attempt<T>(run: () => Promise<T>): Promise<T | null>;
}

export interface Asked {
  readonly method: Method;
  readonly bayesian: PriorOptions | null;
  readonly columns: readonly string[];
  readonly k: number;
  readonly family: FamilyCode;
  readonly seed: number;
  readonly start: PlayStart;
}

/** EM, or variational inference, on the person's own data, half-step by half-step: one run, and where in it we are. */
export class Player {
  /** While the player is open, the views draw its half-step in place of the candidate shown. */
  open = $state(false);
  run: Run | null = $state.raw(null);
  /** Index of the half-step shown. */
  at = $state(0);
  playing = $state(false);
  /** Half-steps a second. */
  speed = $state(2);
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

  readonly step = $derived(this.run?.steps[this.at] ?? null);
  readonly last: number = $derived((this.run?.steps.length ?? 1) - 1);
  readonly effect: Effect | null = $derived(this.run && effectAt(this.run, this.at));
  readonly mixture: GaussianMixture | null = $derived(this.draft ?? (this.run && mixtureAt(this.run, this.at)));
  readonly #held: GaussianMixture | null = $derived(this.draft ?? (this.run && heldAt(this.run, this.at)));
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
    this.playing = false;
    this.starting = true;
    await this.#host.attempt(async () => {
      // Which rows are excluded is read from the project.
      await this.#host.flush();
      const { k, family, method, bayesian } = asked;
      const names = [...asked.columns];
      const cells = await Promise.all(names.map((name) => this.#host.cells(name)));
      const values = cells.flatMap((one) => (one.kind === 'values' ? [one.values] : []));
      const limit = portion(values[0]?.length ?? 0, k, names.length);
      const first = await this.#ask({ ...asked, columns: names }, limit);
      if (turn !== this.#turn) return;
      this.#leave();
      this.number = ++this.#begun;
      this.#values = values;
      this.count = completeRows(values, this.#host.selection.rows);
      this.run = { columns: names, k, family, method, bayesian, ...first };
      this.at = Math.min(at, this.last);
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
    const { run, at, count } = this;
    if (run) this.#shelf.put(this.number, { run, at, count, values: this.#values });
  }

  /** Back to a run that was left, or on to it, where it was left; 0: before the first. One that is no longer kept cannot be shown. */
  restore(number: number): void {
    this.#leave();
    const turn = ++this.#turn;
    this.playing = false;
    this.starting = false;
    this.draft = null;
    this.number = number;
    const kept = this.#shelf.get(number);
    if (!kept && number > 0) return;
    this.run = kept?.run ?? null;
    this.at = kept?.at ?? 0;
    this.#values = kept?.values ?? [];
    this.count = kept?.count ?? 0;
    // What is undone must be seen.
    if (kept) this.open = true;
    if (this.run) void this.#host.attempt(() => this.#goOn(turn));
  }

  #ask({ columns, k, family, seed, start, method, bayesian }: Asked, limit: number): Promise<Play & Pick<Run, 'evidence'>> {
    const options = { columns: [...columns], k, family, seed, start, limit };
    const { client } = this.#host;
    return method === 'em' ? client.call('em.play', options) : client.call('variational.play', { ...options, bayesian });
  }

  /** Asks for the rest of the run, a portion at a time, as long as the player is open: nobody waits for more. */
  async #goOn(turn: number): Promise<void> {
    while (this.open && turn === this.#turn && this.run && isOpen(this.run)) {
      const { columns, k, mixtures, steps } = this.run;
      const limit = Math.min(portion(this.count, k, columns.length), mostIterations - steps.at(-1)!.iteration);
      const start: PlayStart = { kind: 'mixture', mixture: mixtures.at(-1)! };
      const further = await this.#ask({ ...this.run, seed: this.seed, start }, limit);
      if (further.steps.length <= 2 && !further.converged) break;
      if (turn === this.#turn && this.run) this.run = joined(this.run, further);
    }
  }

  /** The views draw the player's half-step from now on, or no more. */
  show(open: boolean): void {
    if (open === this.open) return;
    this.open = open;
    this.playing = false;
    this.draft = null;
    if (!open || this.starting) return;
    // A portion that was on its way when the player was closed is not waited for.
    const turn = ++this.#turn;
    void this.#host.attempt(() => this.#goOn(turn));
  }

  go(at: number): void {
    this.at = Math.max(0, Math.min(this.last, Math.round(at)));
  }

  /** On to the next half-step of this kind. */
  next(kind: 'E' | 'M'): void {
    this.playing = false;
    this.go(this.run?.steps[this.at + 1]?.kind === kind ? this.at + 1 : this.at + 2);
  }

  toggle(): void {
    if (!this.run) return;
    if (!this.playing && this.at >= this.last) this.go(0);
    this.playing = !this.playing;
    if (this.playing) this.#play();
  }

  /** Moves on with the clock, however many half-steps a frame that is; waits at the end for what is still on its way. */
  #play(): void {
    const turn = this.#turn;
    let since = performance.now();
    const frame = (now: number) => {
      if (!this.playing || turn !== this.#turn || !this.run) return;
      const due = Math.floor(((now - since) / 1000) * this.speed);
      if (due > 0) {
        since = this.at + due > this.last ? now : since + (due * 1000) / this.speed;
        this.go(this.at + due);
      }
      if (this.at >= this.last && !isOpen(this.run)) this.playing = false;
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  /** One component's mean to another place, in some of the columns (by index): shown at once, nothing is run. */
  drag(component: number, places: Readonly<Record<number, number>>): void {
    const { mixture } = this;
    if (!mixture) return;
    this.playing = false;
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
    this.playing = false;
    this.starting = false;
    this.run = null;
    this.draft = null;
    this.#values = [];
    this.at = 0;
    this.number = 0;
    this.#shelf.clear();
  }
}
