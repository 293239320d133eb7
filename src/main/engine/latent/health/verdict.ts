import type { LatentDimension, LatentHealth, PcaComparison } from '../../../../shared/model/latent.ts';
import { whole } from '../../../../shared/words/format.ts';
import type { Training } from '../training/train.ts';
import { type Evidence, evidenceWords, figures, foundNothing, learnedChance, wentWrong } from './evidence.ts';

export interface Findings extends Evidence {
  readonly dimensions: readonly LatentDimension[];
  readonly ended: Training['ended'];
  readonly epochs: number;
  readonly bestEpoch: number;
  readonly pca: PcaComparison | null;
}

/** Aggregate posteriors further from the prior than this leave holes in which samples fall. */
const farFromPrior = 0.15;

const farDimensions = ({ dimensions }: Findings): readonly number[] =>
  dimensions.flatMap(({ active, distance }, i) => (active && distance > farFromPrior ? [i + 1] : []));

/** The verdict on a trained network, in words, with what to try. */
export function healthOf(findings: Findings): LatentHealth {
  const { dimensions } = findings;
  const activeUnits = dimensions.filter(({ active }) => active).length;
  const verdict = verdictOf(findings, activeUnits);
  const sentences = [headline(findings, verdict, activeUnits), ...caveats(findings, verdict, activeUnits)];
  return { dimensions: [...dimensions], activeUnits, verdict, sentences };
}

function verdictOf(findings: Findings, activeUnits: number): LatentHealth['verdict'] {
  const { ended, epochs, bestEpoch, beta, dimensions, pca, independent } = findings;
  if (ended === 'not finite' && !Number.isFinite(findings.train)) return 'failed';
  const improving = (ended === 'epochs' || ended === 'stopped') && bestEpoch > 0.9 * epochs;
  if (dimensions.every(({ active, collapsed }) => !active || collapsed))
    return improving && beta <= 1 ? 'still improving' : 'collapsed';
  if (improving) return 'still improving';
  if (wentWrong(findings)) return 'failed';
  if (!independent) return 'not tested';
  if (foundNothing(findings)) return 'nothing found';
  const pcaWins = pca !== null && pca.difference < -2 * pca.standardError;
  if (activeUnits < dimensions.length && (beta > 1 || pcaWins)) return 'over-regularised';
  if (beta > 1 && pcaWins) return 'over-regularised';
  return beta < 1 && farDimensions(findings).length > 0 ? 'not like the prior' : 'healthy';
}

const epochWords = (epochs: number): string => (epochs === 1 ? 'one epoch' : `${whole(epochs)} epochs`);

function endWords({ ended, epochs, bestEpoch }: Findings): string {
  if (ended === 'stopped') return `training was stopped after ${epochWords(epochs)}, the best of them epoch ${whole(bestEpoch)}`;
  if (ended === 'epochs')
    return `training went on for the ${epochWords(epochs)} allowed, the best of them epoch ${whole(bestEpoch)}`;
  return ended === 'not finite' ? 'training ended at a step that was not finite' : 'training came to its end';
}

