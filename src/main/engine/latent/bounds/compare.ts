import type { PcaComparison } from '../../../../shared/model/latent.ts';
import { whole } from '../../../../shared/words/format.ts';
import type { Network } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import { average, paired, type Scored } from './paired.ts';
import { fitPca, pcaLogDensity } from './pca.ts';

/** More columns make the eigenvalues take long. */
const mostColumns = 200;

/**
 * Network against probabilistic PCA with as many dimensions, fitted to the complete rows trained on: the mean difference
 * over complete held-out rows, with the standard error of the paired differences. The network's figure is a lower bound,
 * so that a win is one. A string says why they cannot be compared.
 */
export function compareWithPca(network: Network, table: LatentTable, train: Int32Array, scored: Scored): PcaComparison | string {
  const d = network.heads.length;
  if (network.heads.some(({ kind }) => kind !== 'gaussian'))
    return 'Probabilistic PCA speaks of continuous columns only, and is not compared with.';
  if (d > mostColumns) return `Probabilistic PCA is compared with up to ${mostColumns} columns.`;
  const { mask, targets } = table;
  const complete = (row: number) => {
    if (!mask) return true;
    for (let j = 0; j < d; j++) if (mask[row * d + j] === 0) return false;
    return true;
  };
  const fitted = train.filter(complete);
  const places = [...scored.rows.keys()].filter((i) => complete(scored.rows[i]));
  if (fitted.length <= d || places.length < 2) return 'There are too few complete rows to compare with probabilistic PCA.';
  const pca = fitPca(targets, d, fitted, network.latent);
  const theirs = pcaLogDensity(
    pca,
    targets,
    places.map((i) => scored.rows[i]),
  );
  const ours = places.map((i) => scored.values[i]);
  const { rows, difference, standardError } = paired(ours, theirs);
  return {
    rows,
    network: average(ours),
    pca: average(theirs),
    difference,
    standardError,
    pcaTrain: average(pcaLogDensity(pca, targets, fitted)),
    sentence: sentence(rows < scored.rows.length, { rows, difference, standardError }, network.hidden.length === 0),
  };
}

function sentence(some: boolean, { rows, difference, standardError: error }: ReturnType<typeof paired>, linear: boolean): string {
  const on = `On ${whole(rows)} ${some ? 'complete rows' : 'rows'} held out, the network`;
  const figure = `${Math.abs(difference).toFixed(2)} ± ${error.toFixed(2)} nats per row`;
  if (difference > 2 * error) return `${on} beats probabilistic PCA by ${figure}.`;
  if (difference < -2 * error)
    return `${on} is worse than probabilistic PCA by ${figure}: ${linear ? 'being linear, it can do as well, trained for longer or on more rows' : 'a straight model serves better here'}.`;
  const why = linear ? 'being linear, it can do no more' : 'its curves are not worth more than straight axes';
  return `${on} does not beat probabilistic PCA (${difference < 0 ? '−' : '+'}${figure}): ${why}.`;
}
