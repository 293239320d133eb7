import type { KeptShape, Latents } from '../../../src/main/store/latent.ts';
import { type LatentEpoch, LatentOptions, type LatentResult } from '../../../src/shared/model/latent.ts';

/** A VAE of one column, as the application begins it. */
export const shape: KeptShape = {
  latent: 1,
  activation: 'tanh',
  noise: 'column',
  hidden: [],
  encoding: {
    columns: [
      {
        name: 'x',
        type: 'number',
        likelihood: 'gaussian',
        center: 0.1,
        scale: 1 / 3,
        levels: null,
        inputAt: 0,
        inputCenter: [0],
        inputScale: 1,
        indicator: null,
        outputBias: [0],
      },
    ],
    inputs: 1,
    picture: null,
    leftOut: [],
  },
};

export const begun = (over: Partial<Parameters<Latents['add']>[0]> = {}): Parameters<Latents['add']>[0] => ({
  created: '2026-01-02T03:04:05.000Z',
  name: '',
  options: LatentOptions.parse({ columns: ['x'], latent: 1, layers: [] }),
  backend: 'fused',
  exclusion: null,
  shape,
  ...over,
});

export const epoch = (number: number): LatentEpoch => ({
  epoch: number,
  step: 10 * number,
  train: { elbo: -1 / number, reconstruction: 0, kl: 1 / number },
  heldOut: null,
  klWeight: 1,
  learningRate: 0.001,
  klPerDimension: [1 / number],
  best: true,
});

/** Every bit of a weight matters. */
export const weights = (number: number): Float32Array => Float32Array.of(number, 1 / 3, -0, 1e-42, 3.4e38, number / 7, 0.1);

export const result = (epochs: number): LatentResult => ({
  rows: 3,
  heldOutRows: 0,
  excluded: 0,
  columns: [{ name: 'x', likelihood: 'gaussian' }],
  parameters: 7,
  epochs,
  bestEpoch: epochs,
  ended: 'converged',
  elbo: { train: -1.5, heldOut: null },
  reconstruction: { train: -1, heldOut: null },
  kl: { train: 0.5, heldOut: null },
  importanceWeightedBound: { train: { samples: 10, value: -1.4, standardError: 0.01 }, heldOut: null },
  logJacobian: { train: 0, heldOut: null },
  noiseVariances: [0.25],
  pca: null,
  independent: null,
  health: { dimensions: [], activeUnits: 1, verdict: 'healthy', sentences: ['Healthy.'] },
  notes: [],
  seconds: 1,
});
