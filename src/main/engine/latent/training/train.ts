import type { LatentEpoch } from '../../../../shared/model/latent.ts';
import { createRandom } from '../../random/generator.ts';
import { fillNormal } from '../../random/normal.ts';
import type { Backend, CreateBackend } from '../network/backend.ts';
import { layoutOf } from '../network/layout.ts';
import type { Network } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import { meanBounds } from './evaluate.ts';
import { atStart, judge } from './schedule.ts';
import type { TrainingSettings } from './settings.ts';
import { type Split, shuffle } from './split.ts';

/** After an epoch its record; within a long epoch null. `share` of the most epochs is done. */
export interface TrainingStep {
  readonly epoch: LatentEpoch | null;
  readonly share: number;
  /** The parameters as they stand. */
  readonly parameters: () => Float32Array;
}

export interface Training {
  /** Of the best epoch; where nothing was finite, the last that were. */
  readonly parameters: Float32Array;
  readonly epochs: number;
  readonly bestEpoch: number;
  readonly ended: 'converged' | 'epochs' | 'not finite' | 'stopped';
}

/** Multiplications between two steps told of: some hundredths of a second. */
const workAStep = 2e7;

/**
 * Trains on the rows of `split.train` by Adam with KL warm-up. After each epoch the objective, reconstruction − β·KL in
 * nats per row, is taken on the held-out rows (without any, on the training rows) with noise that stays the same. From
 * the end of the warm-up on the best epoch is kept; without a better one for `patience` epochs training goes back to it
 * at a lower rate, at last it ends. A step that is not finite ends it with the best weights so far. The order of the rows
 * and the noise are told by seed and epoch alone.
 */
export function* train(
  network: Network,
  table: LatentTable,
  split: Split,
  start: Float32Array,
  settings: TrainingSettings,
  create: CreateBackend,
): Generator<TrainingStep, Training> {
  const backend = create(network, table, start);
  try {
    return yield* trainWith(backend, network, table, split, settings);
  } finally {
    backend.close();
  }
}

function* trainWith(
  backend: Backend,
  network: Network,
  table: LatentTable,
  split: Split,
  settings: TrainingSettings,
): Generator<TrainingStep, Training> {
  const { batch, warmUp, beta, clip, learnNoise, patience, tolerance, epochs, seed } = settings;
  const judged = split.heldOut.length > 0 ? split.heldOut : split.train;
  const evaluation = { samples: Math.max(1, Math.min(16, Math.ceil(2000 / judged.length))), seed };
  const stride = Math.max(1, Math.floor(workAStep / (batch * layoutOf(network).length)));
  const parameters = () => backend.parameters();
  const order = split.train.slice();
  const noise = new Float32Array(batch * network.latent);
  let best = backend.parameters();
  let plateau = atStart;
  let step = 0;
  const end = (epoch: number, ended: Training['ended']): Training => ({
    parameters: plateau.bestEpoch === 0 ? backend.parameters() : best,
    epochs: epoch,
    bestEpoch: plateau.bestEpoch === 0 ? epoch : plateau.bestEpoch,
    ended,
  });
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const random = createRandom(seed, 'vae', 'epoch', epoch);
    shuffle(order, random);
    const learningRate = settings.learningRates[Math.max(plateau.level, leastLevel((epoch - 1) / epochs, settings))];
    let reconstruction = 0;
    let kl = 0;
    let klWeight = beta;
    for (let from = 0; from < order.length; from += batch) {
      const rows = order.subarray(from, from + batch);
      fillNormal(noise, random);
      klWeight = beta * (warmUp === 0 ? 1 : Math.min(1, (step + 1) / warmUp));
      const sums = backend.step(
        { rows, noise: noise.subarray(0, rows.length * network.latent) },
        { klWeight, learningRate, clip, learnNoise },
      );
      if (!Number.isFinite(sums.gradientNorm)) return end(epoch, 'not finite');
      reconstruction += sums.reconstruction;
      kl += sums.kl;
      step++;
      if (step % stride === 0) yield { epoch: null, share: (epoch - 1 + from / order.length) / epochs, parameters };
    }
    const n = order.length;
    const now = backend.parameters();
    const bounds = yield* silent(meanBounds(backend, table, judged, evaluation), (epoch - 0.1) / epochs, parameters);
    const told = { reconstruction: bounds.reconstruction, kl: bounds.kl };
    const warm = step >= warmUp;
    const decision = warm
      ? judge(plateau, epoch, told.reconstruction - beta * told.kl, patience, tolerance, settings.learningRates.length)
      : null;
    const improved = decision !== null && decision.plateau.bestEpoch === epoch;
    if (improved) best = now;
    if (decision) plateau = decision.plateau;
    yield {
      epoch: {
        epoch,
        step,
        train: { elbo: (reconstruction - kl) / n, reconstruction: reconstruction / n, kl: kl / n },
        heldOut: split.heldOut.length > 0 ? { elbo: told.reconstruction - told.kl, ...told } : null,
        klWeight,
        learningRate,
        klPerDimension: [...bounds.klPerDimension],
        best: improved,
      },
      share: epoch / epochs,
      parameters,
    };
    if (decision?.verdict === 'end') return end(epoch, 'converged');
    if (decision?.verdict === 'lower the rate') backend.load(best);
  }
  return end(epochs, 'epochs');
}

/** In the second half of the epochs the rate falls whatever happens, so that training cut short ends at a low one as well. */
const leastLevel = (share: number, { learningRates }: TrainingSettings): number =>
  Math.max(0, Math.floor((2 * share - 1) * learningRates.length));

function* silent<R>(work: Generator<number, R>, share: number, parameters: () => Float32Array): Generator<TrainingStep, R> {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    yield { epoch: null, share, parameters };
  }
}
