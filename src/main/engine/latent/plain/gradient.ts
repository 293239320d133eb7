import type { Batch } from '../network/backend.ts';
import { posteriorRange } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import { activateBackward } from './activation.ts';
import { denseBackward, denseGradient } from './dense.ts';
import { decodeBlock, encodeBlock, klOf, type Workspace } from './forward.ts';
import { cellGradient, cellLogDensity, logVariancesOf } from './heads.ts';

/** Room for derivatives by what a workspace holds. */
export interface Derivatives {
  readonly encoder: readonly Float64Array[];
  readonly codes: Float64Array;
  readonly decoder: readonly Float64Array[];
}

export const createDerivatives = ({ encoder, codes, decoder }: Workspace): Derivatives => ({
  encoder: encoder.map((y) => new Float64Array(y.length)),
  codes: new Float64Array(codes.length),
  decoder: decoder.map((y) => new Float64Array(y.length)),
});

/**
 * Adds to `gradient` the derivatives of reconstruction − klWeight·KL, summed over the rows from … from + count of the
 * batch, and gives both sums. The posterior's derivatives go through z = mean + e^(½ log variance)·noise.
 */
export function blockGradient(
  space: Workspace,
  derivatives: Derivatives,
  parameters: Float32Array,
  table: LatentTable,
  batch: Batch,
  from: number,
  count: number,
  klWeight: number,
  gradient: Float64Array,
): { reconstruction: number; kl: number } {
  const { network, layout } = space;
  const { latent, heads, outputs, activation } = network;
  const posterior = encodeBlock(space, parameters, table, (k) => batch.rows[from + k], count);
  let kl = 0;
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < latent; i++) {
      const mean = posterior[k * 2 * latent + i];
      const logVariance = posterior[k * 2 * latent + latent + i];
      space.codes[k * latent + i] = mean + Math.exp(0.5 * logVariance) * batch.noise[(from + k) * latent + i];
      kl += klOf(mean, logVariance);
    }
  }
  const y = decodeBlock(space, parameters, count);
  const logVariances = logVariancesOf(network, layout.noise, parameters);
  const dy = derivatives.decoder[layout.decoder.length - 1];
  dy.fill(0, 0, count * outputs);
  let reconstruction = 0;
  for (let k = 0; k < count; k++) {
    const row = batch.rows[from + k];
    const cell = row * heads.length;
    let sum = table.constants ? table.constants[row] : 0;
    for (let j = 0; j < heads.length; j++) {
      if (table.mask && table.mask[cell + j] === 0) continue;
      const x = table.targets[cell + j];
      sum += cellLogDensity(heads[j], y, k * outputs, x, logVariances[j]);
      const byNoise = cellGradient(heads[j], y, k * outputs, x, logVariances[j], dy);
      if (heads[j].noise >= 0) gradient[layout.noise + heads[j].noise] += byNoise;
    }
    reconstruction += sum;
  }
  for (let l = layout.decoder.length - 1; l >= 0; l--) {
    const dense = layout.decoder[l];
    const x = l > 0 ? space.decoder[l - 1] : space.codes;
    const dx = l > 0 ? derivatives.decoder[l - 1] : derivatives.codes;
    denseGradient(dense, x, derivatives.decoder[l], count, gradient);
    denseBackward(parameters, dense, derivatives.decoder[l], dx, count);
    if (l > 0) activateBackward(activation, x, dx, count * dense.inputs);
  }
  const dp = derivatives.encoder[layout.encoder.length - 1];
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < latent; i++) {
      const at = k * 2 * latent + i;
      const dz = derivatives.codes[k * latent + i];
      const logVariance = posterior[at + latent];
      const inside = logVariance > posteriorRange.from && logVariance < posteriorRange.to;
      const sd = Math.exp(0.5 * logVariance);
      dp[at] = dz - klWeight * posterior[at];
      dp[at + latent] = inside ? 0.5 * dz * sd * batch.noise[(from + k) * latent + i] - 0.5 * klWeight * (sd * sd - 1) : 0;
    }
  }
  for (let l = layout.encoder.length - 1; l >= 0; l--) {
    const dense = layout.encoder[l];
    const x = l > 0 ? space.encoder[l - 1] : space.inputs;
    denseGradient(dense, x, derivatives.encoder[l], count, gradient);
    if (l === 0) break;
    denseBackward(parameters, dense, derivatives.encoder[l], derivatives.encoder[l - 1], count);
    activateBackward(activation, x, derivatives.encoder[l - 1], count * dense.inputs);
  }
  return { reconstruction, kl };
}
