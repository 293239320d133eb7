/** After this long a further signal ends the process at once; sooner it is the same key press, told twice. */
const patience = 1000;

export interface Interrupt {
  readonly signal: AbortSignal;
  /** The exit code of the signal that came (130 for Ctrl-C, 143 for a termination), or null. */
  code(): number | null;
  dispose(): void;
}

/** Ctrl-C and a termination abort the signal, so that what runs can end cleanly. */
export function listenForInterrupt(): Interrupt {
  const abort = new AbortController();
  let code: number | null = null;
  let since = 0;
  const hear = (exitCode: number) => () => {
    if (code === null) {
      code = exitCode;
      since = performance.now();
      abort.abort();
    } else if (performance.now() - since > patience) process.exit(code);
  };
  const handlers = { SIGINT: hear(130), SIGTERM: hear(143), SIGHUP: hear(129) } as const;
  for (const [name, handler] of Object.entries(handlers)) process.on(name, handler);
  return {
    signal: abort.signal,
    code: () => code,
    dispose: () => {
      for (const [name, handler] of Object.entries(handlers)) process.off(name, handler);
    },
  };
}
