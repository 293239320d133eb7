import { describe, expect, it } from 'vitest';
import { withEpochs } from '../../../src/renderer/state/latent-list.ts';
import type { LatentEpoch } from '../../../src/shared/model/latent.ts';

const epoch = (at: number, elbo = at): LatentEpoch => ({
  epoch: at,
  step: at * 10,
  train: { elbo, reconstruction: elbo + 1, kl: 1 },
  heldOut: null,
  klWeight: 1,
  learningRate: 0.01,
  klPerDimension: [1],
  best: false,
});
const numbers = (all: readonly LatentEpoch[]) => all.map((one) => one.epoch);

describe('epochs of a training', () => {
  it('are appended as they come', () => {
    expect(numbers(withEpochs([epoch(1), epoch(2)], [epoch(3)]))).toEqual([1, 2, 3]);
    expect(numbers(withEpochs([], [epoch(1)]))).toEqual([1]);
  });

  it('stand in order and once each, when those of before are read after those that were heard', () => {
    const all = withEpochs([epoch(4), epoch(5, -1)], [epoch(1), epoch(2), epoch(3), epoch(4), epoch(5)]);
    expect(numbers(all)).toEqual([1, 2, 3, 4, 5]);
    expect(all[4]!.train.elbo).toBe(5);
  });

  it('stay the same list where none comes', () => {
    const known = [epoch(1)];
    expect(withEpochs(known, [])).toBe(known);
  });
});
