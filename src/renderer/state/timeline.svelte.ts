import { type Bounds, begun, changed, type History, redone, undone } from './history.ts';
import { viewParts } from './view-parts.ts';

/** What was looked at, what the rows were, and which run was watched: as JSON, so that nothing changes it later; the flags are never written into. */
export interface Moment {
  readonly view: string;
  readonly rows: Uint8Array;
  /** Which run the player shows. */
  readonly run: number;
}

const bounds: Bounds<Moment> = { steps: 100, bytes: 64e6, size: ({ rows, view }) => rows.byteLength + 2 * view.length };
/** Milliseconds: a view changes again and again while a number is typed or a slider moved. */
const pause = 300;
const nothing: Moment = { view: '', rows: new Uint8Array(0), run: 0 };

/** Undo and redo of views, row states and runs of the player: one history for all. */
export class Timeline {
  #deed = 0;
  /** Of the last change of the view: its deed and what it changed, and the step it belongs to. */
  #viewed = { deed: 0, parts: '', step: 0 };
  #history: History<Moment> = $state.raw(begun(nothing));
  readonly canUndo: boolean = $derived(this.#history.past.length > 0);
  readonly canRedo: boolean = $derived(this.#history.future.length > 0);

  /** The person presses a key or a button anew: what rows become from now on is a step of its own, a drag is one. */
  turn(): void {
    this.#deed++;
  }

  /** Another project: nothing of this can be undone any more. */
  begin(moment: Moment): void {
    this.#history = begun(moment);
  }

  /** How things stand now; the same as before is no step. */
  note(to: Moment): void {
    const { present } = this.#history;
    const view = to.view !== present.view;
    const rows = to.rows !== present.rows && (to.rows.length > 0 || present.rows.length > 0);
    const run = to.run !== present.run;
    if (!view && !rows && !run) return;
    const part = run
      ? `run ${to.run}`
      : view
        ? `${rows ? 'both' : 'view'} ${this.#step(viewParts(present.view, to.view))}`
        : `rows ${this.#deed}`;
    const within = view ? pause : Number.POSITIVE_INFINITY;
    this.#history = changed(this.#history, { to, part, now: performance.now(), within }, bounds);
  }

  /** How things stood before; null when there was nothing. */
  undo(): Moment | null {
    return this.#go(undone(this.#history));
  }

  redo(): Moment | null {
    return this.#go(redone(this.#history));
  }

  /** Another thing that the person does to another part of the view is another step, however quick. */
  #step(parts: string): number {
    const { deed, parts: before, step } = this.#viewed;
    const another = deed !== this.#deed && parts !== before;
    this.#viewed = { deed: this.#deed, parts, step: another ? step + 1 : step };
    return this.#viewed.step;
  }

  #go(to: History<Moment>): Moment | null {
    if (to.present === this.#history.present) return null;
    this.#history = to;
    return to.present;
  }
}
