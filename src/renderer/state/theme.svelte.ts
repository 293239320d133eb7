import type { Settings } from '../../shared/contract.ts';

type Choice = Settings['theme'];

/** The person's choice, and what it comes to while the system's own may change. */
export class Theme {
  choice: Choice = $state('system');
  #dark = $state(false);
  readonly resolved: 'light' | 'dark' = $derived(this.choice === 'system' ? (this.#dark ? 'dark' : 'light') : this.choice);

  constructor() {
    const query = matchMedia('(prefers-color-scheme: dark)');
    this.#dark = query.matches;
    query.addEventListener('change', () => {
      this.#dark = query.matches;
    });
    $effect.root(() => {
      $effect(() => {
        document.documentElement.dataset.theme = this.resolved;
      });
    });
  }
}
