import { Settings } from '../../shared/contract.ts';

/** The person's settings, as they are kept on this machine. */
export class Preferences {
  value: Settings = $state.raw(Settings.parse({}));
  readonly #write: (settings: Settings) => Promise<unknown>;

  constructor(write: (settings: Settings) => Promise<unknown>) {
    this.#write = write;
    $effect.root(() => {
      $effect(() => {
        document.documentElement.dataset.motion = this.value.motion;
      });
    });
  }

  load(settings: Settings): void {
    this.value = settings;
  }

  async change(to: Partial<Settings>): Promise<void> {
    this.value = { ...this.value, ...to };
    await this.#write(this.value);
  }
}
