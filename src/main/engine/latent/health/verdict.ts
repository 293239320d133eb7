import type { IndependentComparison, LatentDimension, LatentHealth, PcaComparison } from '../../../../shared/model/latent.ts';
import type { Training } from '../training/train.ts';

export interface Findings {
  readonly dimensions: readonly LatentDimension[];
  readonly ended: Training['ended'];
  readonly epochs: number;
  readonly bestEpoch: number;
  readonly beta: number;
  /** Mean ELBO of the rows trained on, and held out. */
  readonly train: number;
  readonly heldOut: number | null;
  readonly pca: PcaComparison | null;
  readonly independent: IndependentComparison | null;
}

/** Aggregate posteriors further from the prior than this leave holes in which samples fall. */
const farFromPrior = 0.15;

/** The verdict on a trained network, in words, with what to try. */
export function healthOf(findings: Findings): LatentHealth {
  const { dimensions } = findings;
  const activeUnits = dimensions.filter(({ active }) => active).length;
  const verdict = verdictOf(findings, activeUnits);
  const sentences = [headline(findings, verdict, activeUnits), ...caveats(findings, activeUnits)];
  return { dimensions: [...dimensions], activeUnits, verdict, sentences };
}

function verdictOf(findings: Findings, activeUnits: number): LatentHealth['verdict'] {
  const { ended, epochs, bestEpoch, beta, dimensions, pca } = findings;
  if (ended === 'not finite' && !Number.isFinite(findings.train)) return 'failed';
  const improving = (ended === 'epochs' || ended === 'stopped') && bestEpoch > 0.9 * epochs;
  if (dimensions.every(({ active, collapsed }) => !active || collapsed))
    return improving && beta <= 1 ? 'still improving' : 'collapsed';
  if (improving) return 'still improving';
  if (tellsNothing(findings)) return beta < 1 || wentWrong(findings) ? 'failed' : 'collapsed';
  const pcaWins = pca !== null && pca.difference < -2 * pca.standardError;
  if (activeUnits < dimensions.length && (beta > 1 || pcaWins)) return 'over-regularised';
  if (beta > 1 && pcaWins) return 'over-regularised';
  return 'healthy';
}

/** Held out, the codes are worth no more than each column by itself: what dimensions carry is columns, not what they share. */
const tellsNothing = ({ independent }: Findings): boolean => independent !== null && independent.difference <= 0;

/** So much worse than each column by itself, and beyond chance, that it does not come of columns without anything in common. */
const wentWrong = ({ independent, beta }: Findings): boolean =>
  beta <= 1 && independent !== null && independent.difference < -Math.max(1, 2 * independent.standardError);

const epochWords = (epochs: number): string => (epochs === 1 ? 'one epoch' : `${epochs} epochs`);

function endWords({ ended, epochs, bestEpoch }: Findings): string {
  if (ended === 'stopped') return `training was stopped after ${epochWords(epochs)}, the best of them epoch ${bestEpoch}`;
  if (ended === 'epochs') return `training went on for the ${epochWords(epochs)} allowed, the best of them epoch ${bestEpoch}`;
  return ended === 'not finite' ? 'training ended at a step that was not finite' : 'training came to its end';
}

