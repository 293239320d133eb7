import { setImmediate as breathe } from 'node:timers/promises';

/** Work on long lists that pauses now and then, so that whoever runs it can look for an abort. */
export type Pausing<T> = Generator<undefined, T, undefined>;

const slice = 4096;
const patienceMs = 40;

/** Calls `body` for 0…n − 1; stops early where it answers false. */
export function* loop(n: number, body: (i: number) => boolean | undefined): Pausing<void> {
  for (let i = 0; i < n; i++) {
    if (body(i) === false) return;
    if (i % slice === slice - 1) yield;
  }
}

/** To the end in one go, for short lists. */
export function runThrough<T>(work: Pausing<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** To the end, letting messages in at least every 40 ms; `tick` throws to end it. */
export async function runWithPauses<T>(work: Pausing<T>, tick: () => void): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - since < patienceMs) continue;
    await breathe();
    tick();
    since = performance.now();
  }
}
