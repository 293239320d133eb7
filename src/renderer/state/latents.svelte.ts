import type { Decoded, LatentComparison, LatentModel, LatentRows } from '../../shared/contract/latent.ts';
import type { Input, LensEvent, Output } from '../../shared/contract.ts';
import type { LatentEpoch } from '../../shared/model/latent.ts';
import type { ViewState } from '../../shared/model/project.ts';
import type { Client } from '../client.ts';
import { withEpochs, withModel } from './latent-list.ts';

export type ColumnErrors = Output<'latent.columnErrors'>;

/** What is needed here of the Lens. */
interface Host {
  readonly client: Client;
  readonly view: ViewState;
  attempt<T>(run: () => Promise<T>): Promise<T | null>;
  flush(): Promise<void>;
}

/** The project's VAEs, and what is known of the one shown. */
export class Latents {
  all: readonly LatentModel[] = $state.raw([]);
  /** False until they were asked for. */
  loaded = $state(false);
  /** Codes of the one shown; not settled: as they stood at some epoch of a training that goes on. */
  rows: { readonly model: number; readonly settled: boolean; readonly value: LatentRows } | null = $state.raw(null);
  columnErrors: { readonly model: number; readonly value: ColumnErrors } | null = $state.raw(null);
  comparison: { readonly model: number; readonly value: LatentComparison } | null = $state.raw(null);
  /** True from the moment that a training is asked for until it runs, or is refused. */
  starting = $state(false);
  #epochs: ReadonlyMap<number, readonly LatentEpoch[]> = $state.raw(new Map());
  readonly #lens: Host;
  #turn = 0;
  /** Of the last comparison asked for. */
  #compared = 0;

  constructor(lens: Host) {
    this.#lens = lens;
  }

  readonly running: LatentModel | null = $derived(this.all.find((one) => one.status === 'running') ?? null);

  /** What was picked, otherwise the newest. */
  get shown(): LatentModel | null {
    const { model } = this.#lens.view.latent;
    return this.all.find((one) => one.id === model) ?? this.all.at(-1) ?? null;
  }

  epochs(model: number): readonly LatentEpoch[] {
    return this.#epochs.get(model) ?? [];
  }

  /** False until its epochs were asked for, or heard of: that there are none is not known before. */
  knowsEpochs(model: number): boolean {
    return this.#epochs.has(model);
  }

  /** Asked again it does nothing; what comes later is heard. */
  async load(): Promise<void> {
    if (this.loaded) return;
    this.loaded = true;
    const turn = this.#turn;
    const found = await this.#lens.attempt(() => this.#lens.client.call('latent.list', {}));
    if (found && turn === this.#turn) this.all = this.all.reduce<readonly LatentModel[]>(withModel, found);
  }

  /** Another project, or another data set. */
  forget(): void {
    this.#turn++;
    this.starting = false;
    this.loaded = false;
    this.all = [];
    this.rows = null;
    this.columnErrors = null;
    this.comparison = null;
    this.#epochs = new Map();
  }

  hear(event: Extract<LensEvent, { name: 'latent' | 'epochs' }>): void {
    if (event.name === 'latent') this.all = withModel(this.all, event.value);
    else this.#add(event.value.model, event.value.epochs);
  }

  /** All epochs of a model, those before it was looked at too. */
  async loadEpochs(model: number): Promise<void> {
    const turn = this.#turn;
    const found = await this.#lens.attempt(() => this.#lens.client.call('latent.epochs', { model }));
    if (found && turn === this.#turn) this.#add(model, found);
  }

  async loadRows(model: number): Promise<void> {
    const turn = this.#turn;
    if (this.rows?.model === model && this.rows.settled) return;
    const value = await this.#lens.attempt(() => this.#lens.client.call('latent.rows', { model }));
    if (value && turn === this.#turn && this.shown?.id === model) this.rows = { model, settled: true, value };
  }

  /** The codes of a training that goes on, as far as there are some; nothing is said where there are none yet. */
  async glimpse(model: number): Promise<void> {
    const turn = this.#turn;
    const value = await this.#lens.client.call('latent.rows', { model }).catch(() => null);
    const known = this.rows?.model === model && this.rows.settled;
    if (value && !known && turn === this.#turn && this.shown?.id === model) this.rows = { model, settled: false, value };
  }

  async loadColumnErrors(model: number): Promise<void> {
    if (this.columnErrors?.model === model) return;
    const turn = this.#turn;
    const value = await this.#lens.attempt(() => this.#lens.client.call('latent.columnErrors', { model }));
    if (value && turn === this.#turn && this.shown?.id === model) this.columnErrors = { model, value };
  }

  /** The last that was asked for is the one that is kept; answers whether it was this one. */
  async compare(model: number, seed: number): Promise<boolean> {
    const [turn, asked] = [this.#turn, ++this.#compared];
    const value = await this.#lens.attempt(() => this.#lens.client.call('latent.compare', { model, seed }));
    if (turn !== this.#turn || asked !== this.#compared) return false;
    if (value) this.comparison = { model, value };
    return true;
  }

  reconstruct(model: number, rows: Int32Array): Promise<Decoded | null> {
    return this.#lens.attempt(() => this.#lens.client.call('latent.reconstruct', { model, rows }));
  }

  decode(model: number, codes: Float32Array): Promise<Decoded> {
    return this.#lens.client.call('latent.decode', { model, codes });
  }

  /** Which network is trained, or was before with the same options; null where it could not begin. */
  async start(input: Input<'latent.start'>): Promise<number | null> {
    if (this.starting) return null;
    this.starting = true;
    const turn = this.#turn;
    const begun = await this.#lens.attempt(async () => {
      // Which rows are excluded is read from the project.
      await this.#lens.flush();
      const { model } = await this.#lens.client.call('latent.start', input);
      if (turn === this.#turn) Object.assign(this.#lens.view.latent, { model, face: null });
      return model;
    });
    if (turn === this.#turn) this.starting = false;
    return begun;
  }

  async remove(model: number): Promise<void> {
    const turn = this.#turn;
    const gone = await this.#lens.attempt(() => this.#lens.client.call('latent.delete', { model }));
    if (!gone || turn !== this.#turn) return;
    this.all = this.all.filter((one) => one.id !== model);
    if (this.#lens.view.latent.model === model) this.#lens.view.latent.model = null;
  }

  #add(model: number, epochs: readonly LatentEpoch[]): void {
    this.#epochs = new Map(this.#epochs).set(model, withEpochs(this.epochs(model), epochs));
  }
}
