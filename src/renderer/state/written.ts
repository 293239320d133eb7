/** What stands is on its way, or could not be written: the next change, or `flush`, tries again. */
export type Keeping = 'kept' | 'due' | 'failed';

/** Something that is written some time after its last change. */
export interface Written {
  soon(): void;
  /** Now, when it is not kept. */
  flush(): Promise<void>;
  /** As it stands it is kept: nothing is written any more. */
  begin(): void;
}

/** `write` answers whether it could be written. What changes while it is being written is written again. */
export function written(milliseconds: number, write: () => Promise<boolean>, tell: (keeping: Keeping) => void): Written {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let change = 0;
  let kept = 0;
  /** Answers whether it could be written as it stood when the writing began. */
  const now = async (): Promise<boolean> => {
    clearTimeout(timer);
    const begun = change;
    const done = await write();
    if (begun !== change) return done;
    if (done) kept = change;
    tell(done ? 'kept' : 'failed');
    return done;
  };
  return {
    soon() {
      change++;
      tell('due');
      clearTimeout(timer);
      timer = setTimeout(() => void now(), milliseconds);
    },
    async flush() {
      // What changes while it is being written is waited for too.
      while (kept !== change) if (!(await now())) return;
    },
    begin() {
      clearTimeout(timer);
      kept = ++change;
      tell('kept');
    },
  };
}
