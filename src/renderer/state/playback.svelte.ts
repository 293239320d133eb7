import { isOpen, type Run } from './player-run.ts';

/** Where in a run we are, and the clock that moves on through it. */
export class Playback {
  /** Index of the half-step shown. */
  at = $state(0);
  playing = $state(false);
  /** Half-steps a second. */
  speed = $state(2);
  #turn = 0;
  readonly #run: () => Run | null;

  readonly last: number = $derived.by(() => (this.#run()?.steps.length ?? 1) - 1);

  constructor(run: () => Run | null) {
    this.#run = run;
  }

  /** Rests, at this half-step where one is given. */
  stop(at = this.at): void {
    this.playing = false;
    this.#go(at);
  }

  /** On to the next half-step of this kind. */
  next(kind: 'E' | 'M'): void {
    this.stop(this.#run()?.steps[this.at + 1]?.kind === kind ? this.at + 1 : this.at + 2);
  }

  toggle(): void {
    if (!this.#run()) return;
    if (!this.playing && this.at >= this.last) this.#go(0);
    this.playing = !this.playing;
    if (this.playing) this.#play();
  }

  #go(at: number): void {
    this.at = Math.max(0, Math.min(this.last, Math.round(at)));
  }

  /** Moves on with the clock, however many half-steps a frame that is; waits at the end for what is still on its way. */
  #play(): void {
    const turn = ++this.#turn;
    let since = performance.now();
    const frame = (now: number) => {
      const run = this.#run();
      if (!this.playing || turn !== this.#turn || !run) return;
      const due = Math.floor(((now - since) / 1000) * this.speed);
      if (due > 0) {
        since = this.at + due > this.last ? now : since + (due * 1000) / this.speed;
        this.#go(this.at + due);
      }
      if (this.at >= this.last && !isOpen(run)) this.playing = false;
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }
}
