import type { LatentEpoch, LatentOptions, LatentResult } from '../../../shared/model/latent.ts';
import { compareWithPca } from './bounds/compare.ts';
import { isExact } from './bounds/rows.ts';
import { dimensionsOf } from './health/dimensions.ts';
import { healthOf } from './health/verdict.ts';
import type { CreateBackend } from './network/backend.ts';
import { initialParameters } from './network/initialise.ts';
import { layoutOf } from './network/layout.ts';
import type { Network } from './network/network.ts';
import type { LatentTable } from './network/table.ts';
import { type BoundsOfRows, boundsOf, scaled } from './training/final.ts';
import { heldOutShare, settle } from './training/settings.ts';
import { type Split, splitRows } from './training/split.ts';
import { type Training, train } from './training/train.ts';
import { encode, everyRow } from './use/encode.ts';

export interface LatentFit {
  readonly network: Network;
  readonly table: LatentTable;
  /** Nats of each row. */
  readonly logJacobian: Float64Array;
  /** What each decoder output begins with. */
  readonly outputBias: Float32Array;
  readonly options: LatentOptions;
  readonly create: CreateBackend;
}

export interface FitStep {
  readonly phase: 'training' | 'training on all rows' | 'bounds';
  /** 0…1 of the most that there may be to do. */
  readonly share: number;
  /** After an epoch. */
  readonly epoch: LatentEpoch | null;
  /** The parameters as they stand. */
  readonly parameters: () => Float32Array;
}

/** What is known without names of columns and files. */
export interface FitOutcome
  extends Pick<
    LatentResult,
    | 'rows'
    | 'heldOutRows'
    | 'parameters'
    | 'epochs'
    | 'bestEpoch'
    | 'ended'
    | 'elbo'
    | 'reconstruction'
    | 'kl'
    | 'importanceWeightedBound'
    | 'logJacobian'
    | 'noiseVariances'
    | 'pca'
    | 'health'
    | 'notes'
  > {
  readonly weights: Float32Array;
  readonly split: Split;
}

const initialNoise = 0.5;

/**
 * A VAE from a table to a judged result: split, training, bounds on both parts, comparison with probabilistic PCA, health.
 * A linear network with one noise variance cannot learn chance as a deep one can, and its optimum is known: once it has
 * its held-out figures it is trained on with all rows, and those of the training are of all rows.
 */
export function* fitLatent({
  network,
  table,
  logJacobian,
  outputBias,
  options,
  create,
}: LatentFit): Generator<FitStep, FitOutcome> {
  const { seed, noiseVariance } = options;
  const split = splitRows(table.n, heldOutShare(options, table.n), seed);
  const settings = settle(options, split.train.length);
  const start = initialParameters(network, outputBias, noiseVariance ?? initialNoise, seed);
  const first = yield* told(train(network, table, split, start, settings, create), 'training');
  const refit = isExact(network) && network.noises === 1 && split.heldOut.length > 0 && first.ended === 'converged';
  const everything: Split = { train: everyRow(table.n), heldOut: new Int32Array() };
  const last = refit
    ? yield* told(
        train(network, table, everything, first.parameters, { ...settle(options, table.n), warmUp: 0 }, create),
        'training on all rows',
      )
    : first;
  const used = refit ? everything.train : split.train;
  const of = (parameters: Float32Array, rows: Int32Array, from: number) =>
    quietly(scaled(boundsOf(network, parameters, table, rows, options), from, 0.5), parameters);
  const trained = yield* of(last.parameters, used, 0);
  const heldOut = split.heldOut.length > 0 ? yield* of(first.parameters, split.heldOut, 0.5) : null;
  const codes = yield* quietly(encode(network, last.parameters, table, used), last.parameters);
  const pca = heldOut
    ? compareWithPca(network, table, split.train, { rows: heldOut.weightedRows, values: heldOut.weightedValues })
    : 'Without rows held out there is no comparison with probabilistic PCA.';
  const health = healthOf({
    dimensions: dimensionsOf(codes),
    ended: first.ended,
    epochs: first.epochs,
    bestEpoch: first.bestEpoch,
    beta: options.beta,
    train: trained.elbo,
    heldOut: heldOut?.elbo ?? null,
    pca: typeof pca === 'string' ? null : pca,
  });
  const both = <T>(figure: (bounds: BoundsOfRows) => T) => ({ train: figure(trained), heldOut: heldOut && figure(heldOut) });
  const { noise, length } = layoutOf(network);
  return {
    weights: last.parameters,
    split,
    rows: table.n,
    heldOutRows: split.heldOut.length,
    parameters: length,
    epochs: first.epochs,
    bestEpoch: first.bestEpoch,
    ended: first.ended,
    elbo: both(({ elbo }) => elbo),
    reconstruction: both(({ reconstruction }) => reconstruction),
    kl: both(({ kl }) => kl),
    importanceWeightedBound: both(({ weighted }) => weighted),
    logJacobian: both(({ rows }) => rows.reduce((sum, row) => sum + logJacobian[row], 0) / rows.length),
    noiseVariances: network.heads.map((head) => (head.noise < 0 ? null : Math.exp(last.parameters[noise + head.noise]))),
    pca: typeof pca === 'string' ? null : pca,
    health,
    notes: [
      ...(typeof pca === 'string' ? [pca] : []),
      ...(refit ? ['The network is linear: after its held-out figures it was trained on with all rows.'] : []),
    ],
  };
}

function* told(
  work: Generator<{ epoch: LatentEpoch | null; share: number; parameters: () => Float32Array }, Training>,
  phase: FitStep['phase'],
): Generator<FitStep, Training> {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    yield { phase, ...next.value };
  }
}

function* quietly<R>(work: Generator<number, R>, parameters: Float32Array): Generator<FitStep, R> {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    yield { phase: 'bounds', share: next.value, epoch: null, parameters: () => parameters };
  }
}
