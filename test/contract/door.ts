import type { LensEvent, Result } from '../../src/shared/contract.ts';

/** One way into a fresh application: what the suite needs of a shell, and all it needs. */
export interface Door {
  call(name: string, input: unknown): Promise<Result<unknown>>;
  /** The first event since the door was opened that satisfies the predicate, as soon as there is one. */
  next(predicate: (event: LensEvent) => boolean): Promise<LensEvent>;
  /** Closes the door and the application behind it, and removes its folders. */
  close(): Promise<void>;
}

export interface EventLog {
  readonly record: (event: LensEvent) => void;
  readonly next: Door['next'];
}

/** Keeps what was heard, so that no event is missed between a call and the question for its event. */
export function createEventLog(): EventLog {
  const heard: LensEvent[] = [];
  const waiting = new Set<(event: LensEvent) => void>();
  return {
    record(event) {
      heard.push(event);
      for (const tell of waiting) tell(event);
    },
    next(predicate) {
      const found = heard.find(predicate);
      if (found) return Promise.resolve(found);
      return new Promise((resolve) => {
        const tell = (event: LensEvent) => {
          if (!predicate(event)) return;
          waiting.delete(tell);
          resolve(event);
        };
        waiting.add(tell);
      });
    },
  };
}
