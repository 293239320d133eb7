import type { CallName, Input } from '../../shared/contract.ts';
import type { ViewState } from '../../shared/model/project.ts';
import { type Later, later } from './later.ts';

interface Seen {
  readonly view: ViewState;
  readonly rows: Uint8Array;
}

/** What is looked at, and the states of the rows, on their way into the project: a little later, or when it is asked for. */
export class Remembering {
  /** True while what is shown is not yet in the project file. */
  unsaved = $state(false);
  readonly #seen: () => Seen;
  readonly #view: Later;
  readonly #rows: Later;
  #known = '';

  constructor(seen: () => Seen, write: <N extends CallName>(name: N, input: Input<N>) => Promise<unknown>) {
    const save = async <N extends CallName>(name: N, input: Input<N>) => {
      await write(name, input);
      this.unsaved = false;
    };
    this.#seen = seen;
    this.#view = later(400, () => save('project.remember', seen().view));
    this.#rows = later(300, () => save('selection.write', { rows: seen().rows }));
  }

  /** Another project's: nothing of the old one is written any more. */
  begin(): void {
    this.#view.drop();
    this.#rows.drop();
    this.unsaved = false;
    this.#known = JSON.stringify(this.#seen().view);
  }

  /** Whatever changes what is looked at, wherever it is changed; to be called in an effect. */
  noteView(): void {
    const now = JSON.stringify(this.#seen().view);
    if (now === this.#known) return;
    this.#known = now;
    this.unsaved = true;
    this.#view.soon();
  }

  noteRows(): void {
    this.unsaved = true;
    this.#rows.soon();
  }

  /** The states of the rows, before the main process reads them. */
  flushRows(): Promise<void> {
    return this.#rows.flush();
  }

  /** All that still waits, before another project takes its place. */
  async flush(): Promise<void> {
    await Promise.all([this.#view.flush(), this.#rows.flush()]);
  }
}
