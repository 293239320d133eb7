import type { LatentModel } from '../../../shared/contract/latent.ts';
import { LensError } from '../../../shared/errors.ts';
import type { Dataset } from '../../../shared/model/dataset.ts';
import type { LatentResult, WeightedBound } from '../../../shared/model/latent.ts';
import { spanText } from '../../../shared/words/span.ts';
import { duration } from './progress-bar.ts';
import { count, digits, textTable } from './text-table.ts';

function judged({ result, encoding }: LatentModel): { readonly result: LatentResult; readonly inputs: number } {
  if (result && encoding) return { result, inputs: encoding.inputs };
  throw new LensError('internal', 'The network was trained, but not judged.');
}

/** What `vae --json` prints: nats per row, in the units trained in. `rows` are those of the input. */
export function vaeJson(rows: number, model: LatentModel) {
  const { result } = judged(model);
  const { train, heldOut } = result.importanceWeightedBound;
  const of = <T>(figure: (bound: WeightedBound) => T) => ({ train: figure(train), heldOut: heldOut && figure(heldOut) });
  const { options, backend } = model;
  return {
    rows,
    columns: result.columns.map(({ name }) => name),
    likelihoods: result.columns.map(({ likelihood }) => likelihood),
    leftOut: model.encoding?.leftOut.map(({ name, reason }) => ({ name, reason })),
    excluded: result.excluded,
    heldOutRows: result.heldOutRows,
    latent: options.latent,
    beta: options.beta,
    seed: options.seed,
    backend,
    parameters: result.parameters,
    epochs: result.epochs,
    bestEpoch: result.bestEpoch,
    ended: result.ended,
    elbo: result.elbo,
    reconstruction: result.reconstruction,
    kl: result.kl,
    importanceWeightedBound: of(({ value }) => value),
    importanceWeightedBoundError: of(({ standardError }) => standardError),
    importanceWeightedBoundSamples: train.samples,
    logJacobian: result.logJacobian,
    noiseVariances: result.noiseVariances,
    klPerDimension: result.health.dimensions.map(({ kl }) => kl),
    activeUnits: result.health.activeUnits,
    verdict: result.health.verdict,
    sentences: result.health.sentences,
    pca: result.pca,
    notes: result.notes,
    seconds: result.seconds,
  };
}

/** What `vae` prints for a person. */
export function vaeText({ source, rows }: Dataset, model: LatentModel): string {
  const { result, inputs } = judged(model);
  const { options, encoding } = model;
  const { elbo, reconstruction, kl, importanceWeightedBound: bound, logJacobian, health } = result;
  const fixed = (value: number | null) => (value === null ? '–' : value.toFixed(3));
  const line = (name: string, train: number, heldOut: number | null) => [name, fixed(train), fixed(heldOut)];
  const sum = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);
  const weighted = (one: WeightedBound | null) => (one ? `${fixed(one.value)} ± ${one.standardError.toFixed(3)}` : '–');
  const figures = textTable(
    ['nats per row', 'trained on', 'held out'],
    [
      line('ELBO', elbo.train, elbo.heldOut),
      line('  reconstruction', reconstruction.train, reconstruction.heldOut),
      line('  − KL', kl.train, kl.heldOut),
      [`importance-weighted bound, ${bound.train.samples} samples`, weighted(bound.train), weighted(bound.heldOut)],
      line('ELBO in the original units', elbo.train + logJacobian.train, sum(elbo.heldOut, logJacobian.heldOut)),
    ],
    ['left', 'right', 'right'],
  );
  const columns = textTable(
    ['column', 'likelihood', 'noise sd'],
    result.columns.map(({ name, likelihood }, j) => {
      const variance = result.noiseVariances[j];
      if (variance === null) return [name, likelihood, ''];
      const sd = Math.sqrt(variance) * (encoding?.columns[j].scale ?? 1);
      const isSpan = encoding?.columns[j].type === 'date' && likelihood === 'gaussian';
      return [name, likelihood, isSpan ? spanText(sd) : digits(sd, 4)];
    }),
    ['left', 'left', 'right'],
  );
  const few = result.columns.length <= 20;
  const { dimensions, activeUnits } = health;
  const without = result.excluded > 0 ? `, ${result.excluded} without any value left out` : '';
  return [
    `${source.name}: ${count(rows, 'row')}${without}, ${count(result.columns.length, 'column')}, ${result.heldOutRows} rows held out\n`,
    `A VAE of ${count(inputs, 'input')} and ${options.latent} latent ${options.latent === 1 ? 'dimension' : 'dimensions'}, ${result.parameters} parameters, seed ${options.seed}; `,
    `${count(result.epochs, 'epoch')}, the best ${result.bestEpoch}, in ${duration(result.seconds)}\n\n`,
    figures,
    `\nKL of each dimension: ${dimensions.map(({ kl: each }) => each.toFixed(2)).join(', ')}; active units: ${activeUnits} of ${dimensions.length}\n`,
    few ? `\n${columns}` : '',
    `\n${[...health.sentences, ...result.notes].map((sentence) => `${sentence}\n`).join('')}`,
  ].join('');
}
