import type { ViewState } from '../../shared/model/project.ts';
import { type Bounds, begun, changed, type History, redone, undone } from './history.ts';
import { type Change, changeOf, type Moment, nothing } from './moment.ts';

/** What is undone and redone, of the Lens. */
export interface TimelineHost {
  view: ViewState;
  readonly selection: { readonly rows: Uint8Array; restore(rows: Uint8Array): void };
  readonly player: { readonly number: number; restore(number: number): void };
  readonly trial: { readonly trying: Moment['trial']; restore(trial: Moment['trial']): void };
}

const bounds: Bounds<Moment> = { steps: 100, bytes: 64e6, size: ({ rows, view }) => rows.byteLength + 2 * view.length };
/** Milliseconds: a view changes again and again while a number is typed or a slider moved. */
const pause = 300;

/** Undo and redo of views, row states, runs of the player and trials of a concentration: one history for all. */
export class Timeline {
  #deed = 0;
  /** Of the last change of the view: its deed and what it changed, and the step it belongs to. */
  #viewed = { deed: 0, parts: '', step: 0 };
  #history: History<Moment> = $state.raw(begun(nothing));
  readonly #host: TimelineHost;
  readonly canUndo: boolean = $derived(this.#history.past.length > 0);
  readonly canRedo: boolean = $derived(this.#history.future.length > 0);

  constructor(host: TimelineHost) {
    this.#host = host;
  }

  /** How things stand now. */
  get now(): Moment {
    const { view, selection, player, trial } = this.#host;
    // Colours follow what is shown; they are no step of their own.
    return {
      view: JSON.stringify({ ...view, appearances: [] }),
      rows: selection.rows,
      run: player.number,
      trial: trial.trying,
    };
  }

  /** The person presses a key or a button anew: what rows become from now on is a step of its own, a drag is one. */
  turn(): void {
    this.#deed++;
  }

  /** Another project: nothing of this can be undone any more. */
  begin(): void {
    this.#history = begun(this.now);
  }

  /** How things have come to stand; what no person did is no step. */
  note(to: Moment): void {
    const change = changeOf(this.#history.present, to);
    if (change.kind === 'none') {
      if (to.trial.of !== this.#history.present.trial.of) this.#history = { ...this.#history, present: to };
      return;
    }
    const within = change.kind === 'view' ? pause : Number.POSITIVE_INFINITY;
    this.#history = changed(this.#history, { to, part: this.#part(change, to), now: performance.now(), within }, bounds);
  }

  undo(): void {
    this.#go(undone(this.#history));
  }

  redo(): void {
    this.#go(redone(this.#history));
  }

  #part(change: Change, { run }: Moment): string {
    if (change.kind === 'run') return `run ${run}`;
    if (change.kind === 'view') return `${change.rows ? 'both' : 'view'} ${this.#step(change.parts)}`;
    return `${change.kind} ${this.#deed}`;
  }

  /** Another thing that the person does to another part of the view is another step, however quick. */
  #step(parts: string): number {
    const { deed, parts: before, step } = this.#viewed;
    const another = deed !== this.#deed && parts !== before;
    this.#viewed = { deed: this.#deed, parts, step: another ? step + 1 : step };
    return this.#viewed.step;
  }

  #go(to: History<Moment>): void {
    if (to.present === this.#history.present) return;
    this.#history = to;
    const { view, rows, run, trial } = to.present;
    const host = this.#host;
    host.view = { ...JSON.parse(view), appearances: host.view.appearances };
    if (rows !== host.selection.rows) host.selection.restore(rows);
    if (run !== host.player.number) host.player.restore(run);
    host.trial.restore(trial);
  }
}
