import { describe, expect, it } from 'vitest';
import type { Backend, CreateBackend } from '../../../../../src/main/engine/latent/network/backend.ts';
import { initialParameters } from '../../../../../src/main/engine/latent/network/initialise.ts';
import { createPlainBackend } from '../../../../../src/main/engine/latent/plain/backend.ts';
import { settle } from '../../../../../src/main/engine/latent/training/settings.ts';
import { splitRows } from '../../../../../src/main/engine/latent/training/split.ts';
import { type Training, train } from '../../../../../src/main/engine/latent/training/train.ts';
import { type LatentEpoch, LatentOptions } from '../../../../../src/shared/model/latent.ts';
import { finish, fitOf, sampleColumns } from '../support/samples.ts';

const columns = sampleColumns('iris', ['sepal_length', 'sepal_width', 'petal_length', 'petal_width']);

function trained(
  over: Partial<LatentOptions>,
  create: CreateBackend = createPlainBackend,
): { epochs: LatentEpoch[]; training: Training } {
  const { network, table, outputBias, options } = fitOf(columns, { layers: [8], ...over });
  const split = splitRows(table.n, options.heldOut ?? 0.2, options.seed);
  const start = initialParameters(network, outputBias, 0.5, options.seed);
  const epochs: LatentEpoch[] = [];
  const work = train(network, table, split, start, settle(options, split.train.length), create);
  const training = finish(work, ({ epoch }) => {
    if (epoch) epochs.push(epoch);
  });
  return { epochs, training };
}

describe('training', () => {
  it('of the same seed gives the same bits, of another seed others', () => {
    const of = (seed: number) => trained({ seed, epochs: 20 }).training.parameters;
    expect(of(3)).toEqual(of(3));
    expect(of(3)).not.toEqual(of(4));
  });

  it('warms the KL up by steps: its weight rises to β, and stays', () => {
    const { epochs } = trained({ epochs: 40, warmUp: 60, beta: 2 });
    const weights = epochs.map(({ klWeight }) => klWeight);
    // 4 steps an epoch.
    expect(weights[0]).toBeCloseTo((2 * 4) / 60, 12);
    expect(weights[14]).toBe(2);
    expect(weights.at(-1)).toBe(2);
  });

  it('does not end before the warm-up does, whatever the patience', () => {
    const { epochs, training } = trained({ epochs: 400, warmUp: 400, patience: 1 });
    expect(training.ended).toBe('converged');
    expect(training.epochs).toBeGreaterThanOrEqual(100);
    expect(epochs.slice(0, 99).some(({ best }) => best)).toBe(false);
  });

  it('gives back the best epoch by the held-out ELBO, not the last', () => {
    const kept = new Map<number, Float32Array>();
    const { network, table, outputBias, options } = fitOf(columns, { layers: [16], patience: 5, epochs: 300 });
    const split = splitRows(table.n, 0.2, 1);
    const work = train(
      network,
      table,
      split,
      initialParameters(network, outputBias, 0.5, 1),
      settle(options, 120),
      createPlainBackend,
    );
    let best = Number.NEGATIVE_INFINITY;
    let at = 0;
    const training = finish(work, ({ epoch, parameters }) => {
      if (!epoch) return;
      kept.set(epoch.epoch, parameters());
      if (epoch.step >= settle(options, 120).warmUp && (epoch.heldOut?.elbo ?? 0) > best) {
        best = epoch.heldOut?.elbo ?? 0;
        at = epoch.epoch;
      }
    });
    expect(training.bestEpoch).toBe(at);
    expect(training.parameters).toEqual(kept.get(at));
    expect(training.epochs).toBeGreaterThan(at);
  });

  it('tells of ELBO as reconstruction − KL, and of the KL by dimension', () => {
    const { epochs } = trained({ epochs: 5 });
    for (const { train: on, heldOut, klPerDimension } of epochs) {
      expect(on.elbo).toBeCloseTo(on.reconstruction - on.kl, 10);
      expect(heldOut?.elbo).toBeCloseTo((heldOut?.reconstruction ?? 0) - (heldOut?.kl ?? 0), 10);
      expect(klPerDimension.reduce((sum, kl) => sum + kl, 0)).toBeCloseTo(heldOut?.kl ?? 0, 10);
    }
  });

  it('that meets a step that is not finite ends with the best weights so far', () => {
    let steps = 0;
    const failing: CreateBackend = (network, table, start): Backend => {
      const backend = createPlainBackend(network, table, start);
      return {
        ...backend,
        step: (batch, update) =>
          ++steps > 130 ? { reconstruction: Number.NaN, kl: 0, gradientNorm: Number.NaN } : backend.step(batch, update),
      };
    };
    const { training } = trained({ epochs: 100, warmUp: 40 }, failing);
    expect(training.ended).toBe('not finite');
    expect(training.bestEpoch).toBeGreaterThan(9);
    expect(training.parameters.every(Number.isFinite)).toBe(true);
  });

  it('survives a learning rate that is far too high', () => {
    const { training } = trained({ learningRate: 1, epochs: 60 });
    expect(training.parameters.every(Number.isFinite)).toBe(true);
  });

  it('frees its backend also when it is stopped', () => {
    let closed = 0;
    const { network, table, outputBias, options } = fitOf(columns, { layers: [8] });
    const create: CreateBackend = (...given) => ({ ...createPlainBackend(...given), close: () => void closed++ });
    const start = initialParameters(network, outputBias, 0.5, 1);
    const work = train(network, table, splitRows(table.n, 0.2, 1), start, settle(options, 120), create);
    work.next();
    work.return({ parameters: start, epochs: 0, bestEpoch: 0, ended: 'epochs' });
    expect(closed).toBe(1);
  });
});

describe('the split', () => {
  it('gives each row to one part, as many as asked, by the seed', () => {
    const { train: kept, heldOut } = splitRows(100, 0.2, 5);
    expect(heldOut).toHaveLength(20);
    expect([...kept, ...heldOut].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(splitRows(100, 0.2, 5).heldOut).toEqual(heldOut);
    expect(splitRows(100, 0.2, 6).heldOut).not.toEqual(heldOut);
  });

  it('holds out at least one row and at most half', () => {
    expect(splitRows(10, 0.01, 1).heldOut).toHaveLength(1);
    expect(splitRows(3, 0.5, 1).heldOut).toHaveLength(1);
    expect(splitRows(10, 0, 1).heldOut).toHaveLength(0);
  });
});

describe('settings left open', () => {
  const options = LatentOptions.parse({ columns: ['x'] });
  it('give small tables small batches and large ones few epochs', () => {
    expect(settle(options, 100).batch).toBe(32);
    expect(settle(options, 50_000).batch).toBe(256);
    expect(settle(options, 50_000).epochs).toBeLessThan(settle(options, 1000).epochs);
  });

  it('leave a warm-up room when few epochs are asked for', () => {
    expect(settle({ ...options, epochs: 2 }, 64).warmUp).toBe(2);
  });
});