function headline(findings: Findings, verdict: LatentHealth['verdict'], activeUnits: number): string {
  const { dimensions, beta, epochs, independent } = findings;
  const latent = dimensions.length;
  switch (verdict) {
    case 'failed':
      if (independent && beta < 1 && wentWrong(findings))
        return `Failed: β = ${beta} holds the codes so loosely to the prior that on rows held out the network is worth ${figures(independent)} less than each column by itself. Try β = 1.`;
      if (independent && wentWrong(findings))
        return `Failed: on rows held out the network is worth ${figures(independent)} less than each column by itself. Training did not settle: try a lower learning rate, or more epochs.`;
      return 'Failed: a step was not finite before there was a network to keep. Try a lower learning rate, or look for extreme values in the columns.';
    case 'collapsed':
      return beta > 1
        ? `Collapsed: no latent dimension tells anything of a row, because β = ${beta} makes it too dear. Try β = 1.`
        : 'Collapsed: no latent dimension tells anything of a row; every row is decoded to the same. Either the columns have nothing in common, or the KL won too early: try a longer warm-up, a smaller β, or fewer layers.';
    case 'nothing found':
      return evidenceWords(findings);
    case 'not tested':
      return 'Not tested: no rows were held out, and on the rows trained on even chance looks like a find. Train with rows held out (a fifth of them, say) for a verdict.';
    case 'not like the prior':
      return `Not like the prior: β = ${beta} holds the codes so loosely that, taken together, those of ${list(farDimensions(findings))} are not spread like the prior, and samples will fall where there are no rows. Try β = 1.`;
    case 'still improving':
      return findings.ended === 'stopped'
        ? `Still improving: the ELBO was rising when training was stopped after ${epochWords(epochs)}.`
        : `Still improving: the ELBO was rising when the ${epochs === 1 ? 'one epoch was' : `${whole(epochs)} epochs were`} over. Train for more epochs.`;
    case 'over-regularised':
      return activeUnits < latent
        ? `Over-regularised: ${activeUnits} of ${latent} dimensions ${activeUnits === 1 ? 'is' : 'are'} used, and more would pay. Try ${beta > 1 ? 'β = 1' : 'a smaller β or a longer warm-up'}.`
        : `Over-regularised: β = ${beta} keeps the codes so close to the prior that probabilistic PCA does better. Try β = 1.`;
    case 'healthy':
      return activeUnits === latent
        ? `Healthy: ${latent === 1 ? 'the dimension carries' : latent === 2 ? 'both dimensions carry' : `all ${latent} dimensions carry`} information, and ${endWords(findings)}.${worthWords(findings)}`
        : `Healthy: ${endWords(findings)}. ${activeUnits} of ${latent} dimensions ${activeUnits === 1 ? 'carries' : 'carry'} information; the table does not ask for more.${worthWords(findings)}`;
  }
}

/** What makes it believable; where that is uncertain a caveat says so. */
const worthWords = ({ independent }: Findings): string =>
  independent && independent.difference >= 2 * independent.standardError
    ? ` On ${whole(independent.rows)} rows held out the codes are worth ${figures(independent)} more than each column by itself.`
    : '';

function caveats(findings: Findings, verdict: LatentHealth['verdict'], activeUnits: number): string[] {
  const { dimensions, ended, train, heldOut, pca, independent } = findings;
  const nothing = verdict === 'nothing found';
  const sentences: string[] = [];
  const collapsed = dimensions.flatMap(({ collapsed: gone }, i) => (gone ? [i + 1] : []));
  if (collapsed.length > 0 && activeUnits > 0)
    sentences.push(
      `Collapsed: ${list(collapsed)} ${collapsed.length === 1 ? 'has' : 'have'} a KL below 0.01 nats and ${collapsed.length === 1 ? 'is' : 'are'} the prior for every row.`,
    );
  const far = farDimensions(findings);
  if (far.length > 0 && verdict === 'healthy')
    sentences.push(
      `That is for reading the map, not for drawing samples: taken together, the codes of ${list(far)} are not spread like the prior, and samples will fall where there are no rows. Hidden layers, wider ones or more latent dimensions may bring them closer.`,
    );
  else if (far.length > 0 && verdict !== 'not like the prior')
    sentences.push(
      `Taken together, the codes of ${list(far)} are not spread like the prior: samples will fall where there are no rows.`,
    );
  if (ended === 'not finite' && Number.isFinite(train))
    sentences.push('A step was not finite; the network is that of the best epoch before. Try a lower learning rate.');
  if (heldOut !== null && learnedChance(findings) && !nothing)
    sentences.push(
      `Rows held out are ${(train - heldOut).toFixed(2)} nats per row worse than those trained on: part of what was learned is chance. Narrower layers or more rows would help.`,
    );
  if (independent && !nothing && independent.difference > 0 && independent.difference < 2 * independent.standardError)
    sentences.push(
      `How much it is worth is uncertain: on ${whole(independent.rows)} rows held out ${figures(independent)} more than each column by itself.`,
    );
  if (pca) sentences.push(pca.sentence);
  return sentences;
}

/** More are counted, not named. */
const mostNamed = 8;

const list = (numbers: readonly number[]): string =>
  numbers.length > mostNamed
    ? `${numbers.length} dimensions`
    : numbers.length === 1
      ? `dimension ${numbers[0]}`
      : `dimensions ${numbers.slice(0, -1).join(', ')} and ${numbers[numbers.length - 1]}`;
