import type { Flow } from '../../../shared/contract/alternatives.ts';
import type { CandidateKey } from '../../../shared/contract.ts';
import type { Client } from '../../client.ts';

/** What two neighbouring K share, counted pair by pair; what was counted is kept while the panel stands. */
export class FlowData {
  /** Flows by pair. */
  #known: Readonly<Record<string, Flow>> = $state.raw({});
  readonly #client: Client;
  readonly #report: (thrown: unknown) => void;
  #turn = 0;

  constructor(client: Client, report: (thrown: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** The flows between the candidates in their order; null until all are counted. */
  between(keys: readonly CandidateKey[], stamp: string): readonly Flow[] | null {
    const found = pairsOf(keys).flatMap((pair) => this.#known[nameOf(pair, stamp)] ?? []);
    return found.length === keys.length - 1 ? found : null;
  }

  /** Pairs that are counted already, of all. */
  counted(keys: readonly CandidateKey[], stamp: string): number {
    return pairsOf(keys).filter((pair) => this.#known[nameOf(pair, stamp)]).length;
  }

  /** Counts what is missing; a newer wish ends it after the pair under way. */
  async want(keys: readonly CandidateKey[], stamp: string): Promise<void> {
    const turn = ++this.#turn;
    for (const pair of pairsOf(keys)) {
      const name = nameOf(pair, stamp);
      if (turn !== this.#turn) return;
      if (this.#known[name]) continue;
      try {
        const flow = await this.#client.call('fit.flow', { from: pair[0], to: pair[1] });
        this.#known = { ...this.#known, [name]: flow };
      } catch (thrown) {
        if (turn === this.#turn) this.#report(thrown);
        return;
      }
    }
  }

  /** Nothing is waited for any more. */
  leave(): void {
    this.#turn++;
  }
}

type Pair = readonly [CandidateKey, CandidateKey];
const pairsOf = (keys: readonly CandidateKey[]): Pair[] => keys.slice(1).map((to, i) => [keys[i]!, to]);
const nameOf = ([from, to]: Pair, stamp: string): string => [stamp, from.fit, from.family, from.k, to.k].join(' ');
