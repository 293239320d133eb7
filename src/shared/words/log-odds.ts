import type { LogOdds } from '../geometry/log-odds.ts';
import { decimals, figure, whole } from './format.ts';

/** A cluster as a sentence calls it: 'cluster 2', 'the noise'; `called`: its number and the name that it was given. */
export const clusterName = (cluster: number, called = String(cluster)): string =>
  cluster === 0 ? 'the noise' : `cluster ${called}`;

/** With its sign: +1.3, −0.4; none where it rounds to 0. */
export function signed(value: number, places = 2): string {
  if (Math.abs(value) < 0.5 * 10 ** -places) return decimals(0, places);
  return `${value < 0 ? '' : '+'}${decimals(value, places)}`;
}

/** e^0.49 → '1.6 to 1'; beyond what a person can picture, a power of ten. */
export function oddsText(logOdds: number): string {
  if (Math.abs(logOdds) < 0.05) return 'even odds';
  const tens = Math.abs(logOdds) / Math.LN10;
  if (tens >= 6) return `10^${Math.round(tens)} to 1`;
  const odds = Math.exp(Math.abs(logOdds));
  return `${odds < 1000 ? figure(odds, odds < 10 ? 2 : 3) : whole(Number(odds.toPrecision(3)))} to 1`;
}

/** What decides between two clusters, as `clusterName` calls them, for one row, in a sentence. */
export function oddsSentence(odds: LogOdds, names: readonly string[], first: string, second: string): string {
  const voices = [
    { share: odds.prior, name: 'the mixing weights' },
    ...Array.from(odds.columns, (share, column) => ({ share, name: names[column] ?? '' })),
  ];
  const strongest = voices.reduce((a, b) => (b.share > a.share ? b : a));
  const against = voices.reduce((a, b) => (b.share < a.share ? b : a));
  const verb = (name: string) => (name === 'the mixing weights' ? 'speak' : 'speaks');
  const said = ({ name, share }: (typeof voices)[number], cluster: string) =>
    `${name} ${verb(name)} most for ${cluster} (${signed(share)})`;
  const parts = [strongest.share > 0 ? said(strongest, first) : '', against.share < 0 ? said(against, second) : ''].filter(
    (part) => part !== '',
  );
  if (parts.length === 0) return 'Nothing tells them apart for this row.';
  const text = parts.join(', ');
  return `${text.startsWith('the ') ? `T${text.slice(1)}` : text}.`;
}
