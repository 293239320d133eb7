import { counts } from './load.ts';
import { amount, rangeOf } from './markdown.ts';
import { summary } from './statistics.ts';

interface Timed {
  readonly seconds: number;
  readonly others: number | null;
}

/**
 * How many times longer they took than we, over runs made in turn: median (least–most) of the pairs that count. Where others
 * were at work in every pair it says so: spinning threads make such a ratio worthless.
 */
export function ratioOf(theirs: readonly Timed[] | undefined, ours: readonly Timed[]): string {
  if (!theirs) return '–';
  const pairs = Array.from({ length: Math.max(theirs.length, ours.length) }, (_, run) => ({
    their: theirs[Math.min(run, theirs.length - 1)],
    our: ours[Math.min(run, ours.length - 1)],
  }));
  const ratio = ({ their, our }: (typeof pairs)[number]) => their.seconds / our.seconds;
  const good = pairs.filter(({ their, our }) => counts(their) && counts(our));
  if (good.length === 0) return `(${amount(summary(pairs.map(ratio)).median)}: does not count)`;
  return rangeOf(good.map(ratio)) + (good.length < pairs.length ? `, ${good.length} of ${pairs.length} pairs` : '');
}
