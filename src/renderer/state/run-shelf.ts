import type { Run } from './player-run.ts';

/** A run of the player and where in it somebody was. */
export interface Shelved {
  readonly run: Run;
  readonly at: number;
  /** The values of its columns, and how many rows have all of them. */
  readonly values: readonly Float64Array[];
  readonly count: number;
}

/** Runs that were left, by number, so that undo and redo find them: the newest few, since one may hold megabytes. */
export class RunShelf {
  readonly #kept = new Map<number, Shelved>();
  readonly #most: number;

  constructor(most = 24) {
    this.#most = most;
  }

  put(number: number, left: Shelved): void {
    this.#kept.delete(number);
    this.#kept.set(number, left);
    for (const oldest of this.#kept.keys()) if (this.#kept.size > this.#most) this.#kept.delete(oldest);
  }

  get(number: number): Shelved | null {
    return this.#kept.get(number) ?? null;
  }

  clear(): void {
    this.#kept.clear();
  }
}
