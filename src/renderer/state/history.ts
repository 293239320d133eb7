/** What can be undone and redone: moments of one kind, oldest first. Never changed in place. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  /** Undone, the next to redo first. */
  readonly future: readonly T[];
  /** When the present moment came about, and what made it: changes of one part in quick succession are one step. */
  readonly since: number;
  readonly part: string;
}

export interface Bounds<T> {
  readonly steps: number;
  /** Of all moments of the past together. */
  readonly bytes: number;
  readonly size: (moment: T) => number;
}

export interface Change<T> {
  readonly to: T;
  /** What changed. */
  readonly part: string;
  /** Milliseconds. */
  readonly now: number;
  /** A change of the same part this soon after the last one, milliseconds, is the same step. */
  readonly within: number;
}

export const begun = <T>(present: T): History<T> => ({
  past: [],
  present,
  future: [],
  since: Number.NEGATIVE_INFINITY,
  part: '',
});

export function changed<T>(history: History<T>, { to, part, now, within }: Change<T>, bounds: Bounds<T>): History<T> {
  const continues = part === history.part && now - history.since <= within && history.past.length > 0;
  const past = continues ? history.past : bounded([...history.past, history.present], bounds);
  return { past, present: to, future: [], since: now, part };
}

export function undone<T>({ past, present, future }: History<T>): History<T> {
  const to = past.at(-1);
  if (to === undefined) return { past, present, future, since: Number.NEGATIVE_INFINITY, part: '' };
  return { ...begun(to), past: past.slice(0, -1), future: [present, ...future] };
}

export function redone<T>({ past, present, future }: History<T>): History<T> {
  const [to, ...rest] = future;
  if (to === undefined) return { past, present, future, since: Number.NEGATIVE_INFINITY, part: '' };
  return { ...begun(to), past: [...past, present], future: rest };
}

/** The newest of the past that fit the bounds; the very last step always does. */
function bounded<T>(past: readonly T[], { steps, bytes, size }: Bounds<T>): readonly T[] {
  let from = Math.max(0, past.length - steps);
  let total = 0;
  for (let i = past.length - 1; i >= from; i--) {
    total += size(past[i]!);
    if (total > bytes && i < past.length - 1) from = i + 1;
  }
  return past.slice(from);
}