function headline(findings: Findings, verdict: LatentHealth['verdict'], activeUnits: number): string {
  const { dimensions, beta, epochs, independent } = findings;
  const latent = dimensions.length;
  switch (verdict) {
    case 'failed':
      if (independent && beta < 1)
        return `Failed: β = ${beta} holds the codes so loosely to the prior that on rows held out the network is worth ${figures(independent)} less than each column by itself. Try β = 1.`;
      if (independent && wentWrong(findings))
        return `Failed: on rows held out the network is worth ${figures(independent)} less than each column by itself. Training did not settle: try a lower learning rate, or more epochs.`;
      return 'Failed: a step was not finite before there was a network to keep. Try a lower learning rate, or look for extreme values in the columns.';
    case 'collapsed':
      if (activeUnits > 0 && tellsNothing(findings))
        return 'Collapsed: on rows held out the codes are worth no more than each column by itself. Nothing that the columns have in common was found; perhaps there is nothing.';
      return beta > 1
        ? `Collapsed: no latent dimension tells anything of a row, because β = ${beta} makes it too dear. Try β = 1.`
        : 'Collapsed: no latent dimension tells anything of a row; every row is decoded to the same. Either the columns have nothing in common, or the KL won too early: try a longer warm-up, a smaller β, or fewer layers.';
    case 'still improving':
      return findings.ended === 'stopped'
        ? `Still improving: the ELBO was rising when training was stopped after ${epochWords(epochs)}.`
        : `Still improving: the ELBO was rising when the ${epochs === 1 ? 'one epoch was' : `${epochs} epochs were`} over. Train for more epochs.`;
    case 'over-regularised':
      return activeUnits < latent
        ? `Over-regularised: ${activeUnits} of ${latent} dimensions ${activeUnits === 1 ? 'is' : 'are'} used, and more would pay. Try ${beta > 1 ? 'β = 1' : 'a smaller β or a longer warm-up'}.`
        : `Over-regularised: β = ${beta} keeps the codes so close to the prior that probabilistic PCA does better. Try β = 1.`;
    case 'healthy':
      return activeUnits === latent
        ? `Healthy: ${latent === 1 ? 'the dimension carries' : latent === 2 ? 'both dimensions carry' : `all ${latent} dimensions carry`} information, and ${endWords(findings)}.`
        : `Healthy: ${endWords(findings)}. ${activeUnits} of ${latent} dimensions ${activeUnits === 1 ? 'carries' : 'carry'} information; the table does not ask for more.`;
  }
}

function caveats(findings: Findings, activeUnits: number): string[] {
  const { dimensions, ended, train, heldOut, pca, independent } = findings;
  const sentences: string[] = [];
  const collapsed = dimensions.flatMap(({ collapsed: gone }, i) => (gone ? [i + 1] : []));
  if (collapsed.length > 0 && activeUnits > 0)
    sentences.push(
      `Collapsed: ${list(collapsed)} ${collapsed.length === 1 ? 'has' : 'have'} a KL below 0.01 nats and ${collapsed.length === 1 ? 'is' : 'are'} the prior for every row.`,
    );
  const far = dimensions.flatMap(({ active, distance }, i) => (active && distance > farFromPrior ? [i + 1] : []));
  if (far.length > 0)
    sentences.push(
      `Taken together, the codes of ${list(far)} are not spread like the prior: samples will fall where there are no rows.`,
    );
  if (ended === 'not finite' && Number.isFinite(train))
    sentences.push('A step was not finite; the network is that of the best epoch before. Try a lower learning rate.');
  if (heldOut !== null && train - heldOut > Math.max(1, 0.15 * Math.abs(train)))
    sentences.push(
      `Rows held out are ${(train - heldOut).toFixed(2)} nats per row worse than those trained on: part of what was learned is chance. Narrower layers or more rows would help.`,
    );
  if (independent && independent.difference > 0 && independent.difference < 2 * independent.standardError)
    sentences.push(
      `It is not certain that the columns have anything in common: on ${independent.rows} rows held out the codes are worth ${figures(independent)} more than each column by itself.`,
    );
  if (pca) sentences.push(pca.sentence);
  return sentences;
}

const figures = ({ difference, standardError }: IndependentComparison): string =>
  `${Math.abs(difference).toFixed(2)} ± ${standardError.toFixed(2)} nats per row`;

const list = (numbers: readonly number[]): string =>
  numbers.length === 1
    ? `dimension ${numbers[0]}`
    : `dimensions ${numbers.slice(0, -1).join(', ')} and ${numbers[numbers.length - 1]}`;
