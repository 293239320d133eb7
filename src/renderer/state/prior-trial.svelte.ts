import type { CandidateKey, RowResults } from '../../shared/contract.ts';
import { concentrationAt } from '../../shared/geometry/prior-weights.ts';
import type { CandidateDetail } from '../../shared/model/mixture.ts';
import type { Client } from '../client.ts';
import type { Trying } from './moment.ts';
import type { Shown } from './shown.ts';

/** What a trial needs of the application. */
export interface TrialHost {
  readonly client: Client;
  readonly notices: { report(thrown: unknown): void };
  readonly shownCandidate: Shown | null;
  /** Another one when another candidate is shown, or the one shown has got better. */
  readonly shownId: string;
  readonly player: { show(open: boolean): void };
}

/** How a kept variational fit fares under one concentration. */
export interface Tried {
  readonly concentration: number;
  readonly effective: number;
  readonly elbo: number;
}

/** Concentrations of a sweep: half a power of ten apart. */
const swept = Array.from({ length: 17 }, (_, i) => concentrationAt(i / 2 - 4));

/** A variational fit under another concentration, for as long as somebody looks at it: nothing of it is kept. */
export class PriorTrial {
  /** Shown in the place of what is kept; null: what is kept is shown. */
  detail: CandidateDetail | null = $state.raw(null);
  rows: RowResults | null = $state.raw(null);
  /** What the slider stands at; null: as in the fit. */
  concentration: number | null = $state(null);
  /** Every concentration that was looked at, the smallest first. */
  seen: readonly Tried[] = $state.raw([]);
  busy = $state(false);
  sweeping = $state(false);
  /** Which candidate is under trial, as the host names it. */
  #of = '';
  #wanted!: CandidateKey;
  #turn = 0;
  readonly #host: TrialHost;

  constructor(host: TrialHost) {
    this.#host = host;
  }

  /** How it stands: a step of undo. */
  get trying(): Trying {
    const { shownId: of } = this.#host;
    return { of, concentration: of === this.#of ? this.concentration : null };
  }

  /** What is under trial is the candidate shown: what was tried of another says nothing of it. */
  follow(): void {
    const { shownId } = this.#host;
    if (shownId === this.#of) return;
    this.#of = shownId;
    this.#turn++;
    this.seen = [];
    this.back();
  }

  /** As it stood before, where the candidate still is what it was. */
  restore({ of, concentration }: Trying): void {
    this.follow();
    const { shownCandidate, player } = this.#host;
    if (of !== this.#of || concentration === this.concentration || !shownCandidate) return;
    // What is undone must be seen.
    player.show(false);
    if (concentration === null) this.back();
    else void this.look(shownCandidate.key, concentration);
  }

  /** Shows what is kept again. */
  back(): void {
    this.detail = null;
    this.rows = null;
    this.concentration = null;
  }

  /** One at a time: while one is computed the newest that was asked for waits, and those between are skipped. */
  async look(key: CandidateKey, concentration: number): Promise<void> {
    this.follow();
    this.#wanted = key;
    this.concentration = concentration;
    if (this.busy) return;
    this.busy = true;
    this.sweeping = false;
    let done = '';
    for (;;) {
      const [turn, candidate, asked]: [number, CandidateKey, number | null] = [this.#turn, this.#wanted, this.concentration];
      if (asked === null || done === `${turn} ${asked}`) break;
      done = `${turn} ${asked}`;
      try {
        const answer = await this.#host.client.call('variational.again', { candidate, concentration: asked, rows: true });
        // It went back, or on to another candidate, in the meantime.
        if (turn !== this.#turn || this.concentration === null) continue;
        this.detail = answer.detail;
        this.rows = answer.rows;
        this.#note(answer.detail, asked);
      } catch (thrown) {
        this.#refused(thrown, turn);
      }
    }
    this.busy = false;
  }

  /** The whole range of concentrations; what is shown stays. A look takes its place. */
  async sweep(key: CandidateKey): Promise<void> {
    this.follow();
    if (this.busy || this.sweeping) return;
    this.sweeping = true;
    const turn = this.#turn;
    try {
      for (const concentration of swept) {
        if (turn !== this.#turn || !this.sweeping) break;
        if (this.seen.some((one) => one.concentration === concentration)) continue;
        const { detail } = await this.#host.client.call('variational.again', { candidate: key, concentration, rows: false });
        if (turn === this.#turn) this.#note(detail, concentration);
      }
    } catch (thrown) {
      this.#refused(thrown, turn);
    } finally {
      this.sweeping = false;
    }
  }

  #note({ candidate: { effectiveComponents, elbo } }: CandidateDetail, concentration: number): void {
    if (typeof effectiveComponents !== 'number' || typeof elbo !== 'number') return;
    this.seen = [
      ...this.seen.filter((one) => one.concentration !== concentration),
      { concentration, effective: effectiveComponents, elbo },
    ].sort((a, b) => a.concentration - b.concentration);
  }

  /** One that another took the place of is no fault. */
  #refused(thrown: unknown, turn: number): void {
    if (turn !== this.#turn || (thrown as { code?: string }).code === 'cancelled') return;
    this.back();
    this.#host.notices.report(thrown);
  }
}
