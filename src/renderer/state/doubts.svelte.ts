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

  constructor(client: Client, report: (thrown: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** Asked again for the same fit it does nothing; what comes later is heard. */
  async load(fit: number): Promise<void> {
    if (fit === this.#fit) return;
    this.#fit = fit;
    this.all = [];
    try {
      const found = await this.#client.call('doubt.list', { fit });
      if (fit === this.#fit) this.all = this.all.reduce<readonly Doubt[]>(withDoubt, found);
    } catch (thrown) {
      if (fit === this.#fit) this.#report(thrown);
    }
  }

  /** Another project, or another data set: ids of fits begin anew. */
  forget(): void {
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
