import type { Contrast } from '../geometry/profile.ts';
import { signed } from './log-odds.ts';

/** A difference of half a standard deviation is one that a person would see. */
export const notable = 0.5;
const named = 3;

/** What a cluster is like beside the others: 'High in petal length (+1.3 sd) and petal width (+1.2 sd), low in …' */
export function profileSentence(columns: readonly string[], contrasts: readonly Contrast[] | null): string {
  if (!contrasts) return 'There is no other cluster to hold it against.';
  const entries = contrasts.map(({ difference, overlap }, j) => ({ name: columns[j] ?? '', difference, overlap }));
  const side = (sign: 1 | -1) =>
    entries
      .filter((one) => sign * one.difference >= notable)
      .sort((a, b) => sign * (b.difference - a.difference))
      .slice(0, named);
  const [high, low] = [side(1), side(-1)];
  const list = (all: typeof entries) => andList(all.map(({ name, difference }) => `${name} (${signed(difference, 1)} sd)`));
  const parts = [high.length > 0 ? `high in ${list(high)}` : '', low.length > 0 ? `low in ${list(low)}` : ''].filter(
    (part) => part !== '',
  );
  if (parts.length > 0) return `${capital(parts.join(', '))}.`;
  const apart = entries.reduce((a, b) => (b.overlap < a.overlap ? b : a));
  return apart.overlap < 0.6
    ? `Its means are like those of the rest; it differs most in how ${apart.name} is spread.`
    : 'Like the rest in every column taken alone: what sets it apart lies in how columns go together.';
}

export const andList = (words: readonly string[]): string =>
  words.length <= 1 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
