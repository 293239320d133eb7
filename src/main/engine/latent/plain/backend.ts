import { adamStep, createMoments, lengthOf, type Moments } from '../network/adam.ts';
import { type Backend, type Batch, type BatchSums, blockRows } from '../network/backend.ts';
import type { Network } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import { createWorkspace } from './forward.ts';
import { blockGradient, createDerivatives } from './gradient.ts';

/** Plain TypeScript: f32 parameters, all else in f64. What the other backends are held to. */
export function createPlainBackend(network: Network, table: LatentTable, start: Float32Array): Backend {
  const space = createWorkspace(network, blockRows);
  const derivatives = createDerivatives(space);
  const { layout } = space;
  const parameters = new Float32Array(layout.length);
  const total = new Float64Array(layout.length);
  const block = new Float64Array(layout.length);
  let moments: Moments = createMoments(layout.length);

  const gradientOf = (batch: Batch, klWeight: number): Omit<BatchSums, 'gradientNorm'> => {
    const m = batch.rows.length;
    let reconstruction = 0;
    let kl = 0;
    total.fill(0);
    for (let from = 0; from < m; from += blockRows) {
      const count = Math.min(blockRows, m - from);
      block.fill(0);
      const sums = blockGradient(space, derivatives, parameters, table, batch, from, count, klWeight, block);
      reconstruction += sums.reconstruction;
      kl += sums.kl;
      for (let i = 0; i < total.length; i++) total[i] += block[i];
    }
    for (let i = 0; i < total.length; i++) total[i] /= -m;
    return { reconstruction, kl };
  };

  const load = (from: Float32Array) => {
    parameters.set(from);
    moments = createMoments(layout.length);
  };
  load(start);
  return {
    name: 'plain',
    network,
    parameters: () => parameters.slice(),
    load,
    step: (batch, update) => {
      const sums = gradientOf(batch, update.klWeight);
      if (!update.learnNoise) total.fill(0, layout.noise);
      const gradientNorm = lengthOf(total);
      const finite = Number.isFinite(gradientNorm) && Number.isFinite(sums.reconstruction) && Number.isFinite(sums.kl);
      if (!finite) return { ...sums, gradientNorm: Number.NaN };
      adamStep(parameters, moments, total, gradientNorm, layout, update);
      return { ...sums, gradientNorm };
    },
    gradient: (batch, klWeight, gradient) => {
      const sums = gradientOf(batch, klWeight);
      gradient.set(total);
      return { ...sums, gradientNorm: lengthOf(total) };
    },
    close: () => {},
  };
}
