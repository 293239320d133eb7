import type { CandidateKey, Input, LensEvent } from '../../shared/contract.ts';
import type { Fit } from '../../shared/model/mixture.ts';
import type { Project, ViewState } from '../../shared/model/project.ts';
import type { Client } from '../client.ts';
import type { Run } from './player-run.ts';
import { endedInVain, type Shown, toSee, withFit } from './shown.ts';

type Live = Extract<LensEvent, { name: 'trace' }>['value'];

/** What fitting needs of the Lens. */
interface Host {
  readonly client: Client;
  readonly notices: { closeErrors(): void };
  readonly player: { readonly run: Run | null; show(open: boolean): void };
  readonly shownCandidate: Shown | null;
  readonly view: ViewState;
  project: Project;
  attempt<T>(run: () => Promise<T>): Promise<T | null>;
  flushRows(): Promise<void>;
}

/** Fits on their way: begun, heard of, watched. */
export class Fitting {
  /** The start that runs just now. */
  live: Live | null = $state.raw(null);
  /** True from the moment that a fit is asked for until it runs, or is refused. */
  starting = $state(false);
  readonly #lens: Host;
  #turn = 0;

  constructor(lens: Host) {
    this.#lens = lens;
  }

  async start(options: Input<'fit.start'>): Promise<void> {
    const lens = this.#lens;
    if (this.starting) return;
    this.starting = true;
    const turn = this.#turn;
    const from = lens.view.view;
    lens.notices.closeErrors();
    lens.player.show(false);
    await lens.attempt(async () => {
      // Which rows are excluded is read from the project.
      await lens.flushRows();
      const { fit } = await lens.client.call('fit.start', options);
      if (turn !== this.#turn) return;
      // A search that was done before is not the newest: its best has to be asked for.
      const known = lens.project.fits.find(({ id }) => id === fit);
      const shown: CandidateKey | null = lens.shownCandidate && toSee(known);
      // Who went elsewhere in the meantime stays there.
      const { view } = lens.view;
      Object.assign(lens.view, { shown, view: view === from && view !== 'distributions' ? 'mixture' : view });
    });
    if (turn === this.#turn) this.starting = false;
  }

  /** Another project, or another data set. */
  forget(): void {
    this.#turn++;
    this.starting = false;
    this.live = null;
  }

  /** The player, with the K and family of the candidate shown until it has a run of its own. */
  watch(): void {
    const { player, shownCandidate } = this.#lens;
    if (!player.run && shownCandidate) {
      const { candidate, fit } = shownCandidate;
      Object.assign(player, { k: candidate.k, family: candidate.family, method: fit.options.method });
    }
    player.show(true);
  }

  /** A fit in a later state. */
  hear(fit: Fit): void {
    const lens = this.#lens;
    // With none picked an older fit would be shown again, as if nothing had been done.
    if (lens.shownCandidate && endedInVain(lens.project.fits, fit)) lens.view.shown ??= toSee(fit);
    lens.project = { ...lens.project, fits: withFit(lens.project.fits, fit) };
    if (fit.status !== 'running' && this.live?.fit === fit.id) this.live = null;
  }
}
