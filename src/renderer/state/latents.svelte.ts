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
  #epochs: ReadonlyMap<number, readonly LatentEpoch[]> = $state.raw(new Map());
  readonly #lens: Host;
  #turn = 0;

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
    const value = await this.#lens.attempt(() => this.#lens.client.call('latent.columnErrors', { model }));
    if (value) this.columnErrors = { model, value };
  }

  async compare(model: number, seed: number): Promise<void> {
    const value = await this.#lens.attempt(() => this.#lens.client.call('latent.compare', { model, seed }));
    if (value) this.comparison = { model, value };
  }

  reconstruct(model: number, rows: Int32Array): Promise<Decoded | null> {
    return this.#lens.attempt(() => this.#lens.client.call('latent.reconstruct', { model, rows }));
  }

  decode(model: number, codes: Float32Array): Promise<Decoded> {
    return this.#lens.client.call('latent.decode', { model, codes });
  }

  /** Which network is trained, or was before with the same options; null where it could not begin. */
  start(input: Input<'latent.start'>): Promise<number | null> {
    return this.#lens.attempt(async () => {
      // Which rows are excluded is read from the project.
      await this.#lens.flush();
      const { model } = await this.#lens.client.call('latent.start', input);
      Object.assign(this.#lens.view.latent, { model, face: null });
      return model;
    });
  }

  async remove(model: number): Promise<void> {
    const gone = await this.#lens.attempt(() => this.#lens.client.call('latent.delete', { model }));
    if (!gone) return;
    this.all = this.all.filter((one) => one.id !== model);
    if (this.#lens.view.latent.model === model) this.#lens.view.latent.model = null;
  }

  #add(model: number, epochs: readonly LatentEpoch[]): void {
    this.#epochs = new Map(this.#epochs).set(model, withEpochs(this.epochs(model), epochs));
  }
}
