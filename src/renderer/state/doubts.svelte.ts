import { type Doubt, type DoubtKind, type DoubtOptions, withDoubt } from '../../shared/model/doubt-results.ts';
import type { Client } from '../client.ts';

/** The assessments of the fit that is looked at. */
export class Doubts {
  all: readonly Doubt[] = $state.raw([]);
  /** The last that was asked for here. */
  started: { readonly kind: DoubtKind; readonly job: number } | null = $state.raw(null);
  readonly #client: Client;
  readonly #report: (thrown: unknown) => void;
  #fit: number | null = null;
  #loading: Promise<void> = Promise.resolve();
  #turn = 0;

  constructor(client: Client, report: (thrown: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** Answers when they are there. Asked again for the same fit it asks no second time; what comes later is heard. */
  load(fit: number): Promise<void> {
    if (fit !== this.#fit) this.#loading = this.#list(fit);
    return this.#loading;
  }

  async #list(fit: number): Promise<void> {
    const turn = ++this.#turn;
    this.#fit = fit;
    this.all = [];
    try {
      const found = await this.#client.call('doubt.list', { fit });
      if (turn === this.#turn) this.all = this.all.reduce<readonly Doubt[]>(withDoubt, found);
    } catch (thrown) {
      if (turn === this.#turn) this.#report(thrown);
    }
  }

  /** Another project, or another data set: ids of fits begin anew. */
  forget(): void {
    this.#turn++;
    this.#fit = null;
    this.all = [];
  }

  hear(doubt: Doubt): void {
    if (doubt.options.fit === this.#fit) this.all = withDoubt(this.all, doubt);
  }

  async start(options: DoubtOptions): Promise<void> {
    try {
      const { job } = await this.#client.call('doubt.start', options);
      this.started = { kind: options.kind, job };
    } catch (thrown) {
      this.#report(thrown);
    }
  }
}
