import type { LensEvent } from '../../../shared/contract.ts';

type Trace = Extract<LensEvent, { name: 'trace' }>['value'];

const keyOf = ({ fit, k, family }: Pick<Trace, 'fit' | 'k' | 'family'>): string => `${fit}/${k}/${family}`;

/** The ways of the starts seen while they ran. The project keeps the best start's only; these last as long as the view. */
export class TraceHistory {
  #runs = new Map<string, Map<number, readonly number[]>>();
  /** The candidate that is followed while several run at once. */
  followed: Pick<Trace, 'fit' | 'k' | 'family'> | null = $state.raw(null);
  /** Counts up with each piece of news. */
  version = $state(0);

  hear(trace: Trace, isFinished: (key: Pick<Trace, 'fit' | 'k' | 'family'>) => boolean): void {
    // A start that is being prepared has no way to show yet.
    if (trace.trace.length === 0) return;
    const key = keyOf(trace);
    const runs = this.#runs.get(key) ?? new Map<number, readonly number[]>();
    runs.set(trace.start, trace.trace);
    this.#runs.set(key, runs);
    if (!this.followed || this.followed.fit !== trace.fit || isFinished(this.followed)) this.followed = trace;
    this.version += 1;
  }

  runs(candidate: Pick<Trace, 'fit' | 'k' | 'family'>): ReadonlyMap<number, readonly number[]> {
    void this.version;
    return this.#runs.get(keyOf(candidate)) ?? new Map();
  }
}
