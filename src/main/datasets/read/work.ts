import { cancelled } from './duck.ts';

export interface ReadProgress {
  /** 0…1; null when it cannot be told. */
  readonly share: number | null;
  readonly detail: string;
}

export interface Watch {
  progress(p: ReadProgress): void;
  readonly signal: AbortSignal;
}

/** What a reader needs of the reading it is part of. */
export interface Work {
  readonly signal: AbortSignal;
  /** A path for a file that goes when the reading ends. */
  temporary(name: string): string;
  /** A part of the reading, from one share of it to another: call the answer with how far the part is, 0…1. */
  stage(from: number, to: number, detail: string): (done: number) => void;
}

/** Every call looks for an abort first, so that whoever reports progress can be cancelled. */
export function workOf(watch: Watch, temporary: (name: string) => string): Work {
  return {
    signal: watch.signal,
    temporary,
    stage: (from, to, detail) => (done) => {
      if (watch.signal.aborted) throw cancelled();
      watch.progress({ share: from + (to - from) * Math.min(1, Math.max(0, done)), detail });
    },
  };
}
