/** Runs once, some time after the last call of `soon`. */
export interface Later {
  soon(): void;
  /** Now, when it was due. */
  flush(): Promise<void>;
  drop(): void;
}

export function later(milliseconds: number, run: () => Promise<void>): Later {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const drop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    soon() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        void run();
      }, milliseconds);
    },
    async flush() {
      if (timer === undefined) return;
      drop();
      await run();
    },
    drop,
  };
}
