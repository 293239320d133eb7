/** How a running task is watched: at most ten progress messages a second leave the thread. */
export interface Watch<P> {
  /** Answers false where the progress was dropped, because another had left just before. */
  progress(progress: P): unknown;
  readonly signal: AbortSignal;
}
