import type { ScoreRows } from '../../shared/contract/scoreboard.ts';
import type { Input } from '../../shared/contract.ts';
import type { ViewState } from '../../shared/model/project.ts';
import type { Scoreboard } from '../../shared/model/scoreboard.ts';
import type { Client } from '../client.ts';

/** What is needed here of the Lens. */
interface Host {
  readonly client: Client;
  readonly view: ViewState;
  attempt<T>(run: () => Promise<T>): Promise<T | null>;
  flush(): Promise<void>;
}

/** The project's comparisons of models, and what the one shown says of the rows. */
export class Scoreboards {
  all: readonly Scoreboard[] = $state.raw([]);
  /** False until they were asked for. */
  loaded = $state(false);
  /** True from the moment that a comparison is asked for until it runs, or is refused. */
  starting = $state(false);
  rows: { readonly scoreboard: number; readonly models: number; readonly value: ScoreRows } | null = $state.raw(null);
  readonly #lens: Host;
  #turn = 0;

  constructor(lens: Host) {
    this.#lens = lens;
  }

  readonly running: Scoreboard | null = $derived(this.all.find((one) => one.status === 'running') ?? null);

  /** What was picked, otherwise the newest. */
  get shown(): Scoreboard | null {
    const { shown } = this.#lens.view.scoreboard;
    return this.all.find((one) => one.id === shown) ?? this.all.at(-1) ?? null;
  }

  /** Asked again it does nothing; what comes later is heard. */
  async load(): Promise<void> {
    if (this.loaded) return;
    this.loaded = true;
    const turn = this.#turn;
    const found = await this.#lens.attempt(() => this.#lens.client.call('scoreboard.list', {}));
    if (found && turn === this.#turn) this.all = this.all.reduce(withScoreboard, found);
  }

  /** Another project, or another data set. */
  forget(): void {
    this.#turn++;
    this.starting = false;
    this.loaded = false;
    this.all = [];
    this.rows = null;
  }

  hear(scoreboard: Scoreboard): void {
    this.all = withScoreboard(this.all, scoreboard);
  }

  /** Again when more models are finished. */
  async loadRows({ id, scores }: Scoreboard): Promise<void> {
    if (this.rows?.scoreboard === id && this.rows.models === scores.length) return;
    const turn = this.#turn;
    const value = await this.#lens.attempt(() => this.#lens.client.call('scoreboard.rows', { scoreboard: id }));
    // What was asked for when more models were finished may have come before.
    const known = this.rows?.scoreboard === id ? this.rows.models : -1;
    if (value && turn === this.#turn && this.shown?.id === id && scores.length > known)
      this.rows = { scoreboard: id, models: scores.length, value };
  }

  async start(input: Input<'scoreboard.start'>): Promise<void> {
    if (this.starting) return;
    this.starting = true;
    const turn = this.#turn;
    await this.#lens.attempt(async () => {
      // Which rows are excluded is read from the project.
      await this.#lens.flush();
      const { scoreboard } = await this.#lens.client.call('scoreboard.start', input);
      if (turn === this.#turn) Object.assign(this.#lens.view.scoreboard, { shown: scoreboard });
    });
    if (turn === this.#turn) this.starting = false;
  }

  async remove(id: number): Promise<void> {
    const turn = this.#turn;
    const gone = await this.#lens.attempt(() => this.#lens.client.call('scoreboard.delete', { scoreboard: id }));
    if (gone && turn === this.#turn) this.all = this.all.filter((one) => one.id !== id);
  }
}

/** The list with one in the place of its former state, or added at the end. */
export const withScoreboard = (all: readonly Scoreboard[], one: Scoreboard): readonly Scoreboard[] =>
  all.some(({ id }) => id === one.id) ? all.map((each) => (each.id === one.id ? one : each)) : [...all, one];
