import type { LatentEpoch, LatentOptions, LatentResult } from '../../../shared/model/latent.ts';
import { compareWithPca } from './bounds/compare.ts';
import { compareWithIndependent } from './bounds/independent.ts';
import { isExact } from './bounds/rows.ts';
import { compareWithShuffled } from './bounds/shuffled.ts';
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
  /** Where the inputs of each column begin. */
  readonly inputAt: readonly number[];
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
    | 'independent'
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
export function* fitLatent(fit: LatentFit): Generator<FitStep, FitOutcome> {
  const { network, table, outputBias, options, create } = fit;
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
  return yield* judgeLatent(fit, split, first, refit ? last.parameters : null);
}

/**
 * Bounds, comparison and health of a training, perhaps one that was stopped: what fitLatent ends with. `refitted` are
 * parameters trained on with all rows, where there are such.
 */
export function* judgeLatent(
  { network, table, logJacobian, inputAt, options }: LatentFit,
  split: Split,
  training: Training,
  refitted: Float32Array | null = null,
): Generator<FitStep, FitOutcome> {
  const weights = refitted ?? training.parameters;
  const used = refitted ? everyRow(table.n) : split.train;
  const of = (parameters: Float32Array, rows: Int32Array, from: number) =>
    quietly(scaled(boundsOf(network, parameters, table, rows, options), from, 0.4), parameters);
  const trained = yield* of(weights, used, 0);
  const heldOut = split.heldOut.length > 0 ? yield* of(training.parameters, split.heldOut, 0.4) : null;
  const codes = yield* quietly(scaled(encode(network, weights, table, used), 0.8, 0.05), weights);
  const scored = heldOut && { rows: heldOut.weightedRows, values: heldOut.weightedValues };
  const pca = scored
    ? compareWithPca(network, table, split.train, scored)
    : 'Without rows held out there is no comparison with probabilistic PCA.';
  const independent = scored && compareWithIndependent(network, table, split.train, scored);
  const shuffled = scored
    ? yield* quietly(
        scaled(compareWithShuffled(network, training.parameters, table, split.heldOut, inputAt, options.seed), 0.85, 0.15),
        weights,
      )
    : null;
  const health = healthOf({
    dimensions: dimensionsOf(codes),
    ended: training.ended,
    epochs: training.epochs,
    bestEpoch: training.bestEpoch,
    beta: options.beta,
    train: trained.elbo,
    heldOut: heldOut?.elbo ?? null,
    pca: typeof pca === 'string' ? null : pca,
    independent,
    shuffled,
  });
  const both = <T>(figure: (bounds: BoundsOfRows) => T) => ({ train: figure(trained), heldOut: heldOut && figure(heldOut) });
  const { noise, length } = layoutOf(network);
  return {
    weights,
    split,
    rows: table.n,
    heldOutRows: split.heldOut.length,
    parameters: length,
    epochs: training.epochs,
    bestEpoch: training.bestEpoch,
    ended: training.ended,
    elbo: both(({ elbo }) => elbo),
    reconstruction: both(({ reconstruction }) => reconstruction),
    kl: both(({ kl }) => kl),
    importanceWeightedBound: both(({ weighted }) => weighted),
    logJacobian: both(({ rows }) => rows.reduce((sum, row) => sum + logJacobian[row], 0) / rows.length),
    noiseVariances: network.heads.map((head) => (head.noise < 0 ? null : Math.exp(weights[noise + head.noise]))),
    pca: typeof pca === 'string' ? null : pca,
    independent,
    health,
    notes: [
      ...(typeof pca === 'string' ? [pca] : []),
      ...(refitted ? ['The network is linear: after its held-out figures it was trained on with all rows.'] : []),
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
