import type { Range } from '../../shared/geometry/nice.ts';

/** What is dragged of an interval on an axis: a new one from here, the whole of it, or one of its ends. */
export interface Grab {
  readonly kind: 'new' | 'all' | 0 | 1;
  /** The value where it began, and the interval as it was. */
  readonly at: number;
  readonly from: Range;
}

const ordered = (a: number, b: number): Range => [Math.min(a, b), Math.max(a, b)];

/** What a press at a value grabs. `end`: the handle pressed; null: the axis itself. */
export function grabbed(at: number, brush: Range | null, full: Range, end: 0 | 1 | null): Grab {
  const kind = end ?? (brush && at > brush[0] && at < brush[1] ? 'all' : 'new');
  return { kind, at, from: brush ?? full };
}

/** The interval after it was dragged to a value; it never leaves the axis as a whole, and its ends never cross. */
export function dragged({ kind, at: start, from }: Grab, at: number, full: Range): Range {
  if (kind === 'new') return ordered(start, at);
  if (kind === 'all') {
    const by = Math.max(full[0] - from[0], Math.min(full[1] - from[1], at - start));
    return [from[0] + by, from[1] + by];
  }
  return kind === 0 ? [Math.min(at, from[1]), from[1]] : [from[0], Math.max(at, from[0])];
}

const shares: Readonly<Record<string, number>> = {
  ArrowUp: 0.01,
  ArrowRight: 0.01,
  ArrowDown: -0.01,
  ArrowLeft: -0.01,
  PageUp: 0.1,
  PageDown: -0.1,
  Home: -2,
  End: 2,
};

/** The interval after a key at one of its ends; null: all of the axis; undefined: the key does nothing here. */
export function stepped(key: string, held: Range, end: 0 | 1, full: Range): Range | null | undefined {
  const share = shares[key];
  if (share === undefined) return undefined;
  const to = Math.min(full[1], Math.max(full[0], held[end] + share * (full[1] - full[0])));
  const next: Range = end === 0 ? [Math.min(to, held[1]), held[1]] : [held[0], Math.max(to, held[0])];
  return next[0] <= full[0] && next[1] >= full[1] ? null : next;
}
