import type { LogOdds } from '../geometry/log-odds.ts';
import { decimals, figure } from './format.ts';

/** A cluster by its name: 'cluster 2', 'the noise'. */
export const clusterName = (cluster: number): string => (cluster === 0 ? 'the noise' : `cluster ${cluster}`);

/** With its sign: +1.3, −0.4. */
export const signed = (value: number, places = 2): string => `${value < 0 ? '' : '+'}${decimals(value, places)}`;

/** e^0.49 → '1.6 to 1'; beyond what a person can picture, a power of ten. */
export function oddsText(logOdds: number): string {
  const tens = Math.abs(logOdds) / Math.LN10;
  if (tens >= 6) return `10^${Math.round(tens)} to 1`;
  const odds = Math.exp(Math.abs(logOdds));
  return `${figure(odds, odds < 10 ? 2 : 3)} to 1`;
}

/** What decides between two clusters for one row, in a sentence. */
export function oddsSentence(odds: LogOdds, names: readonly string[], first: number, second: number): string {
  const known = Array.from(odds.columns, (share, column) => ({ share, name: names[column] ?? '' }));
  const strongest = known.reduce((a, b) => (b.share > a.share ? b : a), { share: 0, name: '' });
  const against = known.reduce((a, b) => (b.share < a.share ? b : a), { share: 0, name: '' });
  const parts = [
    strongest.share > 0 ? `${strongest.name} speaks most for ${clusterName(first)} (${signed(strongest.share)})` : '',
    against.share < 0 ? `${against.name} most for ${clusterName(second)} (${signed(against.share)})` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'No column tells them apart for this row.' : `${parts.join(', ')}.`;
}
