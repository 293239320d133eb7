import type { CandidateKey, RowResults } from '../../shared/contract.ts';
import type { CandidateDetail } from '../../shared/model/mixture.ts';
import type { Client } from '../client.ts';

/** Milliseconds, while a fit grows, to see whether another candidate takes the shown one's place: many rows take long. */
export const patience = (rows: number): number => (rows > 200_000 ? 2000 : 300);

/** What is known of the candidate shown: its parameters, trace and ledger, and what it says of each row. */
export class Results {
  detail: CandidateDetail | null = $state.raw(null);
  rows: RowResults | null = $state.raw(null);
  loading = $state(false);
  readonly #client: Client;
  readonly #report: (thrown: unknown) => void;
  /** Gets ready what a candidate is drawn with. */
  readonly #dress: (key: CandidateKey) => Promise<void>;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: Client, report: (thrown: unknown) => void, dress: (key: CandidateKey) => Promise<void> = async () => {}) {
    this.#client = client;
    this.#report = report;
    this.#dress = dress;
  }

  /** `wait`: milliseconds to see whether another candidate takes its place at once, as while a fit is growing. */
  load(key: CandidateKey | null, wait: number): void {
    const turn = ++this.#turn;
    clearTimeout(this.#timer);
    this.loading = key !== null;
    if (!key) {
      this.detail = null;
      this.rows = null;
      return;
    }
    this.#timer = setTimeout(() => void this.#fetch(key, turn), wait);
  }

  async #fetch(key: CandidateKey, turn: number): Promise<void> {
    try {
      const detail = await this.#client.call('fit.detail', key);
      const rows = detail.mixture && turn === this.#turn ? await this.#client.call('fit.rows', key) : null;
      if (rows && turn === this.#turn) await this.#dress(key);
      // Both at once, so that no chart draws one candidate's ellipses over another's colours.
      if (turn !== this.#turn) return;
      this.detail = detail;
      this.rows = rows;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.detail = null;
      this.rows = null;
      this.#report(thrown);
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }
}
