import { Settings } from '../../shared/contract.ts';

/** The person's settings, as they are kept on this machine. */
export class Preferences {
  value: Settings = $state.raw(Settings.parse({}));
  readonly #write: (settings: Settings) => Promise<unknown>;
  /** Changes that were made here. */
  changes = 0;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(write: (settings: Settings) => Promise<unknown>) {
    this.#write = write;
    $effect.root(() => {
      $effect(() => {
        document.documentElement.dataset.motion = this.value.motion;
      });
    });
  }

  /** As they are kept, asked for after so many changes: what was changed in the meantime is newer. */
  load(settings: Settings, after = this.changes): void {
    if (after === this.changes) this.value = settings;
  }

  async change(to: Partial<Settings>): Promise<void> {
    this.changes++;
    this.value = { ...this.value, ...to };
    this.#writing = this.#write(this.value);
    await this.#writing;
  }

  /** Answers when the last change is written. */
  async settled(): Promise<void> {
    await this.#writing;
  }
}
