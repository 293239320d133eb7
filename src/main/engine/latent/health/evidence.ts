import type { IndependentComparison, ShuffledComparison } from '../../../../shared/model/latent.ts';
import { whole } from '../../../../shared/words/format.ts';

/** What rows held out say of a network. */
export interface Evidence {
  readonly beta: number;
  /** Mean ELBO of the rows trained on, and held out. */
  readonly train: number;
  readonly heldOut: number | null;
  readonly independent: IndependentComparison | null;
  /** Null where there was nothing to shuffle: one column, or next to no rows. */
  readonly shuffled: ShuffledComparison | null;
}

/** What differs by less, in standard errors or deviations, is put down to chance. */
const sure = 3;
/** The same for rows beside shuffled ones alone: the best epoch was chosen on the former. */
const surer = 4;
/** Student's t of 1, 2, … degrees of freedom that is exceeded as seldom as that (0.135 %). */
const fewRows = [235, 19.2, 9.22, 6.62, 5.51, 4.9, 4.53, 4.28, 4.09];

/** Every row held out is told worse than the rows trained on: part of what was learned is chance. */
export const learnedChance = ({ train, heldOut }: Evidence): boolean =>
  heldOut !== null && train - heldOut > Math.max(1, 0.15 * Math.abs(train));

/** So much worse than each column by itself, beyond chance and without having learned chance, that training did not work. */
export function wentWrong(evidence: Evidence): boolean {
  const { beta, independent } = evidence;
  if (beta > 1 || !independent) return false;
  const { difference, standardError } = independent;
  if (beta < 1) return difference < -2 * standardError;
  return difference < -Math.max(1, 2 * standardError) && !learnedChance(evidence);
}

/** Nothing that the columns have in common is told by the codes, or nothing that could not be chance. */
export const foundNothing = (evidence: Evidence): boolean =>
  evidence.independent !== null && (evidence.independent.difference <= 0 || !inCommon(evidence));

/** Rows are told better than the same cells shuffled; where nothing can be shuffled, better than each column by itself. */
function inCommon({ independent, shuffled }: Evidence): boolean {
  if (!independent) return false;
  const { rows, difference, standardError } = independent;
  if (shuffled) {
    const bound = difference > 2 * standardError ? sure : surer;
    return shuffled.difference > bound * shuffled.deviation;
  }
  return difference > (fewRows[rows - 2] ?? sure) * standardError;
}

/** The headline where nothing was found, with what to try. */
export function evidenceWords(evidence: Evidence): string {
  const { independent, shuffled, beta } = evidence;
  if (!independent) return '';
  const { rows, difference, standardError } = independent;
  const worth = difference <= 0 || difference <= sure * standardError;
  const found = worth
    ? `on ${whole(rows)} rows held out the codes explain no more than the columns do by themselves (${difference < 0 ? '−' : '+'}${figures(independent)})`
    : shuffled
      ? `the codes tell single columns, not what columns have in common: rows held out are told no better than the same cells shuffled (${shuffled.difference < 0 ? '−' : '+'}${Math.abs(shuffled.difference).toFixed(2)} ± ${shuffled.deviation.toFixed(2)} nats per row)`
      : `on ${whole(rows)} rows held out the codes are worth ${figures(independent)} more than each column by itself, which so few rows may do by chance`;
  const chance = difference < 0 && learnedChance(evidence) ? '; what was learned of the rows trained on is chance' : '';
  return `Nothing found: ${found}${chance}. ${beta > 1 ? 'Try β = 1.' : advice(evidence)}`;
}

function advice(evidence: Evidence): string {
  const { shuffled } = evidence;
  if (shuffled && inCommon(evidence))
    return `Yet the columns have something in common (rows are told ${shuffled.difference.toFixed(2)} ± ${shuffled.deviation.toFixed(2)} nats better than their cells shuffled): try narrower layers, or more rows.`;
  return 'Read nothing into the map. Perhaps the columns have nothing in common; otherwise try other columns, more rows, or narrower layers.';
}

export const figures = ({ difference, standardError }: IndependentComparison): string => {
  // Of counts in the thousands a Poisson by itself is off by thousands of nats.
  const text = (value: number) => (standardError >= 100 ? whole(value) : value.toFixed(2));
  return `${text(Math.abs(difference))} ± ${text(standardError)} nats per row`;
};
