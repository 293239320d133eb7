import type { Optimum, OptimumKey } from '../../../shared/contract/alternatives.ts';
import type { Lens } from '../../state/lens.svelte.ts';

/** Another optimum of the candidate shown, opened beside its best. */
export class OpenedOptimum {
  /** What was asked for; null while none is. */
  key: OptimumKey | null = $state.raw(null);
  /** Null while it is on its way. */
  found: Optimum | null = $state.raw(null);
  readonly #lens: Lens;
  /** Of which best it is another: ids of fits may begin anew. */
  #best = '';

  constructor(lens: Lens) {
    this.#lens = lens;
  }

  /** The start whose optimum it is; null where it is of another candidate than the one shown. */
  get start(): number | null {
    return this.key && this.#best === bestOf(this.#lens) ? this.key.start : null;
  }

  async open(key: OptimumKey): Promise<void> {
    const { client } = this.#lens;
    this.#best = bestOf(this.#lens);
    this.key = key;
    this.found = null;
    const found = await this.#lens.attempt(async () => {
      const { job } = await client.call('optimum.open', key);
      const { status } = await this.#lens.ended(job);
      // Failures were told when the job ended.
      return status === 'done' && this.key === key ? client.call('optimum.read', key) : null;
    });
    if (this.key !== key) return;
    if (found) this.found = found;
    else this.close();
  }

  close(): void {
    this.key = null;
    this.found = null;
  }
}

const bestOf = ({ shownCandidate }: Lens): string =>
  shownCandidate
    ? [...Object.values(shownCandidate.key), shownCandidate.fit.created, shownCandidate.candidate.logLikelihood].join(' ')
    : '';
