/** How a running task is watched: at most ten progress messages a second leave the thread. */
export interface Watch<P> {
  progress(progress: P): void;
  readonly signal: AbortSignal;
}
