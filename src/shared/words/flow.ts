import { counted, percent, whole } from './format.ts';

/** A group that this share of its rows leave is not the same any more … */
const leaves = 0.1;
/** … and one that takes this share of another's rows has its part in it. */
const part = 0.1;

const called = (label: number): string => (label === 0 ? 'the noise' : String(label));
const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** What happens to the components of one K at another, in a sentence. `counts`: [0…K][0…K′] rows, 0 = noise. */
export function flowSentence(from: number, to: number, counts: readonly (readonly number[])[], ari: number): string {
  const splits: string[] = [];
  const stay: string[] = [];
  counts.forEach((row, label) => {
    const rows = row.reduce((sum, count) => sum + count, 0);
    if (rows === 0 || label === 0) return;
    const parts = row
      .map((count, target) => ({ count, target }))
      .filter(({ count }) => count / rows >= part)
      .sort((a, b) => b.count - a.count);
    const [first] = parts;
    if (parts.length < 2 || first!.count / rows > 1 - leaves) {
      stay.push(!first || first.target === label ? called(label) : `${called(label)} (now ${called(first.target)})`);
      return;
    }
    const shares = parts.map(
      ({ count, target }, at) => `${called(target)} (${percent(count / rows)}${at === 0 ? ' of its rows' : ''})`,
    );
    splits.push(`component ${called(label)} splits into ${list(shares)}`);
  });
  const who = stay.length > 3 ? `${splits.length === 0 ? 'all' : 'the other'} ${stay.length}` : list(stay);
  const kept = stay.length === 0 ? '' : `${who} ${stay.length === 1 ? 'stays' : 'stay'} together`;
  const said = [...splits, kept].filter((words) => words !== '').join('; ');
  // One group and any others agree by chance alone.
  const agreement = from === 1 || to === 1 ? '' : ` ARI ${ari.toFixed(2).replace('-', '−')}.`;
  return `From K = ${from} to K = ${to}: ${said === '' ? 'no rows' : said}.${agreement}`;
}

/** One band, for a tooltip. `rows` of the `of` rows of its group. */
export function bandSentence(
  from: { readonly k: number; readonly label: number; readonly rows: number },
  to: { readonly k: number; readonly label: number },
  rows: number,
): string {
  const group = (k: number, label: number) => (label === 0 ? `the noise at K = ${k}` : `component ${label} at K = ${k}`);
  const all =
    rows === from.rows
      ? rows === 1
        ? 'The only row'
        : `All ${whole(rows)} rows`
      : `${whole(rows)} of the ${counted(from.rows, 'row')}`;
  return `${all} of ${group(from.k, from.label)} ${rows === 1 ? 'is' : 'are'} in ${group(to.k, to.label)}`;
}
