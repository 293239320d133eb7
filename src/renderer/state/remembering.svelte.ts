import type { CallName, Input } from '../../shared/contract.ts';
import type { ViewState } from '../../shared/model/project.ts';
import { type Keeping, type Written, written } from './written.ts';

interface Seen {
  /** Of which project and data set. */
  readonly of: { readonly path: string | null; readonly dataset: number | null };
  readonly view: ViewState;
  readonly rows: Uint8Array;
}

/** What is looked at, and the states of the rows, on their way into the project: a little later, or when it is asked for. */
export class Remembering {
  readonly #keeping = $state<{ view: Keeping; rows: Keeping }>({ view: 'kept', rows: 'kept' });
  readonly #seen: () => Seen;
  readonly #view: Written;
  readonly #rows: Written;
  #known = '';

  /** `write` answers whether it could be written. */
  constructor(seen: () => Seen, write: <N extends CallName>(name: N, input: Input<N>) => Promise<boolean>) {
    const told = (part: 'view' | 'rows') => (now: Keeping) => {
      this.#keeping[part] = now;
    };
    this.#seen = seen;
    this.#view = written(400, () => write('project.remember', { ...seen().view, of: seen().of }), told('view'));
    this.#rows = written(300, () => write('selection.write', { rows: seen().rows, of: seen().of }), told('rows'));
  }

  /** Is what is shown in the project file? */
  get keeping(): Keeping {
    const { view, rows } = this.#keeping;
    return [view, rows].find((one) => one === 'failed') ?? [view, rows].find((one) => one === 'due') ?? 'kept';
  }

  /** Another project's: nothing of the old one is written any more. */
  begin(): void {
    this.#view.begin();
    this.#rows.begin();
    this.#known = JSON.stringify(this.#seen().view);
  }

  /** Whatever changes what is looked at, wherever it is changed; to be called in an effect. */
  noteView(): void {
    const now = JSON.stringify(this.#seen().view);
    if (now === this.#known) return;
    this.#known = now;
    this.#view.soon();
  }

  noteRows(): void {
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
