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
  const now = async () => {
    clearTimeout(timer);
    const begun = change;
    const done = await write();
    if (begun !== change) return;
    if (done) kept = change;
    tell(done ? 'kept' : 'failed');
  };
  return {
    soon() {
      change++;
      tell('due');
      clearTimeout(timer);
      timer = setTimeout(() => void now(), milliseconds);
    },
    async flush() {
      if (kept !== change) await now();
    },
    begin() {
      clearTimeout(timer);
      kept = ++change;
      tell('kept');
    },
  };
}
