import type { LatentOptions } from '../../../../shared/model/latent.ts';

export type TrainingOptions = Pick<
  LatentOptions,
  'layers' | 'beta' | 'epochs' | 'batch' | 'learningRate' | 'warmUp' | 'patience' | 'heldOut' | 'clip' | 'noiseVariance' | 'seed'
>;

/** Everything that training needs to know, nothing left open. */
export interface TrainingSettings {
  readonly beta: number;
  readonly epochs: number;
  readonly batch: number;
  /** One after the other, each for as long as it helps. */
  readonly learningRates: readonly number[];
  /** In optimiser steps. */
  readonly warmUp: number;
  /** In epochs. */
  readonly patience: number;
  readonly clip: number;
  readonly learnNoise: boolean;
  /** A gain of less, nats per row, is none. */
  readonly tolerance: number;
  readonly seed: number;
}

/** Share of the rows held out where none is asked for: small tables need more of them for a figure that means something. */
export const heldOutShare = (options: Pick<TrainingOptions, 'heldOut'>, n: number): number =>
  options.heldOut ?? (n < 5000 ? 0.2 : 0.1);

/** Below 1,000 rows wider layers learn no better and take three times as long. */
export const layersFor = (options: Pick<TrainingOptions, 'layers'>, n: number): readonly number[] =>
  options.layers ?? (n < 1000 ? [64, 32] : [128, 64]);

/**
 * What is left open is chosen so that small tables get enough steps and large ones do not wait: batches of 32 … 256,
 * some 400 steps of patience, a warm-up of 400 steps or less where there are few, at most 40,000 steps. Linear networks
 * are cheap and asked for to the last digits: they get a higher rate, more patience and lower rates at the end.
 */
export function settle(options: TrainingOptions, trainRows: number): TrainingSettings {
  const linear = options.layers?.length === 0;
  const batch = Math.min(
    trainRows,
    options.batch ?? (trainRows < 600 ? 32 : trainRows < 4000 ? 64 : trainRows < 20_000 ? 128 : 256),
  );
  const stepsPerEpoch = Math.ceil(trainRows / batch);
  const epochs = options.epochs ?? Math.max(60, Math.ceil((linear ? 120_000 : 40_000) / stepsPerEpoch));
  const total = epochs * stepsPerEpoch;
  const rate = options.learningRate ?? (linear ? 2e-2 : 2e-3);
  return {
    beta: options.beta,
    epochs,
    batch,
    learningRates: (linear ? [1, 0.3, 0.1, 0.03, 0.01, 0.003] : [1, 0.3, 0.1]).map((share) => share * rate),
    warmUp: Math.min(options.warmUp ?? 400, Math.floor(total / 2)),
    patience: options.patience ?? Math.max(8, Math.ceil((linear ? 2000 : 400) / stepsPerEpoch)),
    clip: options.clip,
    learnNoise: options.noiseVariance === null,
    tolerance: linear ? 1e-6 : 1e-3,
    seed: options.seed,
  };
}
